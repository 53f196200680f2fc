package dev.setpoint.edge.cli;

import dev.setpoint.Place;
import dev.setpoint.Wiring;
import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.NotThere;
import dev.setpoint.report.Report;
import dev.setpoint.report.Requests;
import java.io.IOException;

/**
 * Opens the repository that the options name, does one thing with it, and tells what came of it.
 */
final class Work {
  private Work() {}

  /** What is done with an open repository. */
  @FunctionalInterface
  interface Deed {
    /** Does it and tells it; answers the exit code. */
    int in(Wiring wiring, Teller teller) throws IOException;
  }

  /**
   * Does it. A failure of GitHub or git is one sentence, and in JSON a report that holds nothing
   * else.
   */
  static int with(Surroundings around, RepositoryOptions where, OutputOptions how, Deed deed) {
    Teller teller = new Teller(around, how);
    Place place = where.place(around);
    try (Wiring wiring = open(place, around)) {
      try {
        return deed.in(wiring, teller);
      } catch (NotThere e) {
        throw new WrongUsage(e.sentence());
      } catch (IOException e) {
        teller.trace(e);
        return teller.pass(Report.ofFailure(sentence(e), wiring.requests()));
      }
    } catch (IOException e) {
      teller.trace(e);
      return teller.pass(Report.ofFailure(sentence(e), Requests.NONE));
    }
  }

  private static Wiring open(Place place, Surroundings around) throws IOException {
    try {
      return Wiring.open(
          place, Wiring.SETTINGS, Token.of(around.variable("SETPOINT_AGENT_TOKEN").orElse("")));
    } catch (IllegalArgumentException e) {
      // The edges refuse impossible URLs and names so, in a sentence.
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private static String sentence(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
