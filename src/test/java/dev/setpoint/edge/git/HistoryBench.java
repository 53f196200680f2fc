package dev.setpoint.edge.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.setpoint.history.History;
import dev.setpoint.history.Past;
import dev.setpoint.plan.PlanPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how long the past of a plan of 50 steps takes in a clone of 10,000 commits, every one of
 * which changes it; judges nothing.
 */
@Tag("bench")
class HistoryBench {
  private static final int COMMITS = 10_000;
  private static final int STEPS = 50;

  @Test
  void mostlyTheBot(@TempDir Path directory) throws Exception {
    measure(directory, 10, "every tenth by a person");
  }

  @Test
  void onlyPeople(@TempDir Path directory) throws Exception {
    measure(directory, 1, "all by people");
  }

  private static void measure(Path directory, int everyNth, String words) throws Exception {
    NoConfiguration.install();
    try (FileRepository repository = new FileRepository(directory.toFile())) {
      repository.create(true);
      repository.updateRef("HEAD").link("refs/heads/main");
    }
    fill(directory, everyNth);
    for (int round = 1; round <= 2; round++) {
      long start = System.nanoTime();
      long cpu = cpu();
      try (LocalClone clone = LocalClone.around(directory)) {
        Past past = clone.past("HEAD", new PlanPath("plans/p.md"));
        long walked = System.nanoTime();
        History history = History.of(past, Instant.now()).orElseThrow();
        long told = System.nanoTime();
        System.out.printf(
            "%,d commits, %s: walk %,d ms, derive %,d ms, together %,d ms, processor %,d ms (%,d"
                + " events)%s%n",
            history.commits(),
            words,
            (walked - start) / 1_000_000,
            (told - walked) / 1_000_000,
            (told - start) / 1_000_000,
            (cpu() - cpu) / 1_000_000,
            history.events().size(),
            round == 1 ? ", cold" : "");
      }
    }
  }

  // On a busy machine the processor's time says more than the clock.
  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  // By git itself, which writes one pack at once; JGit would write 30,000 files.
  private static void fill(Path directory, int everyNth) throws Exception {
    Process git =
        new ProcessBuilder("git", "--git-dir=" + directory, "fast-import", "--quiet")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream out = new BufferedOutputStream(git.getOutputStream())) {
      int edits = 0;
      for (int i = 0; i < COMMITS; i++) {
        boolean person = i % everyNth == 0;
        edits += person ? 1 : 0;
        String who = (person ? "Alice" : "bot") + " <a@b.c> " + (1_767_225_600L + 60L * i);
        write(out, "commit refs/heads/main\ncommitter " + who + " +0000\n");
        data(out, person ? "Edit" : "p: moved\n\nPlan: plans/p.md\n");
        write(out, "M 100644 inline plans/p.md\n");
        data(out, plan(i, edits));
      }
    }
    assertThat(git.waitFor()).isZero();
  }

  private static void data(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(out, "data " + bytes.length + "\n");
    out.write(bytes);
    write(out, "\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String plan(int number, int edits) {
    StringBuilder text =
        new StringBuilder(
            """
            ---
            status: approved
            ---

            # Plan

            <!-- setpoint:status plan=p -->
            **In progress**

            | Step | Status | Job | Since |
            |-|-|-|-|
            """);
    for (int s = 0; s < STEPS; s++) {
      String status =
          s == number % STEPS ? "🔵 running" : s < number % STEPS ? "✅ done" : "⚪ waiting";
      text.append("| [Step %d](#step-%d) | %s | | |\n".formatted(s, s, status));
    }
    text.append("<!-- /setpoint:status -->\n\n## Steps\n");
    for (int s = 0; s < STEPS; s++) {
      text.append("\n### Step %d\n\n- assign: @alice\n\nDo part %d.".formatted(s, s));
      text.append(s == 0 ? " Edit " + edits + ".\n" : "\n\n- [ ] done\n- [ ] checked\n");
    }
    return text.toString();
  }
}
