package dev.setpoint.edge.git;

import dev.setpoint.history.Past;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Somebody's clone, read where it lies: no remote is asked, nothing is written. For one thread at a
 * time.
 */
public final class LocalClone implements AutoCloseable {
  private final Repository repository;

  /** One for all versions: it keeps what the next one is a difference to. */
  private final ObjectReader contents;

  private LocalClone(Repository repository) {
    this.repository = repository;
    this.contents = repository.newObjectReader();
  }

  /**
   * The clone that holds a directory; it may be bare, shallow, or a linked work tree.
   *
   * @throws IOException in a sentence, when there is none
   */
  public static LocalClone around(Path directory) throws IOException {
    NoConfiguration.install();
    FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
    builder.findGitDir(directory.toAbsolutePath().toFile());
    if (builder.getGitDir() == null) {
      throw new NotThere("there is no git repository around " + directory);
    }
    try {
      return new LocalClone(builder.build());
    } catch (RepositoryNotFoundException e) {
      throw new NotThere("there is no git repository around " + directory);
    }
  }

  /**
   * Where the name leads to: a branch, a tag, a commit.
   *
   * @throws IOException in a sentence, when it leads nowhere
   */
  private RevCommit commit(RevWalk walk, String name) throws IOException {
    ObjectId id = repository.resolve(name + "^{commit}");
    if (id == null) {
      throw new NotThere(
          name.equals(Constants.HEAD)
              ? "this repository has no commit yet"
              : "this clone has no branch, tag or commit `" + name + "`");
    }
    return walk.parseCommit(id);
  }

  /**
   * The first of some paths at which a plan stands, or ever stood; the newest place of one that was
   * moved.
   *
   * @param from where to look, for example {@code HEAD}
   */
  public Optional<PlanPath> find(String from, Iterable<PlanPath> paths) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit tip = commit(walk, from);
      for (PlanPath path : paths) {
        if (!blob(tip, path.value()).equals(ObjectId.zeroId())) {
          return Optional.of(path);
        }
      }
      for (PlanPath path : paths) {
        Optional<PlanPath> once =
            new PastWalk(repository, walk, this::content).movedFrom(tip, path);
        if (once.isPresent()) {
          return once;
        }
      }
      return Optional.empty();
    }
  }

  private ObjectId blob(RevCommit commit, String path) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
      return walk == null ? ObjectId.zeroId() : walk.getObjectId(0);
    }
  }

  /**
   * All that this clone knows of the plan at a path. Contents are read when they are asked for.
   *
   * @param from where to begin, for example {@code HEAD}
   */
  public Past past(String from, PlanPath path) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      PastWalk past = new PastWalk(repository, walk, this::content);
      RevCommit tip = commit(walk, from);
      return new Past(
          path, from, past.of(tip, path), past.cut(), LocalMemory.of(repository), this::content);
    }
  }

  private byte[] content(String blob) throws IOException {
    try {
      ObjectLoader loader = contents.open(ObjectId.fromString(blob), Constants.OBJ_BLOB);
      if (!loader.isLarge() && loader.getSize() <= PlanParser.MOST_BYTES) {
        return loader.getCachedBytes();
      }
      // One byte more than a plan may have is enough to refuse it.
      try (InputStream in = loader.openStream()) {
        return in.readNBytes(PlanParser.MOST_BYTES + 1);
      }
    } catch (MissingObjectException e) {
      throw new IOException(
          "this clone lacks old versions of the file (it is a partial clone);"
              + " `git fetch --refetch --no-filter` brings them",
          e);
    }
  }

  @Override
  public void close() {
    contents.close();
    repository.close();
  }
}
