package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done on GitHub, and what is to be recorded with the next sync.
 *
 * @param commands in order
 * @param outcomes claims in their new phase
 */
record Todo(List<Command> commands, List<Claim> outcomes) {
  static final Todo NOTHING = new Todo(List.of(), List.of());

  static Todo doing(Command command) {
    return new Todo(List.of(command), List.of());
  }

  static Todo recording(Claim outcome) {
    return new Todo(List.of(), List.of(outcome));
  }

  Todo and(Todo more) {
    if (isNothing() || more.isNothing()) {
      return isNothing() ? more : this;
    }
    List<Command> both = new ArrayList<>(commands);
    both.addAll(more.commands);
    List<Claim> all = new ArrayList<>(outcomes);
    all.addAll(more.outcomes);
    return new Todo(List.copyOf(both), List.copyOf(all));
  }

  private boolean isNothing() {
    return commands.isEmpty() && outcomes.isEmpty();
  }

  Todo without(Command command) {
    return new Todo(commands.stream().filter(c -> !c.equals(command)).toList(), outcomes);
  }

  List<Command.Start> starts() {
    if (commands.isEmpty()) {
      return List.of();
    }
    return commands.stream()
        .filter(Command.Start.class::isInstance)
        .map(Command.Start.class::cast)
        .toList();
  }
}
