package dev.setpoint.compare.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The system upgrade as a Temporal workflow: a person's step opens an issue and waits for the
 * signal that it was closed, a workflow step starts a run.
 */
@WorkflowInterface
public interface Upgrade {
  @WorkflowMethod(name = "SystemUpgrade")
  String run();

  @SignalMethod
  void closed(String step);

  /** What touches the outside world. */
  @ActivityInterface
  interface Jobs {
    /** Opens an issue. */
    int open(String step);

    /** Starts a workflow run and waits for its end; throws when it fails. */
    int dispatch(String step);
  }

  /** What all versions share. */
  abstract class Base implements Upgrade {
    private final Set<String> closed = new HashSet<>();
    private final Jobs jobs =
        Workflow.newActivityStub(
            Jobs.class,
            ActivityOptions.newBuilder()
                .setTaskQueue(TemporalStory.ACTIVITIES)
                // After so long without a word a worker counts as dead, and the activity is tried
                // again.
                .setStartToCloseTimeout(Duration.ofSeconds(3))
                .setRetryOptions(
                    RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(100))
                        .setMaximumAttempts(3)
                        .build())
                .build());

    @Override
    public void closed(String step) {
      closed.add(step);
    }

    final void person(String step) {
      int unused = jobs.open(step);
      Workflow.await(() -> closed.contains(step));
    }

    final Promise<Integer> startPerson(String step) {
      return Async.function(
          () -> {
            person(step);
            return 0;
          });
    }

    final void machine(String step) {
      int unused = jobs.dispatch(step);
    }

    final Promise<Integer> startMachine(String step) {
      return Async.function(jobs::dispatch, step);
    }
  }

  /** The plan as it was when the workflow started. */
  final class Original extends Base {
    @Override
    public String run() {
      person("Analyze System");
      Promise<Integer> database = startMachine("Update Database");
      Promise<Integer> services = startPerson("Transform Services");
      Promise.allOf(database, services).get();
      person("Manual QA");
      machine("Deploy");
      return "done";
    }
  }

  /** The same with a pause inserted behind the first step. */
  final class WithAPause extends Base {
    @Override
    public String run() {
      person("Analyze System");
      Workflow.sleep(Duration.ofSeconds(1));
      Promise<Integer> database = startMachine("Update Database");
      Promise<Integer> services = startPerson("Transform Services");
      Promise.allOf(database, services).get();
      person("Manual QA");
      machine("Deploy");
      return "done";
    }
  }

  /** The same with the pause behind Temporal's own answer to edits: a patch. */
  final class WithAPatchedPause extends Base {
    @Override
    public String run() {
      person("Analyze System");
      if (Workflow.getVersion("pause", Workflow.DEFAULT_VERSION, 1) == 1) {
        Workflow.sleep(Duration.ofSeconds(1));
      }
      Promise<Integer> database = startMachine("Update Database");
      Promise<Integer> services = startPerson("Transform Services");
      Promise.allOf(database, services).get();
      person("Manual QA");
      machine("Deploy");
      return "done";
    }
  }

  /** Five runs in a row, for the probe of an inserted step of the same type. */
  final class Line extends Base {
    @Override
    public String run() {
      machine("Step 1");
      machine("Step 2");
      machine("Step 3");
      machine("Step 4");
      machine("Step 5");
      return "done";
    }
  }

  /** The same line with a step inserted in its middle. */
  final class LongerLine extends Base {
    @Override
    public String run() {
      machine("Step 1");
      machine("Step 2");
      machine("Inserted");
      machine("Step 3");
      machine("Step 4");
      machine("Step 5");
      return "done";
    }
  }
}
