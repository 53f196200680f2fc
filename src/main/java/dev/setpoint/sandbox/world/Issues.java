package dev.setpoint.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The issues and pull requests of a repository, and what people and bots do to them. */
public final class Issues {
  private final World world;
  private final Repo repo;
  private final Shelf<Integer, Issue> issues = new Shelf<>();
  private final List<IssueEvent> events = new ArrayList<>();
  private final Comments comments;
  private int lastNumber;

  Issues(World world, Repo repo) {
    this.world = world;
    this.repo = repo;
    this.comments = new Comments(world, repo, this);
  }

  public Comments comments() {
    return comments;
  }

  /** The issue as it is now, also one that is no longer here. */
  public Optional<Issue> find(int number) {
    return world.alone(() -> Optional.ofNullable(issues.get(number)));
  }

  /** The issue as it is now. */
  public Issue get(int number) {
    return find(number)
        .orElseThrow(
            () -> new IllegalArgumentException("no issue #" + number + " in " + repo.fullName()));
  }

  /** Those that are still here, pull requests included, by number. */
  public List<Issue> all() {
    return world.alone(() -> issues.all().stream().filter(Issue::isHere).toList());
  }

  /** What a list request sees: the lag applies. */
  public List<Issue> listed() {
    return world.alone(
        () -> issues.asOf(world.seenByLists()).stream().filter(Issue::isHere).toList());
  }

  public List<IssueEvent> events(int number) {
    return world.alone(
        () ->
            events.stream()
                .filter(e -> e.issue() == number && !e.at().isAfter(world.seenByLists()))
                .toList());
  }

  public Issue open(
      String author,
      String title,
      @Nullable String body,
      List<String> labels,
      List<String> assignees) {
    return open(author, title, body, labels, assignees, null);
  }

  public Issue openPull(String author, String title, @Nullable String body, Pull pull) {
    return open(author, title, body, List.of(), List.of(), pull);
  }

  private Issue open(
      String author,
      String title,
      @Nullable String body,
      List<String> labels,
      List<String> assignees,
      @Nullable Pull pull) {
    return world.alone(
        () -> {
          Instant now = world.now();
          String login = world.accounts().of(author).login();
          Issue issue =
              new Issue(
                  ++lastNumber,
                  world.nextId(),
                  login,
                  now,
                  now,
                  title,
                  body,
                  canonical(labels),
                  people(assignees),
                  new Standing.Open(false),
                  pull);
          issues.put(now, issue.number(), issue);
          issue.labels().forEach(label -> note(issue, "labeled", login, null, label));
          issue.assignees().forEach(who -> note(issue, "assigned", login, null, who));
          world.tell(new Event.IssueMoved(repo, login, "opened", issue));
          return issue;
        });
  }

  public Issue retitle(int number, String actor, String title) {
    return change(
        number,
        issue -> {
          if (issue.title().equals(title)) {
            return issue;
          }
          note(issue, "renamed", actor, null, issue.title());
          return told("edited", actor, issue.titled(title).touched(world.now()));
        });
  }

  public Issue say(int number, String actor, @Nullable String body) {
    return change(
        number,
        issue ->
            java.util.Objects.equals(issue.body(), body)
                ? issue
                : told("edited", actor, issue.saying(body).touched(world.now())));
  }

  /** Gives the issue exactly these labels. */
  public Issue label(int number, String actor, List<String> labels) {
    return change(
        number,
        issue -> {
          List<String> wanted = canonical(labels);
          Issue labelled = issue.labelled(wanted).touched(world.now());
          for (String label : wanted) {
            if (!issue.labels().contains(label)) {
              note(issue, "labeled", actor, null, label);
              told("labeled", actor, labelled);
            }
          }
          for (String label : issue.labels()) {
            if (!wanted.contains(label)) {
              note(issue, "unlabeled", actor, null, label);
              told("unlabeled", actor, labelled);
            }
          }
          return wanted.equals(issue.labels()) ? issue : labelled;
        });
  }

  /** Gives the issue exactly these assignees. */
  public Issue assign(int number, String actor, List<String> logins) {
    return change(
        number,
        issue -> {
          List<String> wanted = people(logins);
          Issue assigned = issue.assignedTo(wanted).touched(world.now());
          for (String who : wanted) {
            if (!issue.assignees().contains(who)) {
              note(issue, "assigned", actor, null, who);
              told("assigned", actor, assigned);
            }
          }
          for (String who : issue.assignees()) {
            if (!wanted.contains(who)) {
              note(issue, "unassigned", actor, null, who);
              told("unassigned", actor, assigned);
            }
          }
          return wanted.equals(issue.assignees()) ? issue : assigned;
        });
  }

  /**
   * Closes the issue, or gives a closed one another reason.
   *
   * @param reason completed, not_planned or duplicate
   */
  public Issue close(int number, String actor, String reason) {
    return change(
        number,
        issue -> {
          Instant now = world.now();
          if (issue.standing() instanceof Standing.Closed c && c.reason().equals(reason)) {
            return issue;
          }
          boolean wasOpen = issue.isOpen();
          String login = world.accounts().of(actor).login();
          Issue closed = issue.standing(new Standing.Closed(now, login, reason)).touched(now);
          note(issue, "closed", login, issue.pull() == null ? reason : null, null);
          return wasOpen ? told("closed", login, closed) : closed;
        });
  }

  public Issue reopen(int number, String actor) {
    return change(
        number,
        issue -> {
          if (issue.isOpen()) {
            return issue;
          }
          note(issue, "reopened", actor, "reopened", null);
          return told(
              "reopened", actor, issue.standing(new Standing.Open(true)).touched(world.now()));
        });
  }

  /** Deletes it for good: 410 from now on. */
  public void delete(int number, String actor) {
    change(number, issue -> told("deleted", actor, issue.standing(new Standing.Deleted())));
  }

  /** Moves it to another repository, where it gets a new number; here it redirects. */
  public Issue transfer(int number, String actor, Repo target) {
    return world.alone(
        () -> {
          Issue here = get(number);
          Issue there =
              target
                  .issues()
                  .open(here.author(), here.title(), here.body(), here.labels(), List.of());
          change(
              number,
              issue ->
                  told(
                      "transferred",
                      actor,
                      issue.standing(new Standing.Transferred(target.fullName(), there.number()))));
          return there;
        });
  }

  /** A pull request's head branch has a new tip. */
  Issue pushedTo(int number, String actor, String sha) {
    return change(
        number,
        issue -> {
          Pull pull = issue.pull();
          return pull == null
              ? issue
              : told("synchronize", actor, issue.pulling(pull.at(sha)).touched(world.now()));
        });
  }

  /** A pull request was merged: it is closed, and remembers the commit. */
  public Issue merged(int number, String actor, String sha) {
    change(
        number,
        issue -> {
          Pull pull = issue.pull();
          return pull == null ? issue : issue.pulling(pull.merged(world.now(), actor, sha));
        });
    return close(number, actor, "completed");
  }

  void touch(int number) {
    change(number, issue -> issue.touched(world.now()));
  }

  private Issue change(int number, UnaryOperator<Issue> to) {
    return world.alone(
        () -> {
          Issue before = get(number);
          Issue after = to.apply(before);
          if (!after.equals(before)) {
            issues.put(world.now(), number, after);
          }
          return after;
        });
  }

  private Issue told(String action, String actor, Issue issue) {
    world.tell(new Event.IssueMoved(repo, actor, action, issue));
    return issue;
  }

  private void note(
      Issue issue, String kind, String actor, @Nullable String reason, @Nullable String subject) {
    String login = world.accounts().of(actor).login();
    events.add(
        new IssueEvent(world.nextId(), issue.number(), kind, login, world.now(), reason, subject));
  }

  private List<String> canonical(List<String> labels) {
    return labels.stream().map(l -> repo.labels().orCreate(l).name()).distinct().toList();
  }

  private List<String> people(List<String> logins) {
    return logins.stream().map(l -> world.accounts().of(l).login()).distinct().toList();
  }
}
