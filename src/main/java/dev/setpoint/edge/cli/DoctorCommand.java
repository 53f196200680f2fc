package dev.setpoint.edge.cli;

import dev.setpoint.Wiring;
import dev.setpoint.report.Exit;
import dev.setpoint.report.Ink;
import dev.setpoint.setup.Finding;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code doctor}: what is missing for plans to move, and how to mend it. Only in the full program:
 * it asks through github-api, which a pass has no use for.
 */
@Command(
    name = "doctor",
    description = {
      "What is missing for plans to move, each with its mend.",
      "Looks at the token and its permissions, the repository's settings, the plan branch, the"
          + " workflows that plans name, the plans themselves, the rate limit.",
      "Changes nothing: permissions are found out by requests that cannot succeed. Exit code 3 when"
          + " something is wrong."
    })
public final class DoctorCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin RepositoryOptions where = new RepositoryOptions();
  @Mixin OutputOptions how = new OutputOptions();

  @Option(names = "--quiet", description = "Only what is not as it should be.")
  boolean quiet;

  public DoctorCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    return Work.with(around, where, how, this::examine);
  }

  private int examine(Wiring wiring, Teller teller) throws IOException {
    List<Finding> findings = wiring.checkup();
    boolean wrong = findings.stream().anyMatch(Finding::isWrong);
    List<Finding> told =
        findings.stream().filter(f -> !quiet || f.level() != Finding.Level.FINE).toList();
    if (teller.json()) {
      teller.document(
          json ->
              json.put("healthy", !wrong)
                  .list(
                      "findings",
                      told,
                      (each, f) ->
                          each.put("level", f.level().word())
                              .put("subject", f.subject())
                              .put("message", f.message())
                              .put("mend", f.mend())));
    } else {
      told.forEach(f -> teller.out(line(f, teller.ink())));
    }
    return (wrong ? Exit.PROBLEMS : Exit.SETTLED).code();
  }

  private static String line(Finding finding, Ink ink) {
    String word = "%-5s".formatted(finding.level().word());
    String shown =
        switch (finding.level()) {
          case FINE -> word;
          case NOTE -> ink.yellow(word);
          case WRONG -> ink.red(word);
        };
    String text =
        "%s %s: %s%s"
            .formatted(
                shown,
                finding.subject(),
                finding.message(),
                finding.mend().map(m -> " -> " + m).orElse(""));
    // What GitHub or a plan says may hold anything; a finding is one line.
    return text.replaceAll("[\\r\\n\\u2028\\u2029\\x00-\\x08\\x0b-\\x1a]+", " ") + "\n";
  }
}
