package dev.setpoint.simulation;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * One pass's line to the outside: every call is a moment in which others may act and things may
 * fail.
 */
final class Line {
  /** Decides who acts next. */
  interface Director {
    /** Called before each call of a pass; throws {@link Actor.Crash} when the pass dies here. */
    void turn(Actor actor, String call);
  }

  final World world;
  final Faults faults;
  final Actor actor;
  private final Director director;

  Line(World world, Faults faults, Actor actor, Director director) {
    this.world = world;
    this.faults = faults;
    this.actor = actor;
    this.director = director;
  }

  /** The moment before a call. */
  void before(String call) {
    world.log.say(() -> actor + ": " + call);
    actor.learns(call);
    director.turn(actor, call);
  }

  /** The moment before a creating call, which may not last long where timing holds. */
  void beforeCreating(String call) {
    actor.postingSince = world.clock.millis();
    world.posting.add(actor);
    try {
      before(call);
    } finally {
      world.posting.remove(actor);
    }
  }

  /** A reading call. */
  <T> T read(String call, Supplier<T> answer) throws IOException {
    before(call);
    if (faults.readFails()) {
      throw fails(call);
    }
    return actor.learns(answer.get());
  }

  /** A call failed, or its answer is lost. */
  IOException fails(String call) {
    actor.trouble = true;
    actor.learns("no answer");
    world.tally.lostAnswers++;
    world.log.say(() -> "  no answer");
    return new IOException(call + ": 502 Bad Gateway");
  }

  Actor.Crash dies() {
    world.tally.crashes++;
    world.log.say(() -> "  " + actor + " dies");
    return new Actor.Crash();
  }

  /** A writing call without a value of its own. */
  void write(String call, Runnable effect) throws IOException {
    before(call);
    switch (faults.fate(false, false)) {
      case FINE, REFUSED, LIMITED, TWICE, TWICE_AND_LOST -> effect.run();
      case UNDONE -> throw fails(call);
      case ANSWER_LOST -> {
        effect.run();
        throw fails(call);
      }
      case LATER -> {
        world.later(() -> call, effect);
        throw fails(call);
      }
      case CRASH_AFTER -> {
        effect.run();
        throw dies();
      }
      case CRASH_LATER -> {
        world.later(() -> call, effect);
        throw dies();
      }
    }
  }
}
