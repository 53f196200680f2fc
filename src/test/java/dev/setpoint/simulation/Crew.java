package dev.setpoint.simulation;

import dev.setpoint.report.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passes in a world without trouble, one or several at a time, taking turns by chance. */
final class Crew implements Line.Director {
  private final World world;
  private final Faults faults;
  private final Choices choices;
  private final Duration call;
  private final Baton baton = new Baton();
  private final Map<Actor, Baton.Runner> running = new LinkedHashMap<>();
  private final List<Throwable> failures = new ArrayList<>();
  private Optional<Pass> newest = Optional.empty();
  private int passes = Quiet.FIRST;

  /**
   * @param call how long each call takes
   */
  Crew(World world, Choices choices, Duration call) {
    this.world = world;
    this.choices = choices;
    this.call = call;
    this.faults = new Faults(Choices.again(Map.of()), world);
    faults.stop();
  }

  /** Runs so many passes at once to their ends; what the last of them said. */
  Optional<Pass> run(int atOnce) {
    for (int i = 0; i < atOnce; i++) {
      Actor actor = new Actor(++passes, Actor.Kind.RECONCILE, List.of());
      running.put(actor, baton.runner(() -> pass(actor)));
    }
    while (!running.isEmpty()) {
      List<Actor> actors = List.copyOf(running.keySet());
      Actor next = actors.get(choices.pick("who goes on", actors.size()));
      Baton.Runner runner = running.get(next);
      runner.go();
      if (runner.isOver()) {
        running.remove(next);
      }
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.getFirst());
    }
    return newest;
  }

  private void pass(Actor actor) {
    try {
      newest = Passes.run(new Line(world, faults, actor, this));
    } catch (Throwable e) {
      failures.add(e);
    }
  }

  @Override
  public void turn(Actor actor, String what) {
    world.advance(call);
    if (running.size() > 1 && choices.chance("switch", 300)) {
      running.get(actor).pause();
    }
  }
}
