package dev.setpoint.edge.cli;

import dev.setpoint.edge.Token;
import dev.setpoint.report.Exit;
import dev.setpoint.report.Ink;
import dev.setpoint.report.Json;
import dev.setpoint.report.JsonReport;
import dev.setpoint.report.Report;
import dev.setpoint.report.Sentences;
import dev.setpoint.report.TextReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;

/**
 * Tells results on stdout, as text or as JSON, and troubles on stderr. The secret is taken out of
 * both, should it ever get in.
 */
final class Teller {
  private final Surroundings around;
  private final OutputOptions options;
  private final Token token;

  Teller(Surroundings around, OutputOptions options) {
    this.around = around;
    this.options = options;
    this.token = around.token();
  }

  boolean json() {
    return options.json;
  }

  Ink ink() {
    return around.ink();
  }

  /** What a pass did or would do. */
  int pass(Report report) {
    return tell(report, () -> TextReport.ofPass(report, ink()));
  }

  /** Where the plans stand. */
  int status(Report report) {
    return tell(report, () -> TextReport.ofStatus(report, ink()));
  }

  private int tell(Report report, Supplier<String> text) {
    report.refusals().forEach(r -> err("setpoint: " + Sentences.line(r)));
    // Who asked for something that cannot be has no use for a report in which nothing happened.
    boolean refused = !report.refusals().isEmpty() && report.deeds().isEmpty();
    if (json() || !refused || report.failure().isPresent()) {
      out(json() ? JsonReport.of(report) : text.get());
    }
    report.failure().ifPresent(f -> err("setpoint: " + Sentences.line(f)));
    return Exit.of(report).code();
  }

  /** A document of its own kind. */
  void document(Json.Body body) {
    out(Json.document(body));
  }

  void out(String text) {
    around.out().print(token.redact(text));
    around.out().flush();
  }

  void err(String line) {
    around.err().println(token.redact(line));
  }

  /** Where a failure came from, for whoever asked to see it. */
  void trace(Throwable thrown) {
    if (options.verbose || around.variable("SETPOINT_DEBUG").filter("1"::equals).isPresent()) {
      err(stack(thrown));
    }
  }

  static String stack(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }
}
