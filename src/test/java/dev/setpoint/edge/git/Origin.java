package dev.setpoint.edge.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A bare repository as other people use it: the far side of the tests. */
final class Origin implements AutoCloseable {
  private final Repository repository;
  private final Path directory;

  private Origin(Repository repository, Path directory) {
    this.repository = repository;
    this.directory = directory;
  }

  static Origin in(Path directory) throws IOException {
    NoConfiguration.install();
    Repository repository = new FileRepository(directory.toFile());
    repository.create(true);
    repository.updateRef(Constants.HEAD).link("refs/heads/main");
    return new Origin(repository, directory);
  }

  String url() {
    return directory.toUri().toString();
  }

  Path directory() {
    return directory;
  }

  Repository repository() {
    return repository;
  }

  /** One commit on top of a branch. */
  String commit(String branch, Map<String, String> files) throws IOException {
    Map<String, byte[]> bytes = new TreeMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return commit(branch, bytes, Map.of());
  }

  /** One commit whose files may have other modes than a plain file's. */
  String commit(String branch, Map<String, byte[]> files, Map<String, FileMode> modes)
      throws IOException {
    String ref = "refs/heads/" + branch;
    ObjectId tip = id(ref);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      if (tip != null) {
        try (TreeWalk walk = new TreeWalk(repository)) {
          walk.addTree(treeOf(tip));
          walk.setRecursive(true);
          while (walk.next()) {
            if (!files.containsKey(walk.getPathString())) {
              DirCacheEntry old = new DirCacheEntry(walk.getPathString());
              old.setFileMode(walk.getFileMode(0));
              old.setObjectId(walk.getObjectId(0));
              builder.add(old);
            }
          }
        }
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(modes.getOrDefault(file.getKey(), FileMode.REGULAR_FILE));
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      if (tip != null) {
        commit.setParentId(tip);
      }
      PersonIdent alice =
          new PersonIdent(
              "Alice", "alice@example.com", Instant.parse("2026-03-01T09:00:00Z"), ZoneOffset.UTC);
      commit.setAuthor(alice);
      commit.setCommitter(alice);
      commit.setMessage("A person's change\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      set(ref, id.name());
      return id.name();
    }
  }

  void set(String ref, String id) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setNewObjectId(ObjectId.fromString(id));
    update.setForceUpdate(true);
    update.update();
  }

  void delete(String ref) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setForceUpdate(true);
    update.delete();
  }

  private @Nullable ObjectId id(String ref) throws IOException {
    Ref found = repository.exactRef(ref);
    return found == null ? null : found.getObjectId();
  }

  Optional<String> tip(String ref) throws IOException {
    return Optional.ofNullable(id(ref)).map(ObjectId::name);
  }

  RevCommit show(String id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(ObjectId.fromString(id));
    }
  }

  ObjectId treeOf(ObjectId commit) throws IOException {
    return show(commit.name()).getTree().getId();
  }

  /** The file's content at a branch's tip. */
  Optional<String> content(String branch, String path) throws IOException {
    ObjectId tree = treeOf(ObjectId.fromString(tip("refs/heads/" + branch).orElseThrow()));
    try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
      return walk == null
          ? Optional.empty()
          : Optional.of(
              new String(repository.open(walk.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
    }
  }

  /** {@code mode path} of every file at a branch's tip. */
  List<String> files(String branch) throws IOException {
    List<String> files = new java.util.ArrayList<>();
    ObjectId tree = treeOf(ObjectId.fromString(tip("refs/heads/" + branch).orElseThrow()));
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        files.add(walk.getFileMode(0) + " " + walk.getPathString());
      }
    }
    return files;
  }

  @Override
  public void close() {
    repository.close();
  }
}
