package dev.setpoint.edge.git;

import dev.setpoint.job.RefChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** Ref changes in JGit's words: compare-and-set, never forced. */
final class Updates {
  private Updates() {}

  /**
   * One update for each change, in order.
   *
   * @param made the new commit of each ref, the zero id for a deletion
   */
  static List<RemoteRefUpdate> of(
      LocalObjects objects, List<RefChange> changes, Map<String, ObjectId> made)
      throws IOException {
    List<RemoteRefUpdate> updates = new ArrayList<>();
    for (RefChange change : changes) {
      ObjectId expected =
          change.expected().map(c -> ObjectId.fromString(c.hex())).orElse(ObjectId.zeroId());
      ObjectId commit = made.getOrDefault(change.name(), ObjectId.zeroId());
      updates.add(one(objects, change.name(), expected, commit));
    }
    return updates;
  }

  @SuppressWarnings("NullAway") // JGit deletes where there is no source and tracks where named
  static RemoteRefUpdate one(LocalObjects objects, String name, ObjectId expected, ObjectId commit)
      throws IOException {
    boolean delete = commit.equals(ObjectId.zeroId());
    return new RemoteRefUpdate(
        objects.repository(),
        delete ? null : commit.name(),
        delete ? null : commit,
        name,
        false,
        null,
        expected);
  }
}
