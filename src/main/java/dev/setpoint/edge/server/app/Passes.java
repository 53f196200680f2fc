package dev.setpoint.edge.server.app;

import dev.setpoint.Place;
import dev.setpoint.Wiring;
import dev.setpoint.edge.git.Stores;
import dev.setpoint.edge.github.Rate;
import dev.setpoint.edge.github.RateLimited;
import dev.setpoint.edge.server.queue.Entry;
import dev.setpoint.edge.server.queue.Lease;
import dev.setpoint.edge.server.queue.Ledger;
import dev.setpoint.edge.server.queue.Outcome;
import dev.setpoint.edge.server.queue.Quota;
import dev.setpoint.edge.server.queue.Rhythm;
import dev.setpoint.edge.server.queue.Work;
import dev.setpoint.execute.Done;
import dev.setpoint.report.JsonReport;
import dev.setpoint.report.Pass;
import dev.setpoint.report.Report;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A repository's turn: one pass over it, the same that the command line makes. */
public final class Passes implements Work {
  private final Hub hub;
  private final Ledger ledger;
  private final Rhythm rhythm;
  private final InstantSource clock;
  private final Stores stores;

  /**
   * Passes for one process.
   *
   * @param stores where what git fetched is kept from one pass to the next
   */
  public Passes(Hub hub, Ledger ledger, Rhythm rhythm, InstantSource clock, Stores stores) {
    this.hub = hub;
    this.ledger = ledger;
    this.rhythm = rhythm;
    this.clock = clock;
    this.stores = stores;
  }

  @Override
  public Outcome on(Entry entry, Lease lease) throws IOException {
    return entry.name().equals(Ledger.DISCOVERY) ? discover() : pass(entry, lease);
  }

  private Outcome discover() throws IOException {
    try {
      ledger.members(hub.members(), clock.instant());
      return rhythm.settled(Outcome.Word.SETTLED, clock.instant(), 0, "");
    } catch (RateLimited e) {
      return limited(e, 0);
    } catch (SQLException e) {
      throw new IOException("cannot write the repositories down: " + e.getMessage());
    }
  }

  private Outcome pass(Entry entry, Lease lease) throws IOException {
    Place place = hub.place(entry, lease);
    try (Wiring wiring = Wiring.open(place, stores)) {
      Outcome outcome;
      try {
        Pass pass = wiring.reconciler().reconcile(List.of());
        outcome = told(entry, pass, wiring);
      } catch (RateLimited e) {
        outcome = limited(e, wiring.requests().api());
      } catch (IOException e) {
        String said = place.token().redact(String.valueOf(e.getMessage()));
        outcome = rhythm.failed(clock.instant(), entry.failures(), said, wiring.requests().api());
      }
      if (outcome.failure().contains("(401)")) {
        hub.refused(entry);
      }
      note(entry, wiring.rate());
      return outcome;
    }
  }

  private Outcome told(Entry entry, Pass pass, Wiring wiring) {
    Instant now = clock.instant();
    int requests = wiring.requests().api();
    Report report = Report.of(pass, wiring.requests());
    String json = wiring.place().token().redact(JsonReport.of(report));
    boolean held = pass.done().stream().anyMatch(d -> d.result() == Done.Result.HELD);
    Optional<Instant> until = wiring.rate().flatMap(Rate::heldUntil);
    if ((held || report.failure().isPresent()) && until.isPresent()) {
      return with(
          rhythm.limited(now, until.get(), "GitHub asked to come back later", requests), json);
    }
    if (report.failure().isPresent()) {
      return with(rhythm.failed(now, entry.failures(), report.failure().get(), requests), json);
    }
    if (pass.done().stream().anyMatch(d -> d.result() == Done.Result.UNCLEAR)) {
      String why = "an answer of GitHub's was unclear; the next pass finds out";
      return with(rhythm.failed(now, entry.failures(), why, requests), json);
    }
    boolean progressed = pass.done().stream().anyMatch(d -> d.result() == Done.Result.DONE);
    if (held && progressed) {
      return rhythm.continues(now, requests, json);
    }
    Outcome.Word word = report.problems().isEmpty() ? Outcome.Word.SETTLED : Outcome.Word.PROBLEMS;
    return pass.decision()
        .next()
        .map(n -> rhythm.settled(word, now, requests, json, Duration.between(pass.seen().now(), n)))
        .orElseGet(() -> rhythm.settled(word, now, requests, json));
  }

  private static Outcome with(Outcome o, String report) {
    return new Outcome(
        o.word(), o.counted(), o.notBefore(), o.next(), o.failure(), o.requests(), report);
  }

  private Outcome limited(RateLimited e, int requests) {
    Instant now = clock.instant();
    return rhythm.limited(now, now.plus(e.retryAfter()), String.valueOf(e.getMessage()), requests);
  }

  private void note(Entry entry, Optional<Rate> rate) throws IOException {
    if (rate.isPresent() && rate.get().limit() > 0) {
      Rate r = rate.get();
      try {
        ledger.quota(entry.installation(), new Quota(r.limit(), r.remaining(), r.reset()));
      } catch (SQLException e) {
        // It is found out again with the next answer.
      }
    }
  }
}
