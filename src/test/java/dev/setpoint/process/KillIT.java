package dev.setpoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.process.Kills.Blow;
import dev.setpoint.process.Kills.Scene;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged program dies by SIGKILL at its calls: nothing happens twice, nothing is lost. */
class KillIT {
  @Test
  void aPassThatIsKilledAfterAnyOfItsWritesIsMendedByTheNext() throws Exception {
    Kills kills = new Kills(false, true);
    kills.hit(Scene.START, Blow.KILLED_AFTER, Kills::writes);
    assertMended(kills, "killed after each write of a first pass");
    assertThat(kills.points()).isGreaterThanOrEqualTo(8);
  }

  @Test
  @Tag("campaign")
  void aPassThatIsKilledAnywhereIsMendedByTheNext() throws Exception {
    everywhere(false);
  }

  @Test
  @Tag("campaign")
  void theSameOverGitsOwnServer() throws Exception {
    try {
      new ProcessBuilder("git", "--version").start().waitFor();
    } catch (IOException e) {
      Assumptions.abort("SKIPPED: there is no git here to serve");
    }
    everywhere(true);
  }

  private static void everywhere(boolean realGit) throws Exception {
    String server = realGit ? "git http-backend" : "JGit's server";
    // What comes late is a matter of time, whoever serves git.
    List<Blow> blows =
        Stream.of(Blow.values()).filter(blow -> !realGit || blow != Blow.LATE).toList();
    for (Scene scene : Scene.values()) {
      for (Blow blow : blows) {
        Kills kills = new Kills(realGit, false);
        kills.hit(scene, blow, blow == Blow.LATE ? Kills::writes : call -> true);
        String what = "%s, %s, %s".formatted(server, scene, blow);
        System.out.println(what + ": " + kills.figures());
        assertThat(kills.losses()).as(what).isEmpty();
        assertThat(kills.doubles()).as(what).isEmpty();
        if (blow != Blow.LATE) {
          assertThat(kills.closedDuplicates()).as(what).isZero();
        }
      }
    }
  }

  private static void assertMended(Kills kills, String what) {
    System.out.println(what + ": " + kills.figures());
    assertThat(kills.losses()).isEmpty();
    assertThat(kills.doubles()).isEmpty();
    assertThat(kills.closedDuplicates()).isZero();
  }
}
