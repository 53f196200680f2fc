package dev.setpoint.edge.server.app;

import dev.setpoint.edge.server.queue.Entry;
import dev.setpoint.plan.PlanPath;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What happened to plans, asked of git when somebody looks and never on a delivery's way: by a few
 * threads of their own, each with the repositories that fall to it.
 */
public final class Pasts implements AutoCloseable {
  private static final int THREADS = 3;
  private static final long PATIENCE_SECONDS = 8;

  /** What can be said of a plan's past. */
  public sealed interface Answer {}

  /** The document, as {@code docs/server.md} describes it. */
  public record Told(String json) implements Answer {}

  /** It takes longer than somebody should have to wait, and goes on. */
  public record StillReading() implements Answer {}

  /** It could not be read; in a sentence. */
  public record Failed(String why) implements Answer {}

  /** A thread, and the shelf that it alone touches. */
  private record Reader(ExecutorService thread, Shelf shelf) {}

  private record Question(String repository, PlanPath path) {}

  private final List<Reader> readers;
  private final Map<Question, FutureTask<Answer>> asked = new ConcurrentHashMap<>();

  public Pasts(Hub hub, InstantSource clock) {
    this.readers =
        IntStream.range(0, THREADS)
            .mapToObj(
                i ->
                    new Reader(
                        Executors.newSingleThreadExecutor(
                            Thread.ofPlatform().daemon().name("setpoint-past-" + i).factory()),
                        new Shelf(hub, clock)))
            .toList();
  }

  /** The past of a plan; one waits for a few seconds at most, however many ask. */
  public Answer of(Entry entry, PlanPath path) {
    Question question = new Question(entry.name(), path);
    Reader reader = readers.get(Math.floorMod(entry.name().hashCode(), THREADS));
    FutureTask<Answer> mine = new FutureTask<>(() -> reader.shelf().told(entry, path));
    @Nullable FutureTask<Answer> before = asked.putIfAbsent(question, mine);
    if (before != null) {
      return await(before);
    }
    try {
      reader
          .thread()
          .execute(
              () -> {
                mine.run();
                asked.remove(question);
              });
    } catch (RejectedExecutionException e) {
      asked.remove(question);
      return new Failed("the server is stopping");
    }
    return await(mine);
  }

  private static Answer await(Future<Answer> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return new StillReading();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new StillReading();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bug in reading a plan's past", e.getCause());
    }
  }

  /** Ends what is being read, and removes what was kept. */
  @Override
  public void close() {
    for (Reader reader : readers) {
      reader.thread().shutdownNow();
    }
    for (Reader reader : readers) {
      try {
        if (reader.thread().awaitTermination(2, TimeUnit.SECONDS)) {
          reader.shelf().close();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
