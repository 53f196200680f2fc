package dev.setpoint.edge.server.app;

import dev.setpoint.Place;
import dev.setpoint.Wiring;
import dev.setpoint.edge.git.DistantPast;
import dev.setpoint.edge.server.queue.Entry;
import dev.setpoint.edge.server.queue.Lease;
import dev.setpoint.history.History;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.report.HistoryJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pasts of the repositories that were looked at last, each with what was told of it: git is
 * asked again only when a pass has ended since. For one thread.
 */
final class Shelf implements AutoCloseable {
  private static final int MOST = 8;
  private static final int MOST_EVENTS = 500;
  private static final Duration KEPT = Duration.ofHours(1);

  /** Each fetch leaves a pack behind, and nobody tidies a clone that lives for an hour. */
  private static final int MOST_FETCHES = 100;

  private final Hub hub;
  private final InstantSource clock;
  private final LinkedHashMap<String, Book> books = new LinkedHashMap<>(MOST, 0.75f, true);

  Shelf(Hub hub, InstantSource clock) {
    this.hub = hub;
    this.clock = clock;
  }

  /** One repository's. */
  private static final class Book {
    private final DistantPast past;
    private final Map<PlanPath, String> told = new HashMap<>();
    private Optional<Instant> seen = Optional.empty();
    private Instant used = Instant.MIN;
    private int fetches;

    Book(DistantPast past) {
      this.past = past;
    }
  }

  Pasts.Answer told(Entry entry, PlanPath path) {
    try {
      Place place = hub.place(entry, Lease.ofReader());
      try {
        return new Pasts.Told(told(entry, path, place));
      } catch (IOException e) {
        drop(entry.name());
        String why = place.token().redact(String.valueOf(e.getMessage()));
        return new Pasts.Failed("the history could not be read: " + why);
      }
    } catch (IOException e) {
      return new Pasts.Failed("the history could not be read: " + e.getMessage());
    }
  }

  private String told(Entry entry, PlanPath path, Place place) throws IOException {
    Book book = book(entry.name(), place);
    if (!book.seen.equals(entry.ended())) {
      book.told.clear();
      book.seen = entry.ended();
    }
    @Nullable String known = book.told.get(path);
    if (known != null) {
      return known;
    }
    book.fetches++;
    History history =
        History.of(book.past.of(path, place.token()), clock.instant())
            .orElseThrow(() -> new IOException(path + " is not on the plan branch any more"));
    String json = HistoryJson.of(history, MOST_EVENTS);
    book.told.put(path, json);
    return json;
  }

  private Book book(String repository, Place place) throws IOException {
    Instant now = clock.instant();
    @Nullable Book book = books.get(repository);
    if (book == null || book.fetches >= MOST_FETCHES) {
      drop(repository);
      book = new Book(Wiring.past(place));
      books.put(repository, book);
    }
    book.used = now;
    // The one that was used longest ago comes first.
    Iterator<Map.Entry<String, Book>> eldest = books.entrySet().iterator();
    while (eldest.hasNext()) {
      Book old = eldest.next().getValue();
      if (books.size() <= MOST && old.used.isAfter(now.minus(KEPT))) {
        break;
      }
      old.past.close();
      eldest.remove();
    }
    return book;
  }

  private void drop(String repository) {
    @Nullable Book old = books.remove(repository);
    if (old != null) {
      old.past.close();
    }
  }

  @Override
  public void close() {
    books.values().forEach(b -> b.past.close());
    books.clear();
  }
}
