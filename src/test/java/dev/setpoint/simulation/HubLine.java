package dev.setpoint.simulation;

import dev.setpoint.execute.Hands;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.Marker;
import dev.setpoint.job.Run;
import dev.setpoint.plan.Happening;
import dev.setpoint.read.Found;
import dev.setpoint.read.JobSource;
import dev.setpoint.read.Outside;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The ports to GitHub, onto the GitHub in memory. */
final class HubLine implements JobSource, Hands {
  /** How the input begins by which an agent's run is started. */
  static final String AGENTS = "agent of ";

  private final Line line;
  private final World world;
  private final Actor actor;

  HubLine(Line line) {
    this.line = line;
    this.world = line.world;
    this.actor = line.actor;
  }

  private <T> T read(String call, Supplier<T> answer) throws IOException {
    T value = line.read(call, answer);
    actor.date = Optional.of(world.clock.now());
    return value;
  }

  private <T> List<T> page(List<T> all) {
    return world.mutant == Mutant.FIRST_PAGE_ONLY ? all.subList(0, Math.min(1, all.size())) : all;
  }

  @Override
  public List<Issue> openIssues(String label) throws IOException {
    return read(
        "list open issues",
        () ->
            page(
                world.issues.at(line.faults.shown()).stream()
                    .filter(i -> i.state() == Issue.State.OPEN)
                    .filter(i -> world.issues.hasLabel(i.number(), label))
                    .map(this::shown)
                    .toList()));
  }

  private Issue shown(Issue issue) {
    return world.mutant == Mutant.REMINDER_UNSEEN ? Issues.untouched(issue) : issue;
  }

  @Override
  public List<Issue> issuesBy(String login, Instant since) throws IOException {
    boolean anybody = world.mutant == Mutant.AUTHOR_UNCHECKED;
    return read(
        "list issues by " + login + " since " + since,
        () ->
            page(
                world.issues.at(line.faults.shown()).stream()
                    .filter(i -> anybody || i.author().equals(login))
                    .filter(i -> !i.updatedAt().isBefore(since))
                    .map(i -> anybody ? Issues.by(i, login) : i)
                    .toList()));
  }

  @Override
  public List<Run> recentDispatches() throws IOException {
    return read(
        "list runs",
        () ->
            page(
                dispatches(line.faults.shown()).stream()
                    .sorted(Comparator.comparingLong(Run::id).reversed())
                    .limit(100)
                    .toList()));
  }

  @Override
  public List<Run> dispatchesSince(Instant since) throws IOException {
    return read(
        "list runs since " + since,
        () ->
            page(
                dispatches(line.faults.shown()).stream()
                    .filter(r -> !r.createdAt().isBefore(since))
                    .toList()));
  }

  private List<Run> dispatches(long moment) {
    return world.runs.at(moment).stream()
        .filter(r -> r.event().equals("workflow_dispatch"))
        .toList();
  }

  @Override
  public Found<Issue> issue(int number) throws IOException {
    return read(
        "read #" + number,
        () ->
            world
                .issues
                .ticket(number)
                .flatMap(Issues.Ticket::now)
                .map(this::shown)
                .<Found<Issue>>map(Found.Present::new)
                .orElseGet(() -> new Found.Vanished<>("deleted (410)")));
  }

  @Override
  public Found<Run> run(long id) throws IOException {
    return read(
        "read run " + id,
        () ->
            world
                .runs
                .job(id)
                .flatMap(Runs.Job::now)
                .<Found<Run>>map(Found.Present::new)
                .orElseGet(() -> new Found.Vanished<>("not found (404)")));
  }

  @Override
  public List<Comment> comments(int number) throws IOException {
    return read(
        "read comments of #" + number,
        () -> world.issues.ticket(number).map(t -> List.copyOf(t.comments)).orElse(List.of()));
  }

  @Override
  public List<Comment> commentsSince(Instant since) throws IOException {
    return read(
        "list comments since " + since,
        () ->
            world.issues.at(line.faults.shown()).stream()
                .flatMap(i -> world.issues.ticket(i.number()).stream())
                .flatMap(t -> t.comments.stream())
                .filter(c -> !c.createdAt().isBefore(since))
                .sorted(Comparator.comparingLong(Comment::id))
                .toList());
  }

  @Override
  public boolean mayWrite(String login) throws IOException {
    return read("may " + login + " write", () -> world.writers.getOrDefault(login, false));
  }

  @Override
  public String botLogin() {
    return World.BOT;
  }

  @Override
  public boolean isProtected(String branch) throws IOException {
    return read(
        "is " + branch + " protected",
        () -> {
          actor.probed |= world.branchProtected;
          return world.branchProtected;
        });
  }

  @Override
  public Optional<Instant> serverTime() {
    return world.mutant == Mutant.NO_GRACE
        ? actor.date.map(d -> d.plus(Duration.ofMinutes(20)))
        : actor.date;
  }

  @Override
  public Instant now() throws IOException {
    if (actor.date.isEmpty()) {
      read("ask for the time", world.clock::now);
    }
    return actor.date.orElseThrow();
  }

  @Override
  public Created createIssue(
      String title, String body, List<String> labels, List<String> assignees) {
    Marker marker =
        Marker.in(body).orElseThrow(() -> new Violation("16 one block, one marker", body));
    String path = marker.path();
    Set<String> own = new HashSet<>(labels);
    Creation issue =
        new Creation(
            "create issue " + path.replaceAll("-[0-9a-f]{16}", ""),
            path,
            marker.nonce(),
            true,
            extra -> {
              world.oracle.text.body(unescaped(body));
              Issues.Ticket t = world.issues.open(World.BOT, title, body, own, assignees);
              world.log.say(() -> "  #" + t.number + " is made");
              world.oracle.jobs.made(path, marker.nonce(), new JobId.Issue(t.number), extra);
              return new Creation.Made(
                  new JobId.Issue(t.number), World.WEB + "/issues/" + t.number);
            });
    return create(issue);
  }

  // What a program would write that copies a plan's text as it is.
  private String unescaped(String body) {
    return world.mutant == Mutant.MARKER_UNESCAPED
        ? body.replace("&lt;!--", "<!--").replace("<&#8203;!--", "<!--").replace("--&gt;", "-->")
        : body;
  }

  @Override
  public Created dispatch(String workflowFile, String ref, Map<String, String> inputs) {
    String input = inputs.getOrDefault("setpoint", "");
    if (input.startsWith(AGENTS)) {
      return create(agent(workflowFile, input));
    }
    int end = input.lastIndexOf('/');
    String path = input.substring(0, end);
    String nonce = input.substring(end + 1);
    Workflow workflow = Workflow.of(workflowFile).orElseThrow();
    Creation dispatch =
        new Creation(
            "dispatch " + workflowFile + " " + path.replaceAll("-[0-9a-f]{16}", ""),
            path,
            nonce,
            workflow.isGuardedIn(world.git.tip()),
            extra -> {
              boolean guarded = workflow.isGuardedIn(world.git.tip());
              Runs.Job job = world.runs.dispatch(workflow, guarded, input, World.BOT);
              world.log.say(() -> "  run " + job.id + " is made");
              if (!guarded && actor.fetched.filter(workflow::isGuardedIn).isPresent()) {
                // Taken out after the pass had looked, a moment before: nobody can tell in time.
                world.oracle.jobs.forget(path);
              }
              world.oracle.jobs.made(path, nonce, new JobId.Run(job.id), extra);
              return new Creation.Made(
                  new JobId.Run(job.id), World.WEB + "/actions/runs/" + job.id);
            });
    return create(dispatch);
  }

  private Creation agent(String workflowFile, String input) {
    Workflow workflow = Workflow.of(workflowFile).orElseThrow();
    return new Creation(
        "start the " + input,
        input,
        "",
        false,
        extra -> {
          Runs.Job job = world.runs.dispatch(workflow, false, input, World.BOT);
          world.log.say(() -> "  run " + job.id + " is made");
          world.oracle.jobs.handedOver(input);
          return new Creation.Made(new JobId.Run(job.id), World.WEB + "/actions/runs/" + job.id);
        });
  }

  private Created create(Creation creation) {
    Created first = once(creation);
    boolean again = world.mutant == Mutant.POST_RETRIED && first instanceof Created.Unclear;
    return actor.learns(again ? once(creation) : first);
  }

  private Created once(Creation creation) {
    line.beforeCreating(creation.call());
    if (creation.nonce().isEmpty()) {
      world.oracle.jobs.handing(creation.path());
    } else {
      world.oracle.jobs.posting(actor, creation.path(), creation.nonce());
    }
    Faults.Fate fate = line.faults.fate(true, creation.mayDouble());
    world.log.say(() -> fate == Faults.Fate.FINE ? "  fine" : "  " + fate);
    actor.date = Optional.of(world.clock.now());
    if (world.limits.isPresent()) {
      // As the real hands do, writes keep a second apart.
      world.advance(Duration.ofSeconds(1));
      if (!world.limits.get().admit(world.clock.now())) {
        return new Created.Limited(Duration.ofMinutes(1));
      }
    }
    return switch (fate) {
      case FINE -> made(creation.effect().happen(false));
      case UNDONE -> unclear();
      case ANSWER_LOST -> {
        creation.effect().happen(false);
        yield unclear();
      }
      case LATER -> {
        world.later(creation::call, () -> creation.effect().happen(false));
        yield unclear();
      }
      case CRASH_AFTER -> {
        creation.effect().happen(false);
        throw line.dies();
      }
      case CRASH_LATER -> {
        world.later(creation::call, () -> creation.effect().happen(false));
        throw line.dies();
      }
      case REFUSED -> new Created.Refused(line.faults.refusal(), "GitHub says no");
      case LIMITED -> {
        actor.trouble = true;
        yield new Created.Limited(Duration.ofMinutes(1));
      }
      case TWICE -> {
        Creation.Made first = creation.effect().happen(false);
        creation.effect().happen(true);
        yield made(first);
      }
      case TWICE_AND_LOST -> {
        creation.effect().happen(false);
        creation.effect().happen(true);
        yield unclear();
      }
    };
  }

  private Created made(Creation.Made made) {
    Optional<Issue> issue =
        made.id() instanceof JobId.Issue(int number)
            ? world.issues.ticket(number).flatMap(Issues.Ticket::now)
            : Optional.empty();
    return new Created.Made(Optional.of(made.id()), made.url(), List.of(), issue);
  }

  private Created unclear() {
    actor.trouble = true;
    world.tally.lostAnswers++;
    return new Created.Unclear("502 Bad Gateway");
  }

  @Override
  public void closeIssue(int number, Issue.State reason) throws IOException {
    write(
        "close #" + number + " as " + reason, () -> world.issues.close(number, reason, World.BOT));
  }

  @Override
  public void editIssue(int number, String title, String body) throws IOException {
    write(
        "edit #" + number,
        () -> {
          world.oracle.text.body(body);
          world.issues.edit(number, title, body);
        });
  }

  @Override
  public void comment(int number, String body) throws IOException {
    write("comment on #" + number, () -> world.issues.comment(number, World.BOT, body));
  }

  @Override
  public boolean commentUnlessTouched(int number, Instant since, String body) throws IOException {
    boolean untouched =
        issue(number) instanceof Found.Present<Issue>(Issue i)
            && i.state() == Issue.State.OPEN
            && i.updatedAt().isBefore(since);
    if (untouched) {
      int said = world.oracle.reminders.said(number);
      write(
          "remind #" + number,
          () -> {
            world.issues.comment(number, World.BOT, body);
            world.oracle.reminders.arrives(number, said);
          });
    }
    return untouched;
  }

  @Override
  public boolean assignAgent(int number, String login) throws IOException {
    write("assign " + login + " to #" + number, () -> world.issues.assign(number, login));
    return true;
  }

  @Override
  public boolean hasAgentToken() {
    return world.agentToken;
  }

  /** What could not be looked at has not happened yet: that is no trouble of the pass. */
  Outside outside() {
    return new Outside() {
      @Override
      public Outside.Seen look(Happening what) throws IOException {
        boolean before = actor.trouble;
        try {
          return read("look whether " + what.words(), () -> world.outsiders.look(what));
        } finally {
          actor.trouble = before;
        }
      }

      @Override
      public Instant now() throws IOException {
        boolean before = actor.trouble;
        try {
          return HubLine.this.now();
        } finally {
          actor.trouble = before;
        }
      }
    };
  }

  @Override
  public void react(long comment, Reaction reaction) throws IOException {
    // A courtesy: that it failed is no trouble of the pass.
    boolean before = actor.trouble;
    try {
      write("react to comment " + comment + " with " + reaction, () -> {});
    } finally {
      actor.trouble = before;
    }
  }

  @Override
  public void cancelRun(long id) throws IOException {
    write(
        "cancel run " + id,
        () -> world.runs.job(id).filter(j -> !j.isOver()).ifPresent(j -> j.cancelRequested = true));
  }

  @Override
  public void ensureLabel(String name) throws IOException {
    write("ensure label " + name, () -> {});
  }

  private void write(String call, Runnable effect) throws IOException {
    line.write(call, effect);
    actor.date = Optional.of(world.clock.now());
  }
}
