package dev.setpoint.edge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process left behind goes a day later, and nothing else does. */
class LeftoversTest {
  @TempDir Path temporary;

  @Test
  void whatNobodyWroteToForADayGoes() throws IOException {
    Path dead = folder("setpoint-git1", true);
    Path used = folder("setpoint-git2", true);
    Files.setLastModifiedTime(used.resolve("objects/pack"), FileTime.from(Instant.now()));
    Path young = folder("setpoint-git3", false);
    Path other = folder("elsewhere", true);
    Path link = Files.createSymbolicLink(temporary.resolve("setpoint-git4"), other);

    Leftovers.sweep(temporary, "setpoint-git");

    assertThat(dead).doesNotExist();
    assertThat(used).exists();
    assertThat(young).exists();
    assertThat(other.resolve("objects/pack")).exists();
    assertThat(link).exists();
  }

  private Path folder(String name, boolean old) throws IOException {
    Path folder = temporary.resolve(name);
    Path pack = Files.createDirectories(folder.resolve("objects/pack"));
    Files.writeString(pack.resolve("pack-1.pack"), "x");
    if (old) {
      FileTime then = FileTime.from(Instant.now().minus(Leftovers.AGE.plusHours(1)));
      Files.setLastModifiedTime(pack, then);
      Files.setLastModifiedTime(folder.resolve("objects"), then);
      Files.setLastModifiedTime(folder, then);
    }
    return folder;
  }
}
