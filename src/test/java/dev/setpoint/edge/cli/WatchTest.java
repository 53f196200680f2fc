package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code status --watch}: what a person sees who leaves it running, and what that costs. */
@Timeout(120)
class WatchTest {
  private static final String PLAN =
      """
      ---
      status: approved
      ---

      # Move \u001b[2J House

      ## Steps

      ### Pack

      - assign: @alice

      ### Unpack
      """;
  private static final String ESCAPE = "\u001b";

  private final Sandbox github = Sandbox.start();
  private final Console console = Console.of(github);

  @BeforeEach
  void plan() {
    github.as("alice").pushes("main", "plans/house.md", PLAN, "Plan the move");
    assertThat(console.run("reconcile").code()).isZero();
  }

  @AfterEach
  void close() {
    github.close();
  }

  /** The command, running beside the test. */
  private final class Watch implements AutoCloseable {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger code = new AtomicInteger(-1);
    private final Thread thread;

    Watch(boolean terminal, String... arguments) {
      Surroundings around =
          new Surroundings(
              console.variables,
              console.directory,
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              terminal);
      thread = new Thread(() -> code.set(Cli.run(List.of(arguments), around)));
      thread.start();
    }

    String shows(String text) throws InterruptedException {
      return shows(out, text);
    }

    String shows(ByteArrayOutputStream where, String text) throws InterruptedException {
      for (int i = 0; i < 600 && !where.toString(StandardCharsets.UTF_8).contains(text); i++) {
        Thread.sleep(50);
      }
      assertThat(where.toString(StandardCharsets.UTF_8)).contains(text);
      return where.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      try {
        for (int i = 0; i < 100 && thread.isAlive(); i++) {
          thread.interrupt();
          thread.join(100);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertThat(code.get()).as(err.toString(StandardCharsets.UTF_8)).isZero();
    }
  }

  @Test
  void aPipeGetsEverythingOnceAndThenWhatChanges() throws Exception {
    try (Watch watch = new Watch(false, "status", "--watch", "--interval", "1s")) {
      watch.shows("needs @alice");
      github.as("alice").closes(1);
      assertThat(console.run("reconcile").code()).isZero();
      watch.shows("house/unpack: needs");

      List<String> lines = watch.shows("house/pack: done").lines().toList();
      assertThat(lines.stream().filter(l -> l.contains("1 of 2 done") || l.contains("0 of 2 done")))
          .as("everything, once")
          .hasSize(1);
      assertThat(lines.getLast())
          .matches(
              "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ {2}🟣 house/unpack: needs .* \\(#2\\)");
      assertThat(watch.out.toString(StandardCharsets.UTF_8)).doesNotContain(ESCAPE);
    }
  }

  @Test
  void whileNothingMovesGitHubIsNotAsked() throws Exception {
    try (Watch watch = new Watch(false, "status", "--watch", "--interval", "1s")) {
      watch.shows("needs @alice");
      github.requests().reset();
      Thread.sleep(3_500);
      assertThat(github.requests().api()).as("requests to the API").isZero();
      assertThat(github.requests().gitFetches()).as("fetches").isZero();
      assertThat(github.requests().git()).as("questions to git").isPositive();
    }
  }

  @Test
  void aTerminalIsDrawnAnewAndGivenBack() throws Exception {
    Watch watch = new Watch(true, "status", "-w", "--interval", "1s", "house");
    try (watch) {
      assertThat(watch.shows("needs @alice")).startsWith(ESCAPE + "[?1049h");
      github.as("alice").closes(1);
      assertThat(console.run("reconcile").code()).isZero();
      watch.shows("1 of 2 done");
    }
    String all = watch.out.toString(StandardCharsets.UTF_8);
    String left = all.substring(all.indexOf(ESCAPE + "[?1049l"));
    assertThat(left).as("the last page stays").contains("1 of 2 done");
    assertThat(all)
        .contains(ESCAPE + "[?25h")
        .as("a title's own")
        .doesNotContain(ESCAPE + "[2J House");
  }

  @Test
  void troubleIsSaidAndTheLastLookStays() throws Exception {
    try (Watch watch = new Watch(false, "status", "--watch", "--interval", "1s")) {
      watch.shows("needs @alice");
      github.close();
      String said = watch.shows(watch.err, "next try in 2 s");
      assertThat(said).doesNotContain(github.token()).startsWith("setpoint: cannot ");
    }
  }

  @Test
  void whatDoesNotGoTogetherIsSaid() {
    assertThat(console.run("status", "--watch", "--json").err()).contains("status --json");
    assertThat(console.run("status", "--watch", "--interval", "soon").err())
        .contains("`soon` is not an interval: write 10s or 2m");
    assertThat(console.run("status", "--watch", "nothing").code()).isEqualTo(2);
  }
}
