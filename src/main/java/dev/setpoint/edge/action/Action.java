package dev.setpoint.edge.action;

import dev.setpoint.Place;
import dev.setpoint.Wiring;
import dev.setpoint.edge.git.Author;
import dev.setpoint.report.Exit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Does what the Action was called for, and answers the step's exit code. */
final class Action {
  private final Runner runner;
  private final Inputs inputs;
  private final Event event;

  private Action(Runner runner, Inputs inputs, Event event) {
    this.runner = runner;
    this.inputs = inputs;
    this.event = event;
  }

  /** Everything, failures included, ends as an exit code and an annotation. */
  static int run(Runner runner) {
    try {
      Inputs inputs = Inputs.of(runner.must("SETPOINT_INPUTS"));
      Event event =
          Event.in(Path.of(runner.must("GITHUB_EVENT_PATH")), runner.must("GITHUB_EVENT_NAME"));
      return new Action(runner, inputs, event).run();
    } catch (IllegalArgumentException e) {
      runner.say(Annotations.error(String.valueOf(e.getMessage())));
      return Exit.USAGE.code();
    } catch (IOException e) {
      runner.say(Annotations.error(String.valueOf(e.getMessage())));
      return Exit.UNFINISHED.code();
    }
  }

  private int run() throws IOException {
    if (event.name().equals("pull_request_target")) {
      throw new IllegalArgumentException(
          "pull_request_target hands secrets to strangers' pull requests: use pull_request");
    }
    String config = inputs.config().orElse(Wiring.SETTINGS);
    try (Wiring wiring = Wiring.open(place(), config, inputs.agentToken())) {
      boolean preview = inputs.task() == Inputs.Task.AUTO && event.name().equals("pull_request");
      return preview
          ? new Previewing(runner, inputs, wiring).of(event.pullRequest())
          : new Passing(runner, inputs, wiring.hearing(event.commented())).from(event);
    } catch (IOException e) {
      // Nothing could be read or a push failed for good; the next event or the sweep tries again.
      String said =
          inputs.agentToken().redact(inputs.token().redact(String.valueOf(e.getMessage())));
      runner.say(Annotations.error(said));
      runner.summary("## Setpoint\n\n**Unfinished:** the next pass goes on. The log says why.\n");
      return Exit.UNFINISHED.code();
    }
  }

  private Place place() {
    String server = runner.must("GITHUB_SERVER_URL");
    String repository = runner.must("GITHUB_REPOSITORY");
    if (!inputs.token().isPresent()) {
      throw new IllegalArgumentException("the input `token` is empty");
    }
    boolean own =
        runner.variable("SETPOINT_JOB_TOKEN").filter(inputs.token().reveal()::equals).isPresent();
    return new Place(
        runner.variable("SETPOINT_GIT_URL").orElse(server + "/" + repository),
        URI.create(runner.must("GITHUB_API_URL")),
        repository,
        server + "/" + repository,
        inputs.branch(),
        inputs.plans(),
        inputs.token(),
        runner.variable("SETPOINT_LOGIN"),
        own,
        runner.variable("SETPOINT_AUTHOR").map(Author::parse).orElse(Author.ACTIONS_BOT),
        runner.variable("GITHUB_RUN_ID").map(id -> "run " + id).orElse("an Action"));
  }
}
