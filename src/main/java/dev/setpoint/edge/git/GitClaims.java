package dev.setpoint.edge.git;

import dev.setpoint.execute.ClaimStore;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Ref;
import dev.setpoint.job.RefChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;

/** Writes claims: each ref by compare-and-set, all in one push, none depending on another. */
final class GitClaims implements ClaimStore {
  private final Remote remote;
  private final LocalObjects objects;
  private final Commits commits;

  GitClaims(Remote remote, LocalObjects objects, Commits commits) {
    this.remote = remote;
    this.objects = objects;
    this.commits = commits;
  }

  @Override
  public List<Answer> push(List<RefChange> changes) {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<RemoteRefUpdate> updates;
    try {
      updates = Updates.of(objects, changes, commits.claims(changes));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make commits in the temporary directory", e);
    }
    Witness witness = new Witness();
    try {
      bringExpected(updates);
      PushResult result = remote.push(witness, updates, false);
      return updates.stream().map(update -> answer(update, result)).toList();
    } catch (IOException e) {
      GitTrouble trouble =
          e instanceof GitTrouble already ? already : remote.trouble("write claims to", witness, e);
      return updates.stream().map(update -> unanswered(update, trouble)).toList();
    }
  }

  /** A push that goes forward can only be judged here with the old commit at hand. */
  private void bringExpected(List<RemoteRefUpdate> updates) throws IOException {
    List<String> unknown = new ArrayList<>();
    for (RemoteRefUpdate update : updates) {
      ObjectId old = update.getExpectedOldObjectId();
      if (!update.isDelete() && !old.equals(ObjectId.zeroId()) && !objects.has(old)) {
        unknown.add(update.getRemoteName());
      }
    }
    if (!unknown.isEmpty()) {
      look(unknown);
    }
  }

  private static Answer answer(RemoteRefUpdate update, PushResult result) {
    return switch (Rejection.of(update)) {
      case NONE -> new Answer.Done(commit(update));
      case RACE -> new Answer.Lost(Rejection.words(update, result));
      case FORBIDDEN -> new Answer.Refused(Rejection.words(update, result));
    };
  }

  /**
   * The connection broke: what was turned down before anything was sent is certain all the same.
   */
  private static Answer unanswered(RemoteRefUpdate update, GitTrouble trouble) {
    Status status = update.getStatus();
    if (status == Status.REJECTED_REMOTE_CHANGED
        || status == Status.REJECTED_NONFASTFORWARD
        || status == Status.NON_EXISTING) {
      return new Answer.Lost("the ref was not what was expected");
    }
    return trouble.forbidden()
        ? new Answer.Refused(trouble.sentence())
        : new Answer.Unclear(commit(update), trouble.sentence());
  }

  /** What the ref points at afterwards; for a deletion, what it pointed at. */
  private static CommitId commit(RemoteRefUpdate update) {
    ObjectId id = update.isDelete() ? update.getExpectedOldObjectId() : update.getNewObjectId();
    return new CommitId(id.name());
  }

  @Override
  public Optional<Ref> read(String name) throws IOException {
    Optional<ObjectId> tip = look(List.of(name)).tip(name);
    if (tip.isEmpty()) {
      return Optional.empty();
    }
    try (Contents contents = objects.contents()) {
      return Optional.of(GitPlans.ref(contents, name, tip.get()));
    }
  }

  private Listed look(List<String> names) throws IOException {
    return remote.fetch(
        "read claims from",
        names,
        listed -> names.stream().flatMap(name -> listed.tip(name).stream()).toList());
  }
}
