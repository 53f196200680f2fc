package dev.setpoint.edge.cli;

import dev.setpoint.report.Ink;
import dev.setpoint.report.Report;
import dev.setpoint.report.TextReport;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * For a terminal: the whole page anew in its place, on a screen of its own that goes away with the
 * process and leaves the last page behind.
 */
final class Redrawn implements Watching.Screen {
  // The other screen, no cursor, long lines cut off instead of folded.
  private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
  private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String END_OF_LINE = "\u001b[K\n";
  private static final String REST = "\u001b[J";

  private final Teller teller;
  private final String repository;
  private final String rhythm;
  private final Supplier<Optional<Integer>> rows;
  private final Thread hook = new Thread(this::close, "setpoint-screen");
  private String page = "";
  private boolean closed;

  /**
   * Takes the terminal over.
   *
   * @param rhythm how often it looks, in words
   * @param rows how tall the terminal is, where that is known
   */
  Redrawn(Teller teller, String repository, String rhythm, Supplier<Optional<Integer>> rows) {
    this.teller = teller;
    this.repository = repository;
    this.rhythm = rhythm;
    this.rows = rows;
    Runtime.getRuntime().addShutdownHook(hook);
    teller.out(ENTER);
  }

  @Override
  public synchronized void show(Report report, Optional<String> trouble) {
    if (closed) {
      return;
    }
    Ink ink = teller.ink();
    page = TextReport.ofStatus(report, ink).strip();
    List<String> lines = new ArrayList<>();
    String time = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).toString();
    lines.add(ink.bold(repository) + ink.faint("  at %s, %s; Ctrl+C ends".formatted(time, rhythm)));
    trouble.ifPresent(t -> lines.add(ink.red(t)));
    lines.add("");
    lines.addAll(page.lines().toList());
    int room = rows.get().orElse(Integer.MAX_VALUE) - 1;
    if (lines.size() > room && room > 2) {
      int left = lines.size() - room + 1;
      lines.subList(room - 1, lines.size()).clear();
      lines.add(ink.faint("… %d more lines; name a plan to see it alone".formatted(left)));
    }
    teller.out(HOME + String.join(END_OF_LINE, lines) + END_OF_LINE + REST);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** Gives the terminal back; also when the process is told to end. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      teller.out(LEAVE + page + "\n");
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is what runs.
    }
  }

  /** How tall the terminal is, as {@code stty} says; it may be resized at any time. */
  static Optional<Integer> rows() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      String size = new String(stty.getInputStream().readNBytes(32), StandardCharsets.US_ASCII);
      String tall = size.strip().split(" ", 2)[0];
      return tall.matches("[1-9]\\d{0,3}") ? Optional.of(Integer.valueOf(tall)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
