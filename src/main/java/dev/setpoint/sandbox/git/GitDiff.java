package dev.setpoint.sandbox.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** What lies between two commits: the changed files, and the tree of a merge. */
public final class GitDiff {
  private GitDiff() {}

  /**
   * One changed file.
   *
   * @param status added, removed, modified or renamed
   * @param before its former path
   * @param patch the hunks, without the file header
   */
  public record Entry(
      String path,
      String before,
      String status,
      String blob,
      int additions,
      int deletions,
      String patch) {}

  /** What the head changed since it left the base. */
  public static List<Entry> since(GitStore store, String base, String head) {
    return store.alone(
        () -> {
          Repository repository = store.repository();
          try (RevWalk walk = new RevWalk(repository);
              ByteArrayOutputStream out = new ByteArrayOutputStream();
              DiffFormatter formatter = new DiffFormatter(out)) {
            RevCommit theirs = walk.parseCommit(repository.resolve(base));
            RevCommit ours = walk.parseCommit(ObjectId.fromString(head));
            formatter.setRepository(repository);
            formatter.setDetectRenames(true);
            RevCommit from = mergeBase(repository, theirs, ours).orElse(theirs);
            List<Entry> entries = new ArrayList<>();
            for (DiffEntry entry : formatter.scan(from.getTree(), ours.getTree())) {
              out.reset();
              formatter.format(entry);
              entries.add(entry(entry, formatter, out.toString(StandardCharsets.UTF_8)));
            }
            return entries;
          }
        });
  }

  /** Merges the head into the branch with a merge commit; empty when they conflict. */
  static Optional<ObjectId> mergedTree(Repository repository, ObjectId base, ObjectId head)
      throws IOException {
    ThreeWayMerger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
    return merger.merge(base, head) ? Optional.of(merger.getResultTreeId()) : Optional.empty();
  }

  private static Optional<RevCommit> mergeBase(Repository repository, RevCommit a, RevCommit b)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(a));
      walk.markStart(walk.parseCommit(b));
      RevCommit base = walk.next();
      return base == null ? Optional.empty() : Optional.of(walk.parseCommit(base));
    }
  }

  private static Entry entry(DiffEntry entry, DiffFormatter formatter, String text)
      throws IOException {
    int added = 0;
    int removed = 0;
    for (Edit edit : formatter.toFileHeader(entry).toEditList()) {
      added += edit.getLengthB();
      removed += edit.getLengthA();
    }
    boolean gone = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
    String status =
        switch (entry.getChangeType()) {
          case ADD, COPY -> "added";
          case DELETE -> "removed";
          case MODIFY -> "modified";
          case RENAME -> "renamed";
        };
    int hunk = text.indexOf("@@");
    return new Entry(
        gone ? entry.getOldPath() : entry.getNewPath(),
        entry.getOldPath(),
        status,
        (gone ? entry.getOldId() : entry.getNewId()).name(),
        added,
        removed,
        hunk < 0 ? "" : text.substring(hunk).stripTrailing());
  }
}
