package dev.setpoint.edge.git;

import static org.eclipse.jgit.lib.Constants.R_HEADS;

import dev.setpoint.job.CommitId;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.sync.PlanBranch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/**
 * Writes the plan branch: one commit on the tip that was read, with the claims' outcomes or not at
 * all.
 */
final class GitPlanBranch implements PlanBranch {
  private static final String DOING = "write the plans to";

  private final Remote remote;
  private final LocalObjects objects;
  private final Commits commits;
  private final Supplier<String> branch;

  GitPlanBranch(Remote remote, LocalObjects objects, Commits commits, Supplier<String> branch) {
    this.remote = remote;
    this.objects = objects;
    this.commits = commits;
    this.branch = branch;
  }

  @Override
  public Pushed push(
      CommitId parent, Map<PlanPath, byte[]> edits, String message, List<RefChange> outcomes)
      throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    edits.forEach((path, content) -> contents.put(path.value(), content));
    ObjectId tip = ObjectId.fromString(parent.hex());
    Optional<ObjectId> commit =
        contents.isEmpty() ? Optional.empty() : commits.plan(tip, contents, message);

    List<RemoteRefUpdate> updates =
        new ArrayList<>(Updates.of(objects, outcomes, commits.claims(outcomes)));
    if (commit.isPresent()) {
      updates.add(Updates.one(objects, R_HEADS + branch.get(), tip, commit.get()));
    }
    Optional<CommitId> made = commit.map(id -> new CommitId(id.name()));
    return updates.isEmpty() ? new Pushed.Done(made) : push(updates, made);
  }

  private Pushed push(List<RemoteRefUpdate> updates, Optional<CommitId> made) throws IOException {
    Witness witness = new Witness();
    try {
      PushResult result = remote.push(witness, updates, updates.size() > 1);
      return judge(updates, made, result);
    } catch (IOException e) {
      GitTrouble trouble = remote.trouble(DOING, witness, e);
      if (trouble.forbidden()) {
        return new Pushed.Refused(trouble.sentence());
      }
      if (String.valueOf(e.getMessage()).contains("tomic push")) {
        return new Pushed.Refused(
            remote.url()
                + " cannot change several refs in one atomic push, which Setpoint needs to keep"
                + " plans and claims together: update the git server (git 2.4 or newer can)");
      }
      if (landed(updates)) {
        return new Pushed.Done(made);
      }
      throw trouble;
    }
  }

  private Pushed judge(List<RemoteRefUpdate> updates, Optional<CommitId> made, PushResult result) {
    boolean raced = false;
    for (RemoteRefUpdate update : updates) {
      switch (Rejection.of(update)) {
        case FORBIDDEN -> {
          return new Pushed.Refused(
              "the server does not let Setpoint write "
                  + update.getRemoteName()
                  + ": "
                  + Rejection.words(update, result));
        }
        case RACE -> raced = true;
        case NONE -> {}
      }
    }
    return raced ? new Pushed.Raced() : new Pushed.Done(made);
  }

  /** Reads back after a push without an answer: atomic, so one ref that is ours tells of all. */
  private boolean landed(List<RemoteRefUpdate> updates) throws IOException {
    List<String> names = updates.stream().map(RemoteRefUpdate::getRemoteName).toList();
    Listed now = remote.fetch(DOING, names, listed -> List.of());
    return updates.stream().anyMatch(update -> isOurs(update, now));
  }

  private static boolean isOurs(RemoteRefUpdate update, Listed now) {
    Optional<ObjectId> tip = now.tip(update.getRemoteName());
    return update.isDelete() ? tip.isEmpty() : tip.equals(Optional.of(update.getNewObjectId()));
  }
}
