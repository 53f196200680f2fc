package dev.setpoint.demo.web;

import dev.setpoint.Place;
import dev.setpoint.Wiring;
import dev.setpoint.diff.PlanView;
import dev.setpoint.report.Report;
import dev.setpoint.report.Requests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One pass with what it did, from its first read to its exit or its death. Filled by the pass's own
 * thread, read by everybody.
 */
final class PassRun {
  /** How far it is. */
  enum State {
    RUNNING,
    DONE,
    KILLED
  }

  private final int number;
  private final String agent;
  private final List<String> reasons;
  private final Optional<Crash> crash;
  private final List<Moment> moments = new ArrayList<>();
  private final Watch watch;
  private final Runnable changed;
  private final int firstRequest;
  private int lastRequest = Integer.MAX_VALUE;
  private State state = State.RUNNING;
  private Optional<Report> report = Optional.empty();
  private List<String> story = List.of();

  /**
   * @param agent which of the agents makes it
   * @param reasons what woke it, for people
   * @param crash where it is to die, if anywhere
   * @param firstRequest how many requests the sandbox had answered before
   * @param changed told whenever there is something new to see
   */
  PassRun(
      int number,
      String agent,
      List<String> reasons,
      Optional<Crash> crash,
      String webUrl,
      Pace pace,
      int firstRequest,
      Runnable changed) {
    this.firstRequest = firstRequest;
    this.number = number;
    this.agent = agent;
    this.reasons = reasons;
    this.crash = crash;
    this.changed = changed;
    this.watch = new Watch(webUrl, crash, pace, this::add);
  }

  /** Makes the pass, in a wiring of its own: nothing is kept from the one before. */
  void run(Place place, Knowledge known) {
    try (Wiring wiring = Wiring.open(place)) {
      // Closing only throws away this machine's temporary objects, as the end of a machine would.
      Report made = Report.of(wiring.reconciler(watch).reconcile(List.of()), wiring.requests());
      watch.tellDifferenceIfAny();
      add(exit(made));
      end(State.DONE, Optional.of(made), Story.of(made, known));
    } catch (Cut killed) {
      end(State.KILLED, Optional.empty(), Story.ofDeath(crash.orElse(Crash.NOW)));
    } catch (IOException | IllegalStateException e) {
      // Whatever ends a pass frees its agent.
      Report failed = Report.ofFailure(String.valueOf(e.getMessage()), Requests.NONE);
      add(exit(failed));
      end(State.DONE, Optional.of(failed), Story.of(failed, known));
    }
  }

  /** What is known of the deaths before this pass, so that their consequences can be named. */
  record Knowledge(boolean someoneDied, boolean stale) {}

  private static Moment exit(Report made) {
    String cost = made.requests().git() + " git, " + made.requests().api() + " API requests";
    return Moment.of(
        Stage.EXIT, made.failure().map(f -> "unfinished: " + f).orElse("nothing is kept; " + cost));
  }

  private void add(Moment moment) {
    synchronized (this) {
      moments.add(moment);
    }
    changed.run();
  }

  private void end(State how, Optional<Report> made, List<String> told) {
    synchronized (this) {
      state = how;
      report = made;
      story = told;
    }
    changed.run();
  }

  int firstRequest() {
    return firstRequest;
  }

  /** Before which of the sandbox's requests it was over. */
  synchronized int lastRequest() {
    return lastRequest;
  }

  /** Nothing that is answered from here on was asked by it. */
  synchronized void overBefore(int request) {
    lastRequest = request;
  }

  void kill() {
    watch.kill();
  }

  int number() {
    return number;
  }

  String agent() {
    return agent;
  }

  List<String> reasons() {
    return reasons;
  }

  synchronized State state() {
    return state;
  }

  synchronized List<Moment> moments() {
    return List.copyOf(moments);
  }

  synchronized List<String> story() {
    return story;
  }

  /** The commit it made, once it is over. */
  synchronized Optional<String> commit() {
    return report.flatMap(Report::commit).map(Object::toString);
  }

  /** The plans as it left them. */
  synchronized Optional<List<PlanView>> plans() {
    return report.filter(r -> r.failure().isEmpty()).map(Report::plans);
  }
}
