package dev.setpoint.compare.temporal;

import com.google.protobuf.util.JsonFormat;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.internal.worker.WorkflowExecutorCache;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One workflow in Temporal's in-process test server, whose code can be replaced and whose workers
 * can die. Nothing listens on a socket.
 */
public final class TemporalStory implements AutoCloseable {
  /** The workflow's task queue. */
  static final String DECISIONS = "decisions";

  /** The activities' task queue: their workers outlive those of the workflow, as in a fleet. */
  static final String ACTIVITIES = "activities";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestWorkflowEnvironment server =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
  private final Github github = new Github();
  private final WorkflowStub workflow;
  private final WorkerFactory workers;
  private volatile Supplier<Upgrade> deployed;

  /** Starts the workflow with this code. */
  public TemporalStory(Supplier<Upgrade> code) {
    server.start();
    deployed = code;
    workers = workers();
    workflow =
        server
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "SystemUpgrade",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(DECISIONS)
                    .setWorkflowTaskTimeout(Duration.ofSeconds(2))
                    .setWorkflowId("system-upgrade")
                    .build());
    WorkflowExecution started = workflow.start();
    assert !started.getRunId().isEmpty();
  }

  private WorkerFactory workers() {
    WorkerFactory factory = WorkerFactory.newInstance(server.getWorkflowClient());
    Worker decisions = factory.newWorker(DECISIONS);
    decisions.registerWorkflowImplementationFactory(Upgrade.class, () -> deployed.get());
    Worker activities = factory.newWorker(ACTIVITIES);
    activities.registerActivitiesImplementations(github);
    factory.start();
    return factory;
  }

  /** The pretended outside world: counts what was really done. */
  static final class Github implements Upgrade.Jobs {
    private final List<String> done = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile String failing = "";
    private volatile String dying = "";
    private volatile String slow = "";
    private volatile CountDownLatch reached = new CountDownLatch(1);
    private volatile CountDownLatch held = new CountDownLatch(1);

    @Override
    public int open(String step) {
      return effect("opened an issue for " + step, step);
    }

    @Override
    public int dispatch(String step) {
      if (step.equals(failing)) {
        failing = "";
        note("run of " + step + " failed");
        throw new IllegalStateException("the run failed");
      }
      return effect("ran " + step, step);
    }

    private int effect(String what, String step) {
      if (step.equals(slow)) {
        reached.countDown();
        await(held);
      }
      note(what);
      if (step.equals(dying)) {
        dying = "";
        reached.countDown();
        // The effect is out in the world, and its report never comes: seen from the server, the
        // worker
        // is dead.
        await(new CountDownLatch(1));
      }
      return numbers.incrementAndGet();
    }

    private static void await(CountDownLatch latch) {
      try {
        if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody came");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the worker died here", e);
      }
    }

    private synchronized void note(String what) {
      done.add(what);
    }

    synchronized List<String> done() {
      return List.copyOf(done);
    }
  }

  /** The next run of that step fails. */
  public void fails(String step) {
    github.failing = step;
  }

  /** The activity worker will die after that step's effect, before its report. */
  public void diesAt(String step) {
    github.dying = step;
    github.reached = new CountDownLatch(1);
  }

  /** That step's activity will take until {@link #goOn}. */
  public void isSlowAt(String step) {
    github.slow = step;
    github.reached = new CountDownLatch(1);
  }

  public void goOn() {
    github.slow = "";
    github.held.countDown();
  }

  /** Waits until the step of {@link #diesAt} or {@link #isSlowAt} is there. */
  public void awaitThere() {
    Github.await(github.reached);
  }

  /** The worker comes back with this code, and replays the history. */
  public void deploys(Supplier<Upgrade> code) {
    deployed = code;
    forget();
  }

  /**
   * What a worker loses when its process ends: the workflows in its memory. The test server hands
   * tasks to the open polls of workers that are gone, so the worker is not restarted, only made to
   * forget.
   */
  public void forget() {
    try {
      Field cache = WorkerFactory.class.getDeclaredField("cache");
      cache.setAccessible(true);
      ((WorkflowExecutorCache) cache.get(workers)).invalidateAll();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("temporal-sdk keeps its cache elsewhere now", e);
    }
  }

  /** A person closed the issue of a step. */
  public void closes(String step) {
    workflow.signal("closed", step);
  }

  /** Waits until the outside world has seen this. */
  public void awaitDone(String what, int times) {
    await(() -> github.done().stream().filter(what::equals).count() >= times, what);
  }

  /** Waits until an event of this type is in the history. */
  public void awaitEvent(EventType type) {
    await(() -> events().stream().anyMatch(e -> e.getEventType() == type), type.name());
  }

  private static void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("never came: " + what);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits for the workflow's end. */
  public String result() throws Exception {
    return workflow.getResult(PATIENCE.toSeconds(), TimeUnit.SECONDS, String.class);
  }

  /** What really happened outside, in order. */
  public List<String> done() {
    return github.done();
  }

  /** {@code RUNNING}, {@code COMPLETED} …, as the server says. */
  public String state() {
    WorkflowClient client = server.getWorkflowClient();
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(server.getNamespace())
                .setExecution(workflow.getExecution())
                .build())
        .getWorkflowExecutionInfo()
        .getStatus()
        .name()
        .replace("WORKFLOW_EXECUTION_STATUS_", "");
  }

  /** The history as the server keeps it. */
  public List<HistoryEvent> events() {
    return server
        .getWorkflowClient()
        .fetchHistory(workflow.getExecution().getWorkflowId())
        .getEvents();
  }

  /** How many bytes the history takes as JSON: what a new worker reads to know where it is. */
  public int historyBytes() {
    int bytes = 0;
    for (HistoryEvent event : events()) {
      try {
        bytes += JsonFormat.printer().omittingInsignificantWhitespace().print(event).length();
      } catch (com.google.protobuf.InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
    }
    return bytes;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    server.close();
  }
}
