package dev.setpoint.execute;

import dev.setpoint.diff.Command;
import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Marker;
import dev.setpoint.job.Opened;
import dev.setpoint.job.Phase;
import dev.setpoint.job.RefChange;
import dev.setpoint.read.WorkflowFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Creates jobs, each behind its claim: claim, one POST, record. Claims of a batch are one push that
 * is not atomic; a dispatch without a guard is claimed by itself, right before its POST.
 */
final class Starts {
  private final Tools tools;
  private final Records records;
  private boolean stopped;

  Starts(Tools tools, Records records) {
    this.tools = tools;
    this.records = records;
  }

  List<Done> all(List<Command.Start> starts) {
    List<Done> done = new ArrayList<>();
    List<Command.Start> together = new ArrayList<>();
    List<Command.Start> alone = new ArrayList<>();
    starts.forEach(s -> (isUnguarded(s) ? alone : together).add(s));
    done.addAll(batch(together));
    alone.forEach(s -> done.addAll(batch(List.of(s))));
    return done;
  }

  /** A first claim of this key, not pushed yet. */
  Claim fresh(ClaimKey key, Claim.Facts facts, Instant now) {
    return Claim.first(key, facts, tools.nonces().get(), now, tools.who());
  }

  private static boolean isUnguarded(Command.Start start) {
    return switch (start.draft()) {
      case Command.Draft.RunDraft run -> !run.guarded();
      case Command.Draft.IssueDraft issue -> false;
    };
  }

  private List<Done> batch(List<Command.Start> starts) {
    if (starts.isEmpty()) {
      return List.of();
    }
    if (stopped || tools.budget().isSpent()) {
      return starts.stream().map(Starts::held).toList();
    }
    List<Claim> wanted;
    try {
      Instant now = tools.hands().now();
      wanted = starts.stream().map(s -> claim(s, now)).toList();
    } catch (IOException e) {
      stopped = true;
      return unclear(starts, e);
    }
    try {
      ensureLabels(starts);
    } catch (IOException e) {
      // Who may not write issues may still start workflows.
      return unclear(starts, e);
    }
    List<ClaimStore.Answer> answers =
        tools.claims().push(wanted.stream().map(Claim::change).toList());
    List<Done> done = new ArrayList<>();
    List<RefChange> releases = new ArrayList<>();
    List<Born> made = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      Optional<CommitId> held = records.holds(wanted.get(i), answers.get(i));
      if (held.isEmpty()) {
        done.add(
            Done.of(
                starts.get(i), Records.resultOf(answers.get(i)), Records.wordsOf(answers.get(i))));
      } else {
        done.add(create(starts.get(i), wanted.get(i).at(held.get()), made, releases));
      }
    }
    Map<ClaimKey, Opened> opened = record(made, releases);
    for (int i = 0; i < done.size(); i++) {
      Done its = done.get(i);
      done.set(
          i, Optional.ofNullable(opened.get(starts.get(i).key())).map(its::withOpened).orElse(its));
    }
    return done;
  }

  /**
   * What is to be recorded of an attempt.
   *
   * @param issue as GitHub showed it, if one was created
   * @param known whether GitHub's answer left nothing to be looked up
   */
  private record Born(Claim claim, Optional<Issue> issue, boolean known) {}

  private static List<Done> unclear(List<Command.Start> starts, IOException e) {
    String said = String.valueOf(e.getMessage());
    return starts.stream().map(s -> Done.of(s, Done.Result.UNCLEAR, said)).toList();
  }

  private Claim claim(Command.Start start, Instant now) {
    return start
        .previous()
        .map(p -> p.takenOver(start.facts(), tools.nonces().get(), now, tools.who()))
        .orElseGet(() -> fresh(start.key(), start.facts(), now));
  }

  // GitHub leaves out silently what does not exist.
  private void ensureLabels(List<Command.Start> starts) throws IOException {
    Set<String> labels = new LinkedHashSet<>();
    for (Command.Start start : starts) {
      if (start.draft() instanceof Command.Draft.IssueDraft issue) {
        labels.addAll(issue.newLabels());
      }
    }
    for (String label : labels) {
      tools.hands().ensureLabel(label);
    }
  }

  private Done create(Command.Start start, Claim claim, List<Born> made, List<RefChange> releases) {
    if (stopped || tools.budget().isSpent()) {
      release(claim, releases);
      return held(start);
    }
    tools.budget().spend();
    Hands.Created created = post(start, claim);
    return switch (created) {
      case Hands.Created.Made m -> {
        Optional<JobLink> job = m.job().map(id -> new JobLink(id, m.url()));
        job.ifPresent(
            j -> {
              Phase bound = new Phase.Bound(j, claim.at(), String.join(", ", m.dropped()));
              boolean known = m.issue().isPresent() || j.id() instanceof JobId.Run;
              made.add(new Born(claim.in(bound), m.issue(), known));
            });
        yield new Done(
            start, Done.Result.DONE, job.map(j -> "opened " + j).orElse("accepted"), job);
      }
      case Hands.Created.Refused r -> {
        Phase refused = new Phase.Refused(r.status(), r.reason(), blob(start));
        made.add(new Born(claim.in(refused), Optional.empty(), false));
        yield Done.of(start, Done.Result.REFUSED, r.reason());
      }
      case Hands.Created.Limited l -> {
        stopped = true;
        release(claim, releases);
        yield Done.of(
            start,
            Done.Result.HELD,
            "GitHub's rate limit; free again in " + l.retryAfter().toSeconds() + " s");
      }
      // It may have been done: the claim stays, and evidence or the grace decides. Never repeated.
      case Hands.Created.Unclear u -> Done.of(start, Done.Result.UNCLEAR, u.reason());
    };
  }

  private Hands.Created post(Command.Start start, Claim claim) {
    return switch (start.draft()) {
      case Command.Draft.IssueDraft i ->
          tools
              .hands()
              .createIssue(
                  i.title(),
                  Marker.wrap(claim.key().path(), claim.newestNonce(), i.text(), i.region()),
                  i.labels(),
                  i.assignees());
      case Command.Draft.RunDraft r -> {
        Map<String, String> inputs = new LinkedHashMap<>(r.inputs());
        inputs.put(WorkflowFile.KEY_INPUT, claim.key().path() + "/" + claim.newestNonce());
        yield tools.hands().dispatch(r.workflow(), r.ref(), inputs);
      }
    };
  }

  private static String blob(Command.Start start) {
    return start.draft() instanceof Command.Draft.RunDraft r ? r.blob() : "";
  }

  // Nothing was created for it: a first claim disappears, a takeover waits for the grace once more.
  private static void release(Claim claim, List<RefChange> releases) {
    if (claim.nonces().size() == 1) {
      releases.add(RefChange.delete(claim.key().ref(), claim.commit().orElseThrow()));
    }
  }

  // A record that does not land is no harm: the evidence binds the claim in a later pass.
  private Map<ClaimKey, Opened> record(List<Born> made, List<RefChange> releases) {
    List<RefChange> changes = new ArrayList<>();
    made.forEach(b -> changes.add(b.claim().change()));
    changes.addAll(releases);
    Map<ClaimKey, Opened> opened = new HashMap<>();
    if (changes.isEmpty()) {
      return opened;
    }
    List<ClaimStore.Answer> answers = tools.claims().push(changes);
    for (int i = 0; i < made.size(); i++) {
      Born born = made.get(i);
      if (born.known() && answers.get(i) instanceof ClaimStore.Answer.Done(CommitId commit)) {
        opened.put(born.claim().key(), new Opened(born.claim().at(commit), born.issue()));
      }
    }
    return opened;
  }

  private static Done held(Command.Start start) {
    return Done.of(start, Done.Result.HELD, "the pass stopped before this; the next one goes on");
  }
}
