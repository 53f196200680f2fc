package dev.setpoint.edge.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.execute.Hands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WakeTest {
  private static final Hands.Created MADE = new Hands.Created.Made(Optional.empty(), "", List.of());

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Deque<Hands.Created> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void theRunsOwnWorkflowIsStartedOnceMore() throws IOException {
    answers.add(MADE);

    assertThat(wake("shop/app/.github/workflows/plans.yaml@refs/heads/main")).isTrue();
    assertThat(asked).containsExactly("plans.yaml");
    assertThat(said()).contains("another run was started");
  }

  @Test
  void theLimitOfAMinuteIsWaitedOut() throws IOException {
    answers.add(limited(58));
    answers.add(MADE);

    assertThat(wake("shop/app/.github/workflows/setpoint.yml@refs/heads/main")).isTrue();
    assertThat(pauses).containsExactly(Duration.ofSeconds(58));
    assertThat(asked).hasSize(2);
  }

  @Test
  void theLimitOfAnHourIsNot() throws IOException {
    answers.add(limited(1800));

    assertThat(wake("shop/app/.github/workflows/setpoint.yml@refs/heads/main")).isFalse();
    assertThat(pauses).isEmpty();
    assertThat(said()).contains("left for the next sweep", "1800 s");
  }

  @Test
  void whoRefusesIsQuoted() throws IOException {
    answers.add(new Hands.Created.Refused(403, "needs actions: write"));

    assertThat(wake("shop/app/.github/workflows/setpoint.yml@refs/heads/main")).isFalse();
    assertThat(said()).contains("left for the next sweep: needs actions: write");
  }

  @Test
  void whereNoWorkflowIsKnownNothingIsStarted() throws IOException {
    assertThat(wake("")).isFalse();
    assertThat(asked).isEmpty();
  }

  private boolean wake(String ref) throws IOException {
    Runner runner =
        new Runner(
            Map.of("GITHUB_WORKFLOW_REF", ref), new PrintStream(log, true, StandardCharsets.UTF_8));
    return new Wake(
            runner,
            w -> {
              asked.add(w);
              return answers.remove();
            },
            pauses::add)
        .again();
  }

  private String said() {
    return log.toString(StandardCharsets.UTF_8);
  }

  private static Hands.Created limited(int seconds) {
    return new Hands.Created.Limited(Duration.ofSeconds(seconds));
  }
}
