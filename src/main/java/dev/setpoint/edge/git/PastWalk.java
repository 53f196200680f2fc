package dev.setpoint.edge.git;

import dev.setpoint.history.Past;
import dev.setpoint.history.Revision;
import dev.setpoint.job.CommitId;
import dev.setpoint.plan.BlockCut;
import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.PlanPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Walks a branch back along one line: what the branch itself held, commit by commit. Of a merge it
 * follows the parent that the status block came from, whichever way round somebody merged; the
 * other side is asked for its authors only.
 */
final class PastWalk {
  private static final int MOST_AUTHORS = 20;
  private static final int MESSAGE_LIMIT = 64 * 1024;

  private final Repository repository;
  private final RevWalk walk;
  private final Past.Contents contents;
  private final Moves moves;
  private boolean cut;

  /**
   * Makes ready.
   *
   * @param contents reads a blob by its id
   */
  PastWalk(Repository repository, RevWalk walk, Past.Contents contents) {
    this.repository = repository;
    this.walk = walk;
    this.contents = contents;
    this.moves = new Moves(repository, contents);
  }

  /** Whether the walk ended where a shallow clone was cut off. */
  boolean cut() {
    return cut;
  }

  /** A commit and what stands at the path in it; the zero id for nothing. */
  private record Place(RevCommit commit, String path, ObjectId blob) {
    boolean isEmpty() {
      return blob.equals(ObjectId.zeroId());
    }
  }

  /** Every commit that changed what stands at the path, oldest first. */
  List<Revision> of(RevCommit tip, PlanPath path) throws IOException {
    Set<ObjectId> shallow = new HashSet<>(repository.getObjectDatabase().getShallowCommits());
    List<Revision> newestFirst = new ArrayList<>();
    try (ObjectReader reader = repository.newObjectReader()) {
      Place at = place(reader, tip, path.value());
      while (true) {
        if (at.commit().getParentCount() == 0) {
          if (!at.isEmpty()) {
            newestFirst.add(revision(at, Optional.empty(), List.of()));
            cut = shallow.contains(at.commit());
          }
          return newestFirst.reversed();
        }
        Place before = followed(reader, at);
        if (before.blob().equals(at.blob())) {
          at = before;
        } else if (before.isEmpty()) {
          Optional<String> from = moves.to(before.commit(), at.commit(), at.path());
          newestFirst.add(revision(at, from, others(at, before)));
          at = from.isPresent() ? place(reader, before.commit(), from.get()) : before;
        } else {
          newestFirst.add(revision(at, Optional.empty(), others(at, before)));
          at = before;
        }
      }
    }
  }

  /**
   * Where a file that is gone from the tip was moved to, on and on; the path itself where it was
   * simply removed; empty where it never was.
   */
  Optional<PlanPath> movedFrom(RevCommit tip, PlanPath path) throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      Place at = place(reader, tip, path.value());
      while (at.isEmpty() && at.commit().getParentCount() > 0) {
        Place before = followed(reader, at);
        if (!before.isEmpty()) {
          Optional<String> to = moves.from(before.commit(), at.commit(), at.path());
          if (to.isEmpty()) {
            return Optional.of(path);
          }
          PlanPath next = new PlanPath(to.get());
          return place(reader, tip, to.get()).isEmpty()
              ? movedFrom(tip, next).or(() -> Optional.of(next))
              : Optional.of(next);
        }
        at = before;
      }
      return at.isEmpty() ? Optional.empty() : Optional.of(path);
    }
  }

  private Place followed(ObjectReader reader, Place at) throws IOException {
    Place first = place(reader, parent(at.commit(), 0), at.path());
    if (at.commit().getParentCount() == 1 || first.blob().equals(at.blob())) {
      return first;
    }
    BlockSeen block = block(at.blob());
    if (block.equals(block(first.blob()))) {
      return first;
    }
    for (int i = 1; i < at.commit().getParentCount(); i++) {
      Place other = place(reader, parent(at.commit(), i), at.path());
      if (block.equals(block(other.blob()))) {
        return other;
      }
    }
    return first;
  }

  private RevCommit parent(RevCommit commit, int number) throws IOException {
    return walk.parseCommit(commit.getParent(number));
  }

  private BlockSeen block(ObjectId blob) throws IOException {
    return blob.equals(ObjectId.zeroId())
        ? BlockSeen.NONE
        : BlockCut.of(contents.of(blob.name())).map(BlockCut::block).orElse(BlockSeen.NONE);
  }

  private static Place place(ObjectReader reader, RevCommit commit, String path)
      throws IOException {
    try (TreeWalk tree = TreeWalk.forPath(reader, path, commit.getTree())) {
      boolean file =
          tree != null
              && (FileMode.REGULAR_FILE.equals(tree.getRawMode(0))
                  || FileMode.EXECUTABLE_FILE.equals(tree.getRawMode(0)));
      return new Place(
          commit, path, tree != null && file ? tree.getObjectId(0) : ObjectId.zeroId());
    }
  }

  /** Who wrote, on the other sides of a merge, what it brought into this file. */
  private List<String> others(Place merge, Place followed) throws IOException {
    if (merge.commit().getParentCount() < 2) {
      return List.of();
    }
    Set<String> authors = new LinkedHashSet<>();
    try (RevWalk side = new RevWalk(repository)) {
      for (RevCommit parent : merge.commit().getParents()) {
        if (parent.equals(followed.commit())) {
          side.markUninteresting(side.parseCommit(parent));
        } else {
          side.markStart(side.parseCommit(parent));
        }
      }
      side.setTreeFilter(
          AndTreeFilter.create(PathFilter.create(merge.path()), TreeFilter.ANY_DIFF));
      for (RevCommit commit : side) {
        authors.add(commit.getAuthorIdent().getName());
        if (authors.size() >= MOST_AUTHORS) {
          break;
        }
      }
    }
    return List.copyOf(authors);
  }

  private static Revision revision(Place at, Optional<String> from, List<String> others) {
    String message = at.commit().getFullMessage();
    return new Revision(
        new CommitId(at.commit().name()),
        at.commit().getCommitterIdent().getWhenAsInstant(),
        at.commit().getAuthorIdent().getName(),
        others,
        message.substring(0, Math.min(message.length(), MESSAGE_LIMIT)),
        at.isEmpty() ? Optional.empty() : Optional.of(new PlanPath(at.path())),
        from.map(PlanPath::new),
        at.isEmpty() ? "" : at.blob().name());
  }
}
