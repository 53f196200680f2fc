package dev.setpoint.hostile;

import dev.setpoint.Place;
import dev.setpoint.Places;
import dev.setpoint.Wiring;
import dev.setpoint.report.Ink;
import dev.setpoint.report.Pass;
import dev.setpoint.report.Report;
import dev.setpoint.report.Requests;
import dev.setpoint.report.TextReport;
import dev.setpoint.sandbox.Sandbox;
import java.io.IOException;
import java.util.List;

/** Setpoint at work in a sandbox: each pass with everything new, through the real edges. */
final class Bot {
  static final String LOGIN = "setpoint-bot";

  private Bot() {}

  static Place place(Sandbox github, String repository) {
    return Places.of(github, repository, github.apiUrl() + "/" + repository);
  }

  static Pass pass(Sandbox github) throws IOException {
    return pass(github, github.repository());
  }

  static Pass pass(Sandbox github, String repository) throws IOException {
    try (Wiring wiring = Wiring.open(place(github, repository))) {
      return wiring.reconciler().reconcile(List.of());
    }
  }

  /** What a person reads on the terminal, and a runner in its log. */
  static String told(Pass pass) {
    return TextReport.ofPass(Report.of(pass, new Requests(0, 0)), Ink.PLAIN);
  }

  /** An approved plan with these steps, which wait for nothing. */
  static String plan(String title, String steps) {
    return "---\nstatus: approved\n---\n\n# " + title + "\n\n## Steps\n\n" + steps;
  }
}
