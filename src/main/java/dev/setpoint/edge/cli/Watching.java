package dev.setpoint.edge.cli;

import dev.setpoint.Wiring;
import dev.setpoint.edge.github.RateLimited;
import dev.setpoint.read.Tip;
import dev.setpoint.report.Changes;
import dev.setpoint.report.Exit;
import dev.setpoint.report.Report;
import dev.setpoint.report.Sentences;
import dev.setpoint.report.TextReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks again and again. Most of the time git alone is asked whether the plan branch or a claim has
 * moved; jobs are looked at when one has, and else once a minute, for what nobody has written down
 * yet.
 */
final class Watching {
  private static final Duration JOBS = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Where a look is shown. */
  interface Screen extends AutoCloseable {
    /**
     * Shows it.
     *
     * @param trouble why it is not the newest, in a sentence
     */
    void show(Report report, Optional<String> trouble);

    /** Whether there is still somebody to show it to. */
    boolean isOpen();

    @Override
    void close();
  }

  private final Wiring wiring;
  private final Duration interval;
  private final Function<Wiring.Look, Report> told;
  private int failures;

  /**
   * Makes ready.
   *
   * @param interval how often git is asked
   * @param told what of a look is shown
   */
  Watching(Wiring wiring, Duration interval, Function<Wiring.Look, Report> told) {
    this.wiring = wiring;
    this.interval = interval;
    this.told = told;
  }

  /**
   * Until nobody looks any more; answers the exit code.
   *
   * @throws IOException when already the first look fails
   */
  int on(Function<String, Screen> screens) throws IOException {
    Wiring.Look look = wiring.look();
    long looked = System.nanoTime();
    try (Screen screen = screens.apply(wiring.place().repository())) {
      screen.show(told.apply(look), Optional.empty());
      Duration pause = interval;
      while (true) {
        Thread.sleep(pause.toMillis());
        if (!screen.isOpen()) {
          return Exit.SETTLED.code();
        }
        try {
          boolean due = System.nanoTime() - looked >= JOBS.toNanos();
          if (due || moved(look.seen().tip(), wiring.tip())) {
            look = wiring.look();
            looked = System.nanoTime();
          }
          failures = 0;
          pause = interval;
          screen.show(told.apply(look), Optional.empty());
        } catch (IOException e) {
          pause = later(e);
          String why = Sentences.line(String.valueOf(e.getMessage()));
          screen.show(
              told.apply(look), Optional.of(why + "; next try in " + pause.toSeconds() + " s"));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exit.SETTLED.code();
    }
  }

  private static boolean moved(Tip before, Tip now) {
    return !before.commit().equals(now.commit()) || !before.refs().equals(now.refs());
  }

  private Duration later(IOException e) {
    failures = Math.min(failures + 1, 10);
    Duration patient = interval.multipliedBy(1L << failures);
    Duration pause = patient.compareTo(LONGEST) > 0 ? LONGEST : patient;
    boolean limited = e instanceof RateLimited r && r.retryAfter().compareTo(pause) > 0;
    return limited ? ((RateLimited) e).retryAfter() : pause;
  }

  /** For a pipe: everything once, then what changes, a line each with its time. */
  static final class Lines implements Screen {
    private final Surroundings around;
    private final Teller teller;
    private Optional<Report> last = Optional.empty();
    private Optional<String> said = Optional.empty();

    Lines(Surroundings around, Teller teller) {
      this.around = around;
      this.teller = teller;
    }

    @Override
    public void show(Report report, Optional<String> trouble) {
      if (last.isEmpty()) {
        teller.out(TextReport.ofStatus(report, teller.ink()));
      } else {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Changes.between(last.get(), report).forEach(l -> teller.out(now + "  " + l + "\n"));
      }
      if (said.isEmpty() && trouble.isPresent()) {
        teller.err("setpoint: " + trouble.get());
      }
      last = Optional.of(report);
      said = trouble;
    }

    @Override
    public boolean isOpen() {
      return !around.out().checkError();
    }

    @Override
    public void close() {
      around.out().flush();
    }
  }
}
