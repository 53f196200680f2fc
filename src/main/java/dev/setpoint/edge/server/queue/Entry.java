package dev.setpoint.edge.server.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger says of one repository.
 *
 * @param name the full name in lower case: the key of its task
 * @param fullName {@code owner/name} as GitHub spells it
 * @param installation of the App through which it is reached; 0 for a plain token
 * @param wanted how many wake-ups there have been
 * @param done how many of them were counted by the last pass that looked
 * @param wantedSince the first wake-up that no pass has counted yet
 * @param delivery the latest wake-up's delivery id; "" when it was a sweep
 * @param started when the latest pass began
 * @param ended when the latest pass that was finished ended
 * @param outcome of that pass, a word of {@link Outcome.Word}; "" before the first
 * @param failure why it could not finish, in a sentence; "" when it could
 * @param failures how many passes have failed in a row
 * @param requests what the latest finished pass cost at the API
 * @param report the latest finished pass's report as JSON; "" where there is none
 * @param changed goes up whenever anything above changes
 * @param running whether a pass is under way somewhere in the cluster
 * @param next when the next pass is due
 */
public record Entry(
    String name,
    String fullName,
    long installation,
    long wanted,
    long done,
    Optional<Instant> wantedSince,
    String delivery,
    Optional<Instant> started,
    Optional<Instant> ended,
    String outcome,
    String failure,
    int failures,
    int requests,
    String report,
    long changed,
    boolean running,
    Optional<Instant> next) {

  /** Whether a wake-up waits for a pass. */
  public boolean waiting() {
    return wanted != done && !running;
  }
}
