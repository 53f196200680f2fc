package dev.setpoint.edge.cli;

import dev.setpoint.setup.Starter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One file that {@code init} puts into a checkout, and how it stands there now.
 *
 * @param path in the repository
 * @param content that it should have
 * @param diff from what is there, in unified form; empty where nothing differs
 * @param why it is not written, where it is not
 */
record StartFile(String path, String content, State state, String diff, Optional<String> why) {
  /** What becomes of it. */
  enum State {
    PLANNED("planned"),
    WRITTEN("written"),
    /** It is there, with this very content. */
    SAME("same"),
    /** It is there and says something else: a person decides. */
    DIFFERS("differs"),
    /** Something else does its work already. */
    NOT_NEEDED("not_needed");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** The workflow, unless another one runs Setpoint already. */
  static StartFile workflow(Path root, String content) throws IOException {
    Path at = root.resolve(Starter.WORKFLOW);
    Optional<String> other = exists(at) ? Optional.empty() : runsSetpoint(at.resolveSibling(""));
    return other.isPresent()
        ? notNeeded(Starter.WORKFLOW, other.get() + " runs Setpoint already")
        : of(root, Starter.WORKFLOW, content);
  }

  /** The sample plan, unless there is any plan: it is there to be changed, so nobody compares. */
  static StartFile plan(Path root, String content, PlanFiles plans) throws IOException {
    if (plans.any()) {
      return notNeeded(Starter.PLAN, "there is a plan already");
    }
    if (!plans.match(Starter.PLAN)) {
      return notNeeded(Starter.PLAN, "plans are looked for in " + String.join(", ", plans.globs()));
    }
    return of(root, Starter.PLAN, content);
  }

  private static StartFile notNeeded(String path, String why) {
    return new StartFile(path, "", State.NOT_NEEDED, "", Optional.of(why));
  }

  private static StartFile of(Path root, String path, String content) throws IOException {
    Path at = root.resolve(path);
    if (!exists(at)) {
      String diff = UnifiedDiff.of(path, Optional.empty(), content);
      return new StartFile(path, content, State.PLANNED, diff, Optional.empty());
    }
    if (!Files.isRegularFile(at)) {
      throw new IOException(path + " is there and is no file");
    }
    String there = Files.readString(at, StandardCharsets.ISO_8859_1);
    String before = new String(there.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return UnifiedDiff.isSame(before, content)
        ? new StartFile(path, content, State.SAME, "", Optional.empty())
        : new StartFile(
            path,
            content,
            State.DIFFERS,
            UnifiedDiff.of(path, Optional.of(before), content),
            Optional.of("it exists and says something else"));
  }

  private static Optional<String> runsSetpoint(Path workflows) throws IOException {
    if (!Files.isDirectory(workflows)) {
      return Optional.empty();
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(workflows)) {
      files =
          listed.filter(p -> p.toString().matches(".*\\.ya?ml") && Files.isRegularFile(p)).toList();
    }
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (Starter.runsSetpoint(text)) {
        return Optional.of(".github/workflows/" + file.getFileName());
      }
    }
    return Optional.empty();
  }

  private static boolean exists(Path at) {
    return Files.exists(at, LinkOption.NOFOLLOW_LINKS);
  }

  /** Written, if it was planned: a file that came in between is left alone. */
  StartFile written(Path root) throws IOException {
    if (state != State.PLANNED) {
      return this;
    }
    Path at = root.resolve(path);
    Path folder = Files.createDirectories(at.getParent());
    if (!folder.toRealPath().startsWith(root.toRealPath())) {
      throw new IOException(at.getParent() + " leads out of the checkout");
    }
    try {
      Files.writeString(at, content, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(path + " has just come into being: say it again", e);
    }
    return new StartFile(path, content, State.WRITTEN, diff, why);
  }

  /** What a person sees before anything is written. */
  String shown() {
    return diff.isEmpty() ? "" : diff + "\n";
  }

  /** One sentence. */
  String outcome() {
    return switch (state) {
      case PLANNED -> "would write " + path + "\n";
      case WRITTEN -> "wrote " + path + "\n";
      case SAME -> path + " is there already\n";
      case DIFFERS ->
          path + " is left as it is: where you want what is shown above, change it by hand\n";
      case NOT_NEEDED -> path + " is not needed: " + why.orElse("") + "\n";
    };
  }
}
