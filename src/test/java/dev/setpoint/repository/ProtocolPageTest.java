package dev.setpoint.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the protocol names classes, mutants and scenarios that there are. */
class ProtocolPageTest {
  private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]*[a-z][A-Za-z]*)[.`]");
  private static final Pattern MUTANT = Pattern.compile("`([A-Z_]{5,})`");
  private static final Pattern SCENARIO = Pattern.compile("`([a-z]+(?:-[a-z]+)+-)…`");

  @Test
  void whatItNamesIsThere() throws IOException {
    String page = Files.readString(Path.of("docs/protocol.md"));
    Set<String> classes;
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      classes =
          sources
              .map(p -> p.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    List<String> scenarios;
    try (Stream<Path> folders = Files.list(Path.of("src/test/resources/scenarios"))) {
      scenarios = folders.map(p -> p.getFileName().toString()).toList();
    }
    String mutants = Files.readString(Path.of("src/test/java/dev/setpoint/simulation/Mutant.java"));

    assertThat(named(NAMED, page)).hasSizeGreaterThan(40).isSubsetOf(classes);
    assertThat(named(MUTANT, page)).hasSizeGreaterThan(5).allMatch(mutants::contains);
    assertThat(named(SCENARIO, page))
        .hasSizeGreaterThan(10)
        .allMatch(beginning -> scenarios.stream().anyMatch(s -> s.startsWith(beginning)));
  }

  private static Set<String> named(Pattern what, String page) {
    return what.matcher(page)
        .results()
        .map((MatchResult m) -> m.group(1))
        .collect(Collectors.toSet());
  }
}
