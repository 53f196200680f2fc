package dev.setpoint.sandbox.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Looks things up in a repository; {@link GitStore} keeps others from writing meanwhile. */
final class GitReader {
  private final Repository repository;

  GitReader(Repository repository) {
    this.repository = repository;
  }

  Optional<String> resolve(String revision) throws IOException {
    return Optional.ofNullable(repository.resolve(revision)).map(ObjectId::name);
  }

  SortedMap<String, String> refs() throws IOException {
    SortedMap<String, String> refs = new TreeMap<>();
    for (Ref ref : repository.getRefDatabase().getRefs()) {
      ObjectId id = ref.getObjectId();
      if (!ref.isSymbolic() && id != null) {
        refs.put(ref.getName(), id.name());
      }
    }
    return refs;
  }

  Optional<byte[]> bytes(String revision, String path) throws IOException {
    ObjectId tree = repository.resolve(revision + "^{tree}");
    return tree == null ? Optional.empty() : bytes(tree, path);
  }

  /** A file of a tree. */
  Optional<byte[]> bytes(ObjectId tree, String path) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
      if (walk == null || FileMode.TREE.equals(walk.getFileMode(0))) {
        return Optional.empty();
      }
      return Optional.of(repository.open(walk.getObjectId(0)).getBytes());
    }
  }

  SortedMap<String, String> files(String revision, String folder) throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    ObjectId tree = repository.resolve(revision + "^{tree}");
    if (tree != null) {
      try (TreeWalk walk = new TreeWalk(repository)) {
        walk.addTree(tree);
        walk.setRecursive(true);
        while (walk.next()) {
          if (walk.getPathString().startsWith(folder)) {
            found.put(walk.getPathString(), walk.getObjectId(0).name());
          }
        }
      }
    }
    return found;
  }

  Optional<GitStore.Commit> commitAt(String revision) throws IOException {
    ObjectId id = repository.resolve(revision + "^{commit}");
    if (id == null) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return Optional.of(commit(walk.parseCommit(id)));
    }
  }

  List<GitStore.Commit> log(String revision) throws IOException {
    List<GitStore.Commit> commits = new ArrayList<>();
    ObjectId id = repository.resolve(revision + "^{commit}");
    if (id != null) {
      try (RevWalk walk = new RevWalk(repository)) {
        walk.markStart(walk.parseCommit(id));
        walk.sort(RevSort.TOPO);
        for (RevCommit commit : walk) {
          commits.add(commit(commit));
        }
      }
    }
    return commits;
  }

  private static GitStore.Commit commit(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    return new GitStore.Commit(
        commit.name(),
        commit.getTree().name(),
        Stream.of(commit.getParents()).map(RevCommit::name).toList(),
        commit.getFullMessage(),
        author.getName(),
        author.getEmailAddress(),
        author.getWhenAsInstant());
  }
}
