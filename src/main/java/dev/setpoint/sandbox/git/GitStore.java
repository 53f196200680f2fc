package dev.setpoint.sandbox.git;

import dev.setpoint.sandbox.web.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;
import org.jspecify.annotations.Nullable;

/**
 * One bare repository on disk. All writing goes through one lock, as pushes do on a server.
 *
 * <p>Failures to read or write the disk are {@link UncheckedIOException}: nobody who talks to the
 * sandbox can mend them.
 */
public final class GitStore implements AutoCloseable {
  private final Repository repository;
  private final ReentrantLock lock;
  private final RefChanges refs;
  private final GitReader reader;

  /** What became of a wish to change a ref. */
  public enum Outcome {
    DONE,
    EXISTS,
    MISSING,
    NO_SUCH_OBJECT,
    NOT_FAST_FORWARD
  }

  /** One file that a commit changes; null content deletes it. */
  public record Change(String path, @Nullable Bytes content, FileMode mode) {
    public static Change write(String path, String text) {
      return new Change(path, Bytes.of(text), FileMode.REGULAR_FILE);
    }

    public static Change write(String path, byte[] content) {
      return new Change(path, Bytes.of(content), FileMode.REGULAR_FILE);
    }

    public static Change link(String path, String target) {
      return new Change(path, Bytes.of(target), FileMode.SYMLINK);
    }

    public static Change delete(String path) {
      return new Change(path, null, FileMode.MISSING);
    }

    /** Writes every file under the directory, {@code .git} left out. */
    static List<Change> writingAllOf(Path directory) {
      try (Stream<Path> files = Files.walk(directory)) {
        List<Change> changes = new ArrayList<>();
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String path = directory.relativize(file).toString().replace('\\', '/');
          // In a linked work tree it is a file.
          if (!path.equals(".git") && !path.startsWith(".git/")) {
            FileMode mode =
                Files.isExecutable(file) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
            changes.add(new Change(path, Bytes.of(Files.readAllBytes(file)), mode));
          }
        }
        return changes;
      } catch (IOException e) {
        throw new UncheckedIOException("reading the seed " + directory, e);
      }
    }
  }

  /** A commit, as much of it as the API shows. */
  public record Commit(
      String sha,
      String tree,
      List<String> parents,
      String message,
      String author,
      String email,
      Instant at) {
    public String subject() {
      return message.lines().findFirst().orElse("");
    }
  }

  private GitStore(Repository repository, ReentrantLock lock) {
    this.repository = repository;
    this.lock = lock;
    this.refs = new RefChanges(repository);
    this.reader = new GitReader(repository);
  }

  /**
   * A new, empty bare repository in the given directory.
   *
   * @param lock held while anything is done here; the world's own, since a push asks the world who
   *     may, and the world looks into git
   */
  public static GitStore create(Path directory, String defaultBranch, ReentrantLock lock) {
    CoarseClock.install();
    try {
      Files.createDirectories(directory);
      Repository repository =
          new RepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
      repository.create(true);
      StoredConfig config = repository.getConfig();
      // What GitHub's servers allow: partial clones, and fetching any object by its id.
      config.setBoolean("uploadpack", null, "allowFilter", true);
      config.setBoolean("uploadpack", null, "allowAnySHA1InWant", true);
      config.setBoolean("http", null, "receivepack", true);
      // Nobody tidies objects up: looking whether somebody should costs more than a push.
      config.setInt("gc", null, "auto", 0);
      config.setBoolean("receive", null, "autogc", false);
      config.save();
      GitStore store = new GitStore(repository, lock);
      store.defaultBranch(defaultBranch);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException("making the repository " + directory, e);
    }
  }

  Repository repository() {
    return repository;
  }

  /** Runs work while nobody else may write. */
  <T> T alone(Work<T> work) {
    lock.lock();
    try {
      return work.done();
    } catch (IOException e) {
      throw new UncheckedIOException("in the repository " + repository.getDirectory(), e);
    } finally {
      lock.unlock();
    }
  }

  /** Something done to the repository. */
  interface Work<T> {
    T done() throws IOException;
  }

  public Path directory() {
    return repository.getDirectory().toPath();
  }

  public void defaultBranch(String branch) {
    alone(() -> repository.updateRef(Constants.HEAD, true).link(Constants.R_HEADS + branch));
  }

  /** Commits every file under the directory, {@code .git} left out, onto the branch. */
  public String seed(Path directory, String branch, String author, Instant at) {
    return commit(branch, Change.writingAllOf(directory), author, "Start", at);
  }

  /** One commit on top of the branch (made if missing); answers its id. */
  public String commit(
      String branch, List<Change> changes, String author, String message, Instant at) {
    return alone(
        () -> {
          ObjectId tip = repository.resolve(Constants.R_HEADS + branch);
          try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tree = CommitWriter.tree(repository, tip, changes, inserter);
            List<ObjectId> parents = tip == null ? List.of() : List.of(tip);
            ObjectId commit = CommitWriter.insert(inserter, tree, parents, author, message, at);
            refs.move(Constants.R_HEADS + branch, tip, commit);
            return commit.name();
          }
        });
  }

  /** One commit on top of a revision, which no ref names yet; answers its id. */
  public String commitOnto(
      String revision, List<Change> changes, String author, String message, Instant at) {
    return alone(
        () -> {
          ObjectId base = repository.resolve(revision);
          try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tree = CommitWriter.tree(repository, base, changes, inserter);
            List<ObjectId> parents = base == null ? List.of() : List.of(base);
            return CommitWriter.insert(inserter, tree, parents, author, message, at).name();
          }
        });
  }

  /** Merges a commit into the branch with a merge commit; empty when they conflict. */
  public Optional<String> merge(
      String branch, String head, String author, String message, Instant at) {
    return alone(
        () -> {
          ObjectId tip = repository.resolve(Constants.R_HEADS + branch);
          ObjectId other = ObjectId.fromString(head);
          if (tip == null) {
            return Optional.empty();
          }
          Optional<ObjectId> tree = GitDiff.mergedTree(repository, tip, other);
          if (tree.isEmpty()) {
            return Optional.empty();
          }
          try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId commit =
                CommitWriter.insert(inserter, tree.get(), List.of(tip, other), author, message, at);
            refs.move(Constants.R_HEADS + branch, tip, commit);
            return Optional.of(commit.name());
          }
        });
  }

  /** What a file would be after merging a commit into the branch; empty when they conflict. */
  public Optional<String> mergedText(String branch, String head, String path) {
    return alone(
        () -> {
          ObjectId tip = repository.resolve(Constants.R_HEADS + branch);
          if (tip == null) {
            return Optional.empty();
          }
          Optional<ObjectId> tree = GitDiff.mergedTree(repository, tip, ObjectId.fromString(head));
          return tree.isEmpty()
              ? Optional.empty()
              : reader.bytes(tree.get(), path).map(b -> new String(b, StandardCharsets.UTF_8));
        });
  }

  /** A commit object that no ref names yet. */
  public Optional<String> commitObject(
      String tree, List<String> parents, String author, String message, Instant at) {
    return alone(() -> CommitWriter.object(repository, tree, parents, author, message, at));
  }

  public Outcome createRef(String ref, String sha) {
    return alone(() -> refs.create(ref, sha));
  }

  public Outcome updateRef(String ref, String sha, boolean force) {
    return alone(() -> refs.update(ref, sha, force));
  }

  public Outcome deleteRef(String ref) {
    return alone(() -> refs.delete(ref));
  }

  /** The id that a full ref name, branch, tag or object id stands for. */
  public Optional<String> resolve(String revision) {
    return alone(() -> reader.resolve(revision));
  }

  /** Every ref with its object id; symbolic ones left out. */
  public SortedMap<String, String> refs() {
    return alone(reader::refs);
  }

  public Optional<byte[]> bytes(String revision, String path) {
    return alone(() -> reader.bytes(revision, path));
  }

  public Optional<String> text(String revision, String path) {
    return bytes(revision, path).map(b -> new String(b, StandardCharsets.UTF_8));
  }

  /** Path to blob id of all files below a folder ("" for all), by path. */
  public SortedMap<String, String> files(String revision, String folder) {
    return alone(() -> reader.files(revision, folder));
  }

  public Optional<Commit> commitAt(String revision) {
    return alone(() -> reader.commitAt(revision));
  }

  /** The commits that a revision contains, newest first, along first parents and merges. */
  public List<Commit> log(String revision) {
    return alone(() -> reader.log(revision));
  }

  void tidy(int changedRefs) throws IOException {
    refs.tidy(changedRefs);
  }

  @Override
  public void close() {
    repository.close();
  }
}
