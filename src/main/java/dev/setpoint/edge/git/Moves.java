package dev.setpoint.edge.git;

import dev.setpoint.history.Past;
import dev.setpoint.plan.BlockCut;
import dev.setpoint.plan.PlanId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Tells whether a commit moved a file: a plan is known again by the id in its status block,
 * anything else by its content.
 */
final class Moves {
  private final Repository repository;
  private final Past.Contents contents;

  Moves(Repository repository, Past.Contents contents) {
    this.repository = repository;
    this.contents = contents;
  }

  /** Where the file that the commit put at this path stood before; empty where it is a new one. */
  Optional<String> to(RevCommit before, RevCommit after, String path) throws IOException {
    List<DiffEntry> changes = changes(before, after);
    List<DiffEntry> gone = of(changes, DiffEntry.ChangeType.DELETE);
    Optional<DiffEntry> added =
        of(changes, DiffEntry.ChangeType.ADD).stream()
            .filter(e -> e.getNewPath().equals(path))
            .findFirst();
    if (added.isEmpty()) {
      return Optional.empty();
    }
    Optional<PlanId> id = id(added.get().getNewId());
    for (DiffEntry old : gone) {
      if (id.isPresent() && isMarkdown(old.getOldPath()) && id.equals(id(old.getOldId()))) {
        return Optional.of(old.getOldPath());
      }
    }
    return renames(changes).stream()
        .filter(e -> e.getNewPath().equals(path))
        .map(DiffEntry::getOldPath)
        .findFirst();
  }

  /** Where the commit put the file that stood at this path; empty where it removed it. */
  Optional<String> from(RevCommit before, RevCommit after, String path) throws IOException {
    List<DiffEntry> changes = changes(before, after);
    Optional<DiffEntry> gone =
        of(changes, DiffEntry.ChangeType.DELETE).stream()
            .filter(e -> e.getOldPath().equals(path))
            .findFirst();
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    Optional<PlanId> id = id(gone.get().getOldId());
    for (DiffEntry added : of(changes, DiffEntry.ChangeType.ADD)) {
      if (id.isPresent() && isMarkdown(added.getNewPath()) && id.equals(id(added.getNewId()))) {
        return Optional.of(added.getNewPath());
      }
    }
    return renames(changes).stream()
        .filter(e -> e.getOldPath().equals(path))
        .map(DiffEntry::getNewPath)
        .findFirst();
  }

  private List<DiffEntry> changes(RevCommit before, RevCommit after) throws IOException {
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(before.getTree());
      walk.addTree(after.getTree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      return DiffEntry.scan(walk);
    }
  }

  private List<DiffEntry> renames(List<DiffEntry> changes) throws IOException {
    RenameDetector detector = new RenameDetector(repository);
    detector.addAll(
        changes.stream()
            .filter(
                e ->
                    e.getChangeType() == DiffEntry.ChangeType.ADD
                        || e.getChangeType() == DiffEntry.ChangeType.DELETE)
            .toList());
    List<DiffEntry> renames = new ArrayList<>();
    try {
      for (DiffEntry entry : detector.compute()) {
        if (entry.getChangeType() == DiffEntry.ChangeType.RENAME) {
          renames.add(entry);
        }
      }
    } catch (MissingObjectException e) {
      // A partial clone lacks contents to compare: what has no status block is a new file then.
      return List.of();
    }
    return renames;
  }

  private Optional<PlanId> id(AbbreviatedObjectId blob) throws IOException {
    return BlockCut.of(contents.of(blob.name())).flatMap(c -> c.block().plan());
  }

  private static List<DiffEntry> of(List<DiffEntry> changes, DiffEntry.ChangeType type) {
    return changes.stream().filter(e -> e.getChangeType() == type).toList();
  }

  private static boolean isMarkdown(String path) {
    return path.endsWith(".md");
  }
}
