package dev.setpoint.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code .ci/release} does to a repository, with a real one. */
class ReleaseTest {
  // Of "a jar", a line.
  private static final String SUM =
      "916c00c050bcea658410c821a4e8d7bbf981247ecd080fcb3c89f5b7249e6228";

  @TempDir private Path dir;
  private Path origin;
  private Path work;

  @BeforeEach
  void aRepositoryWithATaggedVersion() throws IOException {
    origin = dir.resolve("origin");
    work = Files.createDirectories(dir.resolve("work"));
    must(dir, "git", "init", "-q", "--bare", origin.toString());
    must(work, "git", "init", "-q");
    must(work, "git", "remote", "add", "origin", origin.toString());
    Files.createDirectories(work.resolve(".ci"));
    Files.copy(Path.of(".ci", "release"), work.resolve(".ci/release"));
    version("1.2.0");
    Path release = Files.createDirectories(work.resolve("release"));
    Files.writeString(release.resolve("setpoint.jar"), "a jar\n");
    Files.writeString(release.resolve("setpoint.jar.sha256"), SUM + "  setpoint.jar\n");
    Files.writeString(release.resolve("setpoint-full.jar"), "a jar\n");
    Files.writeString(release.resolve("setpoint-full.jar.sha256"), SUM + "  setpoint-full.jar\n");
  }

  @Test
  void theNotesAreTheChangelogsSection() throws IOException {
    Command notes = release("notes", "v1.2.0");

    assertThat(notes.code()).as(notes.said()).isZero();
    assertThat(notes.said().strip()).isEqualTo("- New in 1.2.0.");
  }

  @Test
  void aTagThatThePomContradictsIsRefused() throws IOException {
    Command notes = release("notes", "v1.3.0");

    assertThat(notes.code()).isEqualTo(1);
    assertThat(notes.said()).contains("the tag says 1.3.0, but pom.xml says 1.2.0");
  }

  @Test
  void aVersionWithoutWordsInTheChangelogIsRefused() throws IOException {
    Files.writeString(
        work.resolve("CHANGELOG.md"), "# Changelog\n\n## 1.2.0\n\n## 1.1.0\n\n- Old.\n");

    Command notes = release("notes", "v1.2.0");

    assertThat(notes.code()).isEqualTo(1);
    assertThat(notes.said()).contains("no section `## 1.2.0`");
  }

  @Test
  void theMajorTagIsTheVersionAndThePinOfItsJar() throws IOException {
    Command move = move("v1.2.0");

    assertThat(move.code()).as(move.said()).isZero();
    assertThat(origin("show", "v1:action/release"))
        .isEqualTo("repository=acme/setpoint\ntag=v1.2.0\nsha256=" + SUM);
    assertThat(origin("rev-parse", "v1^")).isEqualTo(origin("rev-parse", "v1.2.0^{commit}"));
    assertThat(origin("diff", "--name-only", "v1.2.0", "v1")).isEqualTo("action/release");
  }

  @Test
  void theMajorTagMovesOnToANewerVersionAndNeverBack() throws IOException {
    move("v1.2.0");
    version("1.10.0");

    assertThat(move("v1.10.0").said()).contains("v1 is v1.10.0 now");
    assertThat(move("v1.2.0").said()).contains("v1 is at v1.10.0 already");
    assertThat(origin("show", "v1:action/release")).contains("tag=v1.10.0");
  }

  @Test
  void aPrereleaseLeavesTheMajorTagAlone() throws IOException {
    version("1.3.0-rc.1");

    Command move = move("v1.3.0-rc.1");

    assertThat(move.code()).as(move.said()).isZero();
    assertThat(origin("tag", "--list", "v1")).isEmpty();
  }

  @Test
  void aJarThatIsNotTheOneThatWasBuiltIsNeverPinned() throws IOException {
    Files.writeString(work.resolve("release/setpoint.jar"), "another jar\n");

    Command move = move("v1.2.0");

    assertThat(move.code()).isEqualTo(1);
    assertThat(move.said()).contains("its checksum differs");
    assertThat(origin("tag", "--list", "v1")).isEmpty();
  }

  private void version(String version) throws IOException {
    Files.writeString(
        work.resolve("pom.xml"), "<project>\n  <version>" + version + "</version>\n</project>\n");
    Files.writeString(
        work.resolve("CHANGELOG.md"),
        "# Changelog\n\n## Unreleased\n\n## "
            + version
            + "\n\n- New in "
            + version
            + ".\n\n## 0.1.0\n\n- Old.\n");
    must(work, "git", "add", "pom.xml", "CHANGELOG.md", ".ci");
    must(
        work,
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "commit",
        "-qm",
        version);
    must(work, "git", "tag", "v" + version);
    must(work, "git", "push", "-q", "origin", "v" + version);
  }

  private Command move(String tag) throws IOException {
    return release("move", tag, "acme/setpoint", "release");
  }

  private Command release(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("bash", ".ci/release"));
    all.addAll(Arrays.asList(words));
    return Command.run(work, all);
  }

  private String origin(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("git"));
    all.addAll(Arrays.asList(words));
    return must(origin, all.toArray(String[]::new));
  }

  private static String must(Path directory, String... words) throws IOException {
    Command done = Command.run(directory, List.of(words));
    assertThat(done.code()).as("%s: %s", List.of(words), done.said()).isZero();
    return done.said().strip();
  }
}
