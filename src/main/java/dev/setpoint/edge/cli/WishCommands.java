package dev.setpoint.edge.cli;

import dev.setpoint.Reconciler;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Wish;
import dev.setpoint.report.Pass;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The commands by which a person tells a pass what to do about one step. */
final class WishCommands {
  private static final Pattern JOB =
      Pattern.compile(
          "https?://[^/]+/([^/]+/[^/]+)/(issues|actions/runs)/([0-9]{1,18})(?:[/?#].*)?");

  private WishCommands() {}

  /** {@code retry}. */
  @Command(
      name = "retry",
      description =
          "Do a step again (its next attempt), in a whole pass. The only way to repeat what is"
              + " done.")
  static final class Retry extends PassCommands.OfPass {
    @Parameters(
        arity = "1..*",
        paramLabel = "<plan>/<step>",
        converter = StepAddress.Reader.class,
        description = "The step, for example system-upgrade/qa.")
    List<StepAddress> steps = List.of();

    Retry(Surroundings around) {
      super(around);
    }

    @Override
    Pass run(Reconciler reconciler) throws IOException {
      return reconciler.reconcile(
          steps.stream().map(s -> (Wish) new Wish.Retry(s.plan(), s.step())).toList());
    }
  }

  /** {@code bind}. */
  @Command(
      name = "bind",
      description = "Tell which issue or workflow run a step's attempt became, in a whole pass.")
  static final class Bind extends PassCommands.OfPass {
    @Parameters(
        index = "0",
        paramLabel = "<plan>/<step>",
        converter = StepAddress.Reader.class,
        description = "The step, for example system-upgrade/deploy.")
    StepAddress step = new StepAddress.Reader().convert("plan/step");

    @Parameters(
        index = "1",
        paramLabel = "<url>",
        description = "The page of its issue or workflow run.")
    String url = "";

    private final Surroundings around;

    Bind(Surroundings around) {
      super(around);
      this.around = around;
    }

    @Override
    Pass run(Reconciler reconciler) throws IOException {
      JobLink job = job(url, where.place(around).repository());
      return reconciler.reconcile(List.of(new Wish.Bind(step.plan(), step.step(), job)));
    }
  }

  /** The job behind an issue's or a run's page, which must be the repository's own. */
  static JobLink job(String url, String repository) {
    Matcher m = JOB.matcher(url);
    if (!m.matches()) {
      throw new WrongUsage(
          "`%s` is not the page of an issue or a workflow run: https://github.com/%s/issues/14"
              .formatted(url, repository));
    }
    if (!m.group(1).toLowerCase(Locale.ROOT).equals(repository.toLowerCase(Locale.ROOT))) {
      throw new WrongUsage("`%s` is not in %s".formatted(url, repository));
    }
    long id = Long.parseLong(m.group(3));
    JobId job =
        m.group(2).equals("issues") ? new JobId.Issue(Math.toIntExact(id)) : new JobId.Run(id);
    return new JobLink(job, url.replaceFirst("[?#].*", ""));
  }
}
