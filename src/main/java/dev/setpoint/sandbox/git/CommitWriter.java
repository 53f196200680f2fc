package dev.setpoint.sandbox.git;

import dev.setpoint.sandbox.web.Bytes;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Writes trees and commits as objects; no ref moves here. */
final class CommitWriter {
  private CommitWriter() {}

  static ObjectId tree(
      Repository repository,
      @Nullable ObjectId tip,
      List<GitStore.Change> changes,
      ObjectInserter inserter)
      throws IOException {
    Set<String> touched = new HashSet<>();
    changes.forEach(change -> touched.add(change.path()));
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    if (tip != null) {
      try (TreeWalk walk = new TreeWalk(repository)) {
        walk.addTree(repository.resolve(tip.name() + "^{tree}"));
        walk.setRecursive(true);
        while (walk.next()) {
          if (!touched.contains(walk.getPathString())) {
            builder.add(entry(walk.getPathString(), walk.getFileMode(0), walk.getObjectId(0)));
          }
        }
      }
    }
    for (GitStore.Change change : changes) {
      Bytes content = change.content();
      if (content != null) {
        ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content.array());
        builder.add(entry(change.path(), change.mode(), blob));
      }
    }
    builder.finish();
    return index.writeTree(inserter);
  }

  private static DirCacheEntry entry(String path, FileMode mode, ObjectId blob) {
    DirCacheEntry entry = new DirCacheEntry(path);
    entry.setFileMode(mode);
    entry.setObjectId(blob);
    return entry;
  }

  static ObjectId insert(
      ObjectInserter inserter,
      ObjectId tree,
      List<ObjectId> parents,
      String author,
      String message,
      Instant at)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    PersonIdent who =
        new PersonIdent(author, author + "@users.noreply.github.com", at, ZoneOffset.UTC);
    commit.setAuthor(who);
    commit.setCommitter(who);
    commit.setMessage(message);
    ObjectId id = inserter.insert(commit);
    inserter.flush();
    return id;
  }

  /** A commit of objects that are there; empty when one is not. */
  static Optional<String> object(
      Repository repository,
      String tree,
      List<String> parents,
      String author,
      String message,
      Instant at)
      throws IOException {
    List<ObjectId> parentIds = parents.stream().<ObjectId>map(ObjectId::fromString).toList();
    ObjectId treeId = ObjectId.fromString(tree);
    for (ObjectId id : parentIds) {
      if (!repository.getObjectDatabase().has(id)) {
        return Optional.empty();
      }
    }
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      // Git knows the empty tree whether or not it is stored.
      if (treeId.equals(Constants.EMPTY_TREE_ID)) {
        inserter.insert(Constants.OBJ_TREE, new byte[0]);
      } else if (!repository.getObjectDatabase().has(treeId)) {
        return Optional.empty();
      }
      return Optional.of(insert(inserter, treeId, parentIds, author, message, at).name());
    }
  }
}
