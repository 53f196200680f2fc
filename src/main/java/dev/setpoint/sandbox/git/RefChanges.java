package dev.setpoint.sandbox.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.RefDirectory;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Makes, moves, deletes and packs the refs of one repository. Called under the store's lock. */
final class RefChanges {
  private final Repository repository;
  private int loose;

  RefChanges(Repository repository) {
    this.repository = repository;
  }

  GitStore.Outcome create(String ref, String sha) throws IOException {
    if (!ObjectId.isId(sha) || !repository.getObjectDatabase().has(ObjectId.fromString(sha))) {
      return GitStore.Outcome.NO_SUCH_OBJECT;
    }
    if (repository.exactRef(ref) != null) {
      return GitStore.Outcome.EXISTS;
    }
    move(ref, null, ObjectId.fromString(sha));
    tidy(1);
    return GitStore.Outcome.DONE;
  }

  GitStore.Outcome update(String ref, String sha, boolean force) throws IOException {
    Ref there = repository.exactRef(ref);
    if (there == null) {
      return GitStore.Outcome.MISSING;
    }
    if (!ObjectId.isId(sha) || !repository.getObjectDatabase().has(ObjectId.fromString(sha))) {
      return GitStore.Outcome.NO_SUCH_OBJECT;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit from = walk.parseCommit(there.getObjectId());
      RevCommit to = walk.parseCommit(ObjectId.fromString(sha));
      if (!force && !walk.isMergedInto(from, to)) {
        return GitStore.Outcome.NOT_FAST_FORWARD;
      }
    }
    move(ref, there.getObjectId(), ObjectId.fromString(sha));
    return GitStore.Outcome.DONE;
  }

  GitStore.Outcome delete(String ref) throws IOException {
    if (repository.exactRef(ref) == null) {
      return GitStore.Outcome.MISSING;
    }
    RefUpdate update = repository.updateRef(ref);
    update.setForceUpdate(true);
    update.delete();
    return GitStore.Outcome.DONE;
  }

  void move(String ref, @Nullable ObjectId from, ObjectId to) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : from);
    update.setNewObjectId(to);
    update.setForceUpdate(true);
    update.disableRefLog();
    RefUpdate.Result result = update.update();
    switch (result) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
      default -> throw new IOException("moving " + ref + ": " + result);
    }
  }

  /** Packs the refs now and then: with thousands of loose ones each look at them takes long. */
  void tidy(int changedRefs) throws IOException {
    loose += changedRefs;
    if (loose > 100 && repository.getRefDatabase() instanceof RefDirectory directory) {
      List<String> names = new ArrayList<>();
      for (Ref ref : directory.getRefsByPrefix("refs/")) {
        if (!ref.isSymbolic() && ref.getStorage().isLoose()) {
          names.add(ref.getName());
        }
      }
      directory.pack(names);
      loose = 0;
    }
  }
}
