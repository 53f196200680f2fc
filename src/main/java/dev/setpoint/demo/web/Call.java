package dev.setpoint.demo.web;

import dev.setpoint.execute.ClaimStore;
import dev.setpoint.execute.Hands;
import dev.setpoint.job.RefChange;
import dev.setpoint.read.JobSource;
import dev.setpoint.read.Outside;
import dev.setpoint.read.PlanSource;
import dev.setpoint.sync.PlanBranch;
import java.util.List;

/**
 * One call of a port.
 *
 * @param port the interface that is called
 * @param name the method's
 */
record Call(Class<?> port, String name, List<Object> arguments) {
  /** Whether it only looks: at plans, at jobs, or at what plans wait for. */
  boolean isLook() {
    return port == PlanSource.class || port == JobSource.class || port == Outside.class;
  }

  /** Whether it begins a new look: each starts with a fetch. */
  boolean isFetch() {
    return port == PlanSource.class;
  }

  /** Whether it asks for what is known already, without a request. */
  boolean isQuiet() {
    return switch (name) {
      case "serverTime", "now", "hasAgentToken", "toString" -> true;
      default -> false;
    };
  }

  boolean isCommit() {
    return port == PlanBranch.class;
  }

  /** Whether it asks GitHub for a new job. */
  boolean creates() {
    return port == Hands.class && (name.equals("createIssue") || name.equals("dispatch"));
  }

  boolean claims() {
    return port == ClaimStore.class && changes().stream().anyMatch(c -> c.expected().isEmpty());
  }

  boolean records() {
    return port == ClaimStore.class && changes().stream().anyMatch(c -> c.expected().isPresent());
  }

  /** Whether it leaves a trace in the world. */
  boolean isDeed() {
    return !isLook() && !isQuiet();
  }

  /** The ref changes that it pushes. */
  List<RefChange> changes() {
    return arguments.stream()
        .filter(List.class::isInstance)
        .flatMap(a -> ((List<?>) a).stream())
        .filter(RefChange.class::isInstance)
        .map(RefChange.class::cast)
        .toList();
  }

  String text(int argument) {
    return String.valueOf(arguments.get(argument));
  }
}
