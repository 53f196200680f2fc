package dev.setpoint.simulation;

import dev.setpoint.report.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One story from beginning to end: a time in which everything may fail, and a quiet time in which
 * the plans must get done.
 */
final class Simulation implements Line.Director {
  private static final int MOST_AT_ONCE = 3;

  /**
   * How a story went.
   *
   * @param found the invariant that did not hold
   * @param choices every decision of it
   * @param log its events, where they were kept
   */
  record Outcome(
      Optional<Throwable> found, Map<String, int[]> choices, List<String> log, Tally tally) {
    /** The invariant's name, or what was thrown. */
    String what() {
      return found
          .map(f -> f instanceof Violation v ? v.invariant() : f.getClass().getName())
          .orElse("");
    }
  }

  private final Choices choices;
  private final World world;
  private final Story story;
  private final Faults faults;
  private final Crowd crowd;
  private final Baton baton = new Baton();
  private final List<Running> running = new ArrayList<>();
  private final int switches;
  private final int events;
  private final Duration callTime;
  private Optional<Running> last = Optional.empty();
  private Optional<Throwable> found = Optional.empty();
  private boolean calm;
  private int passes;
  private int move;

  /** A pass on its thread. */
  private record Running(Actor actor, Baton.Runner runner) {}

  private Simulation(Choices choices, Mutant mutant, boolean logged) {
    this.choices = choices;
    boolean broken = mutant == Mutant.NO_GUARD || choices.chance("timing is broken", 250);
    this.world = new World(mutant, !broken, logged);
    this.world.agentToken = choices.chance("agent token", 500);
    this.story = Story.of(choices);
    this.faults = new Faults(choices, world);
    this.crowd = new Crowd(world, choices, story);
    this.switches = new int[] {0, 30, 150, 400}[choices.pick("switches", 4)];
    this.events = new int[] {0, 30, 100, 250}[choices.pick("events", 4)];
    this.callTime =
        choices.chance("calls take no time", 100) ? Duration.ZERO : Duration.ofSeconds(1);
    choices.seeing(this::state);
  }

  /** Plays a story. Must be called on a virtual thread to be fast. */
  static Outcome play(Choices choices, Mutant mutant, boolean logged) {
    Simulation simulation = new Simulation(choices, mutant, logged);
    Optional<Throwable> found = simulation.play();
    Tally tally = simulation.world.tally;
    tally.seeds = 1;
    tally.violations = found.isPresent() ? 1 : 0;
    return new Outcome(found, choices.taken(), simulation.world.log.lines(), tally);
  }

  private Optional<Throwable> play() {
    try {
      story.begin(world);
      trouble();
      world.log.say(() -> "——— quiet ———");
      choices.pause("quiet");
      calm = true;
      faults.stop();
      new Quiet(world, story, crowd.writers(), this::alone).untilDone();
    } catch (RuntimeException | Error e) {
      found = found.or(() -> Optional.of(e));
    }
    return found;
  }

  /** The time in which everything may fail. */
  private void trouble() {
    int moves = 4 + choices.pick("how long", 40);
    for (move = 0; move < moves; move++) {
      choices.pause("between moves");
      switch (choices.weighted("between passes", 0, 50, 50)) {
        case 1 -> {
          start();
          if (choices.chance("two at once", switches)) {
            start();
          }
          while (!running.isEmpty()) {
            next();
          }
        }
        case 2 -> {
          tally();
          crowd.happen();
        }
        default -> {}
      }
    }
  }

  private void tally() {
    world.tally.events++;
  }

  private void start() {
    Actor.Kind kind =
        List.of(Actor.Kind.values()).get(choices.weighted("kind of pass", 80, 10, 10));
    Actor actor = new Actor(++passes, kind, story.wishes(world, choices), choices.isWatched());
    world.log.say(() -> actor + " begins: " + kind + " " + actor.wishes);
    world.tally.passes++;
    running.add(new Running(actor, baton.runner(() -> pass(actor))));
  }

  private void pass(Actor actor) {
    try {
      Passes.run(new Line(world, faults, actor, this));
      world.log.say(() -> actor + " ends");
    } catch (Actor.Crash e) {
      // Killed: nothing of it is left but what it did.
    } catch (Throwable e) {
      found = Optional.of(e);
    }
  }

  /** Lets one of the running passes go on until it pauses or ends. */
  private void next() {
    // The calm choice after a pause is another one, so that a pause alone is a change of turns.
    List<Running> order = new ArrayList<>(running);
    last.filter(order::remove).ifPresent(order::add);
    Running chosen = order.get(choices.pick("who goes on", order.size()));
    for (Running r : running) {
      if (world.timingHolds
          && world.posting.contains(r.actor())
          && world.clock.millis() - r.actor().postingSince > 90_000) {
        chosen = r;
      }
    }
    last = Optional.of(chosen);
    chosen.runner().go();
    if (chosen.runner().isOver()) {
      running.remove(chosen);
    }
    if (found.isPresent()) {
      killAll();
      throw new IllegalStateException(found.get());
    }
  }

  private void killAll() {
    for (Running r : running) {
      r.actor().killed = true;
      while (!r.runner().isOver()) {
        r.runner().go();
      }
    }
    running.clear();
  }

  /** In the quiet time: one pass by itself. */
  private Optional<Pass> alone(Actor actor) {
    world.tally.passes++;
    return Passes.run(new Line(world, faults, actor, this));
  }

  @Override
  public void turn(Actor actor, String call) {
    if (actor.killed) {
      throw new Actor.Crash();
    }
    tally();
    world.advance(world.longest(callTime));
    if (calm) {
      return;
    }
    if (faults.kills()) {
      throw dies(actor);
    }
    while (choices.chance("an event", events)) {
      tally();
      crowd.happen();
    }
    if (running.size() < MOST_AT_ONCE && choices.chance("another pass", switches / 4)) {
      start();
    }
    if (running.size() > 1 && choices.chance("switch", switches)) {
      running.stream().filter(r -> r.actor() == actor).findFirst().orElseThrow().runner().pause();
      if (actor.killed) {
        throw new Actor.Crash();
      }
    }
  }

  // A pass is told by what it asked and was told, the world by what it shows.
  private long state() {
    Digest digest = new Digest().add(move).add(passes).add(calm);
    for (Running r : running) {
      Actor a = r.actor();
      digest.add(a).add(a.history.map(Digest::value)).add(a.date).add(a.trouble).add(a.commits);
      digest.add(world.posting.contains(a)).add(r.runner().isRunning());
    }
    world.tell(digest);
    return digest.value();
  }

  private Actor.Crash dies(Actor actor) {
    world.tally.crashes++;
    world.log.say(() -> actor + " dies");
    return new Actor.Crash();
  }
}
