package dev.setpoint.read;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Marker;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Run;
import dev.setpoint.job.Sighting;
import dev.setpoint.job.Started;
import dev.setpoint.job.Wish;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the jobs that claims speak of, with as few requests as that takes: one list of open
 * issues, one page of runs, and a read by id for whatever no list shows as unfinished. What is over
 * and final is not looked at again.
 */
final class Look {
  /** Reading up to this many runs by id costs no more than a page of the list does. */
  private static final int FEW_RUNS = 2;

  private static final Duration MARGIN = Duration.ofSeconds(60);

  /**
   * Where something was said more recently than this, comments are read: once a day is more often
   * than any sweep comes.
   */
  private static final Duration FRESH = Duration.ofHours(24);

  /** Reading the comments of up to this many issues costs less than those of the repository. */
  private static final int FEW_ISSUES = 2;

  private final JobSource source;
  private final Ledger ledger;
  private final String label;
  private final Set<Integer> heard;

  private Look(JobSource source, Ledger ledger, String label, Set<Integer> heard) {
    this.source = source;
    this.ledger = ledger;
    this.label = label;
    this.heard = heard;
  }

  /**
   * Reads; a read that fails throws, it is never an empty one.
   *
   * @param heard issues that an event says were commented on; looked at only if they are jobs
   */
  static Jobs at(
      JobSource source, Ledger ledger, String label, List<Wish> wishes, Set<Integer> heard)
      throws IOException {
    return new Look(source, ledger, label, heard).jobs(wishes);
  }

  private Jobs jobs(List<Wish> wishes) throws IOException {
    Wanted wanted = new Wanted();
    for (Claim claim : ledger.attempts().values()) {
      wanted.add(claim);
    }
    List<Issue> open = wanted.issueList ? source.openIssues(label) : List.of();
    Map<Integer, Sighting<Issue>> issues = issues(wanted, open);
    Map<Long, Sighting<Run>> runs = runs(wanted);
    List<Jobs.Order> orders = orders(wanted, open, issues);
    for (long named : Orders.runs(orders)) {
      if (!runs.containsKey(named)) {
        runs.put(named, byId(source.run(named)));
      }
    }
    for (Wish wish : wishes) {
      if (wish instanceof Wish.Bind bind) {
        switch (bind.job().id()) {
          case JobId.Issue(int number) -> issues.put(number, byId(source.issue(number)));
          case JobId.Run(long id) -> runs.put(id, byId(source.run(id)));
        }
      }
    }
    return new Jobs(issues, runs, open, evidence(wanted), orders);
  }

  private Map<Integer, Sighting<Issue>> issues(Wanted wanted, List<Issue> open) throws IOException {
    Map<Integer, Issue> listed =
        open.stream().collect(Collectors.toMap(Issue::number, Function.identity(), (a, b) -> a));
    Map<Integer, Sighting<Issue>> seen = new HashMap<>();
    for (int number : wanted.openIssues) {
      Issue issue = listed.get(number);
      seen.put(number, issue != null ? new Sighting.Listed<>(issue) : byId(source.issue(number)));
    }
    for (int number : wanted.endedIssues) {
      if (listed.containsKey(number) || wanted.blockingIssues.contains(number)) {
        seen.put(number, byId(source.issue(number)));
      }
    }
    // Of what GitHub made twice, the one that is recorded tells whether the other is ours too.
    for (Issue issue : open) {
      Integer first = wanted.known.contains(issue.number()) ? null : wanted.recorded(issue);
      if (first != null && !seen.containsKey(first)) {
        seen.put(first, byId(source.issue(first)));
      }
    }
    return seen;
  }

  private Map<Long, Sighting<Run>> runs(Wanted wanted) throws IOException {
    Map<Long, Run> listed = new HashMap<>();
    if (wanted.openRuns.size() > FEW_RUNS) {
      source.recentDispatches().forEach(r -> listed.put(r.id(), r));
    }
    Map<Long, Sighting<Run>> seen = new HashMap<>();
    for (long id : wanted.openRuns) {
      Run run = listed.get(id);
      if (run != null && run.isUnfinished()) {
        seen.put(id, new Sighting.Listed<>(run));
      } else {
        seen.put(id, byId(source.run(id)));
      }
    }
    for (long id : wanted.endedRuns) {
      seen.put(id, byId(source.run(id)));
    }
    return seen;
  }

  // Of issues that ask something every comment counts, of the others what was said lately. A list
  // that lags behind misses nothing that an event names.
  private List<Jobs.Order> orders(
      Wanted wanted, List<Issue> open, Map<Integer, Sighting<Issue>> issues) throws IOException {
    Set<Integer> all = new TreeSet<>();
    Set<Integer> lately = new TreeSet<>();
    Instant from = source.serverTime().map(t -> t.minus(FRESH)).orElse(Instant.MAX);
    for (Issue issue : open) {
      if (issue.comments() > 0 && wanted.asking.contains(issue.number())) {
        all.add(issue.number());
      } else if (isTalkedAbout(issue, from) && wanted.known.contains(issue.number())) {
        lately.add(issue.number());
      }
    }
    for (int number : wanted.endedIssues) {
      if (issues.get(number) instanceof Sighting.ById<Issue>(Issue issue)
          && isTalkedAbout(issue, from)) {
        lately.add(number);
      }
    }
    heard.stream().filter(wanted.known::contains).forEach(all::add);
    lately.removeAll(all);
    List<JobSource.Comment> comments = new ArrayList<>();
    if (lately.size() > FEW_ISSUES) {
      source.commentsSince(from).stream()
          .filter(c -> lately.contains(c.issue()))
          .forEach(comments::add);
    } else {
      all.addAll(lately);
    }
    for (int number : all) {
      comments.addAll(source.comments(number));
    }
    return comments.isEmpty() ? List.of() : new Orders(source, wanted.causes).in(comments);
  }

  private static boolean isTalkedAbout(Issue issue, Instant from) {
    return issue.comments() > 0 && !issue.updatedAt().isBefore(from);
  }

  private Optional<Jobs.Evidence> evidence(Wanted wanted) throws IOException {
    if (wanted.unrecorded.isEmpty()) {
      return Optional.empty();
    }
    Instant since =
        wanted.unrecorded.stream()
            .map(Claim::at)
            .min(Instant::compareTo)
            .orElseThrow()
            .minus(MARGIN);
    boolean anyIssue = wanted.unrecorded.stream().anyMatch(c -> c.facts().workflow().isEmpty());
    boolean anyRun = wanted.unrecorded.stream().anyMatch(c -> !c.facts().workflow().isEmpty());
    String bot = source.botLogin();
    Optional<Instant> before = source.serverTime();
    List<Issue> issues = anyIssue ? source.issuesBy(bot, since) : List.of();
    Optional<Instant> between = before.or(source::serverTime);
    List<Run> runs = anyRun ? source.dispatchesSince(since) : List.of();
    Optional<Instant> at = between.or(source::serverTime);
    return Optional.of(new Jobs.Evidence(bot, since, at, issues, runs));
  }

  private static <T> Sighting<T> byId(Found<T> found) {
    return switch (found) {
      case Found.Present<T> p -> new Sighting.ById<>(p.value());
      case Found.Vanished<T> v -> new Sighting.Vanished<>(v.reason());
    };
  }

  /** Which jobs must be looked at, and how. */
  private final class Wanted {
    final Set<Integer> openIssues = new TreeSet<>();
    final Set<Integer> endedIssues = new TreeSet<>();
    final Set<Integer> blockingIssues = new TreeSet<>();
    final Set<Long> openRuns = new TreeSet<>();
    final Set<Long> endedRuns = new TreeSet<>();
    final Set<Integer> asking = new TreeSet<>();
    final List<Claim> unrecorded = new ArrayList<>();
    final Set<Integer> known = new HashSet<>();
    final Map<String, Integer> numbers = new HashMap<>();
    final Set<String> causes = new HashSet<>();
    boolean issueList;

    /** The issue that is recorded for the attempt that this one's marker names. */
    @Nullable Integer recorded(Issue issue) {
      return Marker.in(issue.body()).map(m -> numbers.get(m.path())).orElse(null);
    }

    void add(Claim claim) {
      causes.add(claim.facts().cause());
      if (claim.phase().knownJob().orElse(null)
          instanceof JobLink(JobId.Issue(int n), String url)) {
        known.add(n);
        numbers.put(claim.key().path(), n);
      }
      if (claim.isFolded()) {
        return;
      }
      Optional<Started> taken = ledger.startedBy(claim.key());
      boolean late = ledger.startedAfterWithdrawal(claim).isPresent();
      if (claim.phase().mayBeOpen() || ledger.tookAnotherRun(claim) || late) {
        taken.ifPresent(t -> openRuns.add(t.run()));
      }
      switch (claim.phase()) {
        case Phase.Claimed c -> unrecorded.add(claim);
        case Phase.Parked p -> unrecorded.add(claim);
        case Phase.Bound b -> open(claim, b.job().id());
        case Phase.Stopping s -> s.job().ifPresent(j -> stopping(claim, j.id()));
        case Phase.Settled s -> s.job().ifPresent(j -> ended(claim, s, j.id()));
        case Phase.Refused r -> {}
      }
    }

    private void open(Claim claim, JobId job) {
      switch (job) {
        case JobId.Issue(int number) -> {
          openIssues.add(number);
          issueList = true;
          if (claim.key().step().isAsk()) {
            asking.add(number);
          }
        }
        case JobId.Run(long id) -> openRuns.add(id);
      }
    }

    // Whether a person took it up again is read by id.
    private void stopping(Claim claim, JobId job) {
      if (job instanceof JobId.Issue(int number)) {
        endedIssues.add(number);
        blockingIssues.add(number);
      } else {
        open(claim, job);
      }
    }

    // A person may reopen an issue or run a failed run again; what succeeded as a run stays so.
    private void ended(Claim claim, Phase.Settled end, JobId job) {
      boolean latest =
          ledger
              .latest(claim.key().plan(), claim.key().step())
              .filter(c -> c.key().equals(claim.key()))
              .isPresent();
      // An earlier question that somebody opens again is one more place to answer in.
      boolean open = latest || claim.key().step().isAsk();
      if (!open || end.outcome() == Outcome.WITHDRAWN) {
        return;
      }
      switch (job) {
        case JobId.Issue(int number) -> {
          endedIssues.add(number);
          issueList = true;
          if (end.outcome() == Outcome.CANCELLED && !claim.key().step().isAsk()) {
            blockingIssues.add(number);
          }
        }
        case JobId.Run(long id) -> {
          if (end.outcome() != Outcome.DONE) {
            endedRuns.add(id);
          }
        }
      }
    }
  }
}
