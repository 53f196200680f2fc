package dev.setpoint.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.execute.Budget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GraceTest {
  /** GitHub's lists lag behind by seconds, and once did by this. */
  private static final Duration LONGEST_LAG = Duration.ofMinutes(8);

  /** A POST that was sent at the last moment, until its connection is given up. */
  private static final Duration LAST_POST = Duration.ofMinutes(3);

  @Test
  void theGraceOutlastsAPassItsLastPostAndTheLagOfALongList() {
    assertThat(Bindings.GRACE)
        .isGreaterThanOrEqualTo(Budget.LIMIT.plus(LAST_POST).plus(LONGEST_LAG));
  }
}
