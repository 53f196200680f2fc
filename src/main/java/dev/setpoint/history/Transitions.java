package dev.setpoint.history;

import dev.setpoint.history.Event.Edited;
import dev.setpoint.history.Event.Transition;
import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a commit did to the rows of the status block. */
final class Transitions {
  private Transitions() {}

  /**
   * In the block's order.
   *
   * @param old the rows known before, by step
   * @param edits what people did since the last time Setpoint wrote the block, newest last
   */
  static List<Transition> between(
      Map<StepId, BlockSeen.Row> old, Reading after, List<Edited> edits, Instant at) {
    List<BlockSeen.Row> news =
        after.rows().stream().filter(r -> !r.equals(old.get(r.id()))).toList();
    if (news.isEmpty()) {
      return List.of();
    }
    List<Transition> moves = new ArrayList<>();
    Causes causes = new Causes(old, after, edits);
    for (BlockSeen.Row row : news) {
      BlockSeen.Row was = old.get(row.id());
      StepStatus status = StepStatus.ofWords(row.status());
      Optional<StepStatus> from =
          Optional.ofNullable(was).map(BlockSeen.Row::status).map(StepStatus::ofWords);
      if (was == null || moved(was, row)) {
        moves.add(
            new Transition(
                at,
                after.revision(),
                row.id(),
                row.title(),
                from,
                Duration.ZERO,
                status,
                row.status(),
                row.job(),
                false,
                causes.of(Optional.ofNullable(was), row)));
      }
    }
    return moves;
  }

  private static boolean moved(BlockSeen.Row was, BlockSeen.Row now) {
    StepStatus before = StepStatus.ofWords(was.status());
    StepStatus after = StepStatus.ofWords(now.status());
    if (before != after) {
      return true;
    }
    return switch (after) {
      // What a step waits for changes all the time; that it still waits is no news.
      case WAITING -> false;
      case READY -> false;
      case DONE -> false;
      case SKIPPED -> false;
      case RUNNING -> differs(was, now);
      case NEEDS_PERSON -> differs(was, now);
      case FAILED -> differs(was, now);
      case CANCELLED -> differs(was, now);
    };
  }

  private static boolean differs(BlockSeen.Row was, BlockSeen.Row now) {
    return !was.status().equals(now.status())
        || (was.job().isPresent() && now.job().isPresent() && !was.job().equals(now.job()));
  }
}
