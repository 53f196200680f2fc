package dev.setpoint.execute;

import dev.setpoint.diff.Command;
import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Marker;
import dev.setpoint.job.Phase;
import dev.setpoint.job.RefChange;
import dev.setpoint.read.WorkflowFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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
    List<Claim> made = new ArrayList<>();
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
    record(made, releases);
    return done;
  }

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

  private Done create(
      Command.Start start, Claim claim, List<Claim> made, List<RefChange> releases) {
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
            j ->
                made.add(claim.in(new Phase.Bound(j, claim.at(), String.join(", ", m.dropped())))));
        yield new Done(
            start, Done.Result.DONE, job.map(j -> "opened " + j).orElse("accepted"), job);
      }
      case Hands.Created.Refused r -> {
        made.add(claim.in(new Phase.Refused(r.status(), r.reason(), blob(start))));
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
  private void record(List<Claim> made, List<RefChange> releases) {
    List<RefChange> changes = new ArrayList<>(releases);
    made.forEach(c -> changes.add(c.change()));
    if (!changes.isEmpty()) {
      List<ClaimStore.Answer> ignored = tools.claims().push(changes);
      assert ignored.size() == changes.size();
    }
  }

  private static Done held(Command.Start start) {
    return Done.of(start, Done.Result.HELD, "the pass stopped before this; the next one goes on");
  }
}
