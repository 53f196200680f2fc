package dev.setpoint.demo.web;

import dev.setpoint.Wiring;
import dev.setpoint.diff.Command;
import dev.setpoint.diff.Diff;
import dev.setpoint.read.JobSource;
import dev.setpoint.read.Outside;
import dev.setpoint.read.PlanSource;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.Snapshots;
import dev.setpoint.report.Report;
import dev.setpoint.report.Requests;
import dev.setpoint.report.Sentences;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lens over one pass's ports: it tells each call as a moment, waits for eyes to follow, and at
 * the chosen place it cuts.
 *
 * <p>What is killed here is a thread and not a process, and it stands for one honestly: from the
 * cut on every port throws, so that nothing of the pass reaches git or GitHub any more and nothing
 * is cleaned up there. (A process that is killed may still have a request on the wire; {@link
 * Crash#AFTER_CREATE} is that case.) {@code SIGKILL} on real processes is tested elsewhere.
 */
final class Watch implements Wiring.Lens {
  private final String webUrl;
  private final Consumer<Moment> tell;
  private final Pace pace;
  private final Map<List<Object>, Object> look = new HashMap<>();
  private Optional<Crash> crash;
  private boolean looking;
  private boolean cut;

  /**
   * @param crash where this pass is to die, if anywhere
   */
  Watch(String webUrl, Optional<Crash> crash, Pace pace, Consumer<Moment> tell) {
    this.webUrl = webUrl;
    this.crash = crash;
    this.pace = pace;
    this.tell = tell;
  }

  @Override
  public <P> P over(Class<P> port, P real) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> call(port, real, method, arguments));
    return port.cast(proxy);
  }

  /** The pass is to die at its next call. */
  synchronized void kill() {
    crash = Optional.of(Crash.NOW);
  }

  private @Nullable Object call(
      Class<?> port, Object real, Method method, Object @Nullable [] arguments) throws Throwable {
    List<Object> given = arguments == null ? List.of() : List.of(arguments);
    Call call = new Call(port, method.getName(), given);
    dieIf(before(call));
    if (call.isFetch()) {
      // What was seen before stays: a pass that is overtaken does not ask for it again.
      looking = true;
    }
    if (!call.isLook() && !call.isQuiet() && looking) {
      looking = false;
      tellDifference();
    }
    if (!call.isQuiet()) {
      pace.beat();
      dieIf(before(call));
    }
    Object answer;
    try {
      answer = method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      tell.accept(Words.failed(call, cause == null ? e : cause));
      throw cause == null ? e : cause;
    }
    if (call.isLook() && answer != null) {
      look.put(List.of(call.name(), call.arguments()), answer);
    }
    boolean last = after(call);
    if (!call.isQuiet()) {
      // Of a creation it dies in, it never learns what came of it.
      Object told = answer == null || (last && call.creates()) ? "" : answer;
      tell.accept(Words.of(call, told));
    }
    dieIf(last);
    return answer;
  }

  private synchronized void dieIf(boolean here) {
    if (cut || here) {
      cut = true;
      throw new Cut();
    }
  }

  private synchronized boolean before(Call call) {
    return crash
        .filter(
            c ->
                switch (c) {
                  case AFTER_READ -> call.isDeed();
                  case BEFORE_RECORD -> call.records() && !call.isCommit();
                  case BEFORE_COMMIT -> call.isCommit();
                  case NOW -> !call.isQuiet();
                  case AFTER_CLAIM -> false;
                  case AFTER_CREATE -> false;
                  case AFTER_COMMIT -> false;
                })
        .isPresent();
  }

  private synchronized boolean after(Call call) {
    return crash
        .filter(
            c ->
                switch (c) {
                  case AFTER_CLAIM -> call.claims();
                  case AFTER_CREATE -> call.creates();
                  case AFTER_COMMIT -> call.isCommit();
                  case AFTER_READ -> false;
                  case BEFORE_RECORD -> false;
                  case BEFORE_COMMIT -> false;
                  case NOW -> false;
                })
        .isPresent();
  }

  /** The look is over and nothing to act on came of it: the pass goes on to its end. */
  void tellDifferenceIfAny() {
    if (looking) {
      looking = false;
      tellDifference();
    }
  }

  // Deciding is pure and has no port to watch: from the same answers the same difference comes out
  // here.
  private void tellDifference() {
    pace.beat();
    dieIf(false);
    try {
      Snapshot seen =
          new Snapshots(
                  replayed(PlanSource.class), replayed(JobSource.class), Clock.systemUTC(), webUrl)
              .watching(replayed(Outside.class), Diff::awaited)
              .take();
      List<Command> commands = Diff.between(seen, List.of()).commands();
      Report report = Report.ofDifference(seen, Diff.between(seen, List.of()), Requests.NONE);
      List<String> lines = new ArrayList<>();
      report.deeds().forEach(d -> lines.add(Sentences.of(d)));
      tell.accept(
          new Moment(
              Stage.DIFF,
              commands.isEmpty()
                  ? "the jobs are as the plan wants them"
                  : commands.size() == 1 ? "1 command" : commands.size() + " commands",
              List.copyOf(lines)));
    } catch (IOException e) {
      throw new IllegalStateException("a remembered look failed", e);
    }
  }

  private <P> P replayed(Class<P> port) {
    Object proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              List<Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
              Object answer = look.get(List.of(method.getName(), given));
              if (answer == null) {
                throw new IOException("nobody asked for " + method.getName());
              }
              return answer;
            });
    return port.cast(proxy);
  }
}
