package dev.setpoint.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The YAML files of this repository that GitHub reads. */
final class RepositoryFiles {
  private RepositoryFiles() {}

  static List<Path> workflows() throws IOException {
    return yaml(Path.of(".github", "workflows"));
  }

  /** The action at the root, and the ones in folders beside it. */
  static List<Path> actions() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(""))) {
      return Stream.concat(Stream.of(Path.of("")), folders.filter(Files::isDirectory))
          .map(folder -> folder.resolve("action.yml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  static List<Path> actionsAndWorkflows() throws IOException {
    List<Path> all = new ArrayList<>(actions());
    all.addAll(workflows());
    return all;
  }

  static List<Path> issueForms() throws IOException {
    return yaml(Path.of(".github", "ISSUE_TEMPLATE")).stream()
        .filter(file -> !file.endsWith("config.yml"))
        .toList();
  }

  static Map<?, ?> read(Path file) throws IOException {
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    return map(new Load(settings).loadFromString(Files.readString(file)));
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static List<Path> yaml(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    }
  }
}
