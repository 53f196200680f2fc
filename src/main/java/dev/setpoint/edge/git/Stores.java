package dev.setpoint.edge.git;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What sessions fetched of their repositories, kept for the next session by a process that lives
 * longer than a pass: it then brings only what is new. Objects are named by their content and refs
 * are listed anew each time, so that nothing in here is ever believed to be current, and all of it
 * can be lost.
 */
public final class Stores implements AutoCloseable {
  /** Nothing is kept: each session has a store of its own, and clears it away. */
  public static final Stores NONE = new Stores(0, 0, InstantSource.system());

  /** On disk, of all that rest: most repositories bring little, one of code may bring much. */
  private static final long MOST_BYTES = 4L * 1024 * 1024 * 1024;

  /** Packs pile up in a store, one for each fetch; a new one is cheaper than tidying up. */
  private static final int MOST_FETCHES = 50;

  /** In memory, of one store: dozens of passes make as much. */
  private static final long MOST_MADE_BYTES = 1024 * 1024;

  /** In memory, of all that rest. */
  private static final long MOST_MADE_BYTES_OF_ALL = 32 * MOST_MADE_BYTES;

  /**
   * Well before somebody takes it for a {@linkplain Leftovers left over} one, or tidies the older
   * files of a temporary directory away: a file that is missing passes for one that is too large.
   */
  private static final Duration LONGEST = Leftovers.AGE.dividedBy(4);

  /** With the room that it takes on the disk. */
  private record Kept(LocalObjects objects, long bytes) {}

  private final int most;
  private final long mostBytes;
  private final InstantSource clock;
  private final LinkedHashMap<String, Kept> resting = new LinkedHashMap<>();
  private boolean closed;

  private Stores(int most, long mostBytes, InstantSource clock) {
    this.most = most;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  /**
   * Keeps the stores of the repositories that were used last.
   *
   * @param most how many
   */
  public static Stores keeping(int most, InstantSource clock) {
    return keeping(most, MOST_BYTES, clock);
  }

  static Stores keeping(int most, long mostBytes, InstantSource clock) {
    return new Stores(most, mostBytes, clock);
  }

  /** A store for one session alone, with what an earlier one fetched from there, if it is kept. */
  LocalObjects take(String url) throws IOException {
    @Nullable Kept kept;
    synchronized (this) {
      kept = resting.remove(url);
    }
    if (kept != null && isGood(kept.objects())) {
      return kept.objects();
    }
    if (kept != null) {
      kept.objects().close();
    }
    return most == 0 ? LocalObjects.brief(clock) : LocalObjects.temporary(clock);
  }

  private boolean isGood(LocalObjects objects) {
    return objects.begun().plus(LONGEST).isAfter(clock.instant()) && objects.isThere();
  }

  /** Takes it back when its session is over. */
  void rest(String url, LocalObjects objects) {
    if (most == 0 || isWornOut(objects)) {
      objects.close();
      return;
    }
    Kept kept = new Kept(objects, objects.bytes());
    List<Kept> gone = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        gone.add(kept);
      } else {
        @Nullable Kept other = resting.remove(url);
        if (other != null) {
          gone.add(other);
        }
        resting.put(url, kept);
        while (resting.size() > most
            || bytes() > mostBytes
            || madeBytes() > MOST_MADE_BYTES_OF_ALL) {
          gone.add(resting.pollFirstEntry().getValue());
        }
      }
    }
    gone.forEach(k -> k.objects().close());
  }

  private static boolean isWornOut(LocalObjects objects) {
    return objects.isDoubtful()
        || objects.fetches() > MOST_FETCHES
        || objects.madeBytes() > MOST_MADE_BYTES;
  }

  private long bytes() {
    return resting.values().stream().mapToLong(Kept::bytes).sum();
  }

  private long madeBytes() {
    return resting.values().stream().mapToLong(k -> k.objects().madeBytes()).sum();
  }

  /** Clears everything away. */
  @Override
  public void close() {
    List<Kept> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(resting.values());
      resting.clear();
    }
    all.forEach(k -> k.objects().close());
  }
}
