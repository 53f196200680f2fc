package dev.setpoint.edge.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The objects that this process has seen or made: a bare repository in a temporary directory, and
 * what lies on the {@linkplain Workbench workbench}.
 */
final class LocalObjects implements AutoCloseable {
  // The token travels in a header: it goes to the URL that was configured and nowhere else.
  // Nobody looks for durability in a directory that goes away with the process.
  private static final String CONFIGURATION =
      """
      [core]
      repositoryformatversion = 0
      bare = true
      fsyncObjectFiles = false
      [http]
      followRedirects = false
      [gc]
      auto = 0
      """;
  private static final String NAME = "setpoint-git";
  private static final String PACKS = "objects/pack";

  private static final String DISK = "/tmp";
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 4L * 1024 * 1024 * 1024;

  private final Path directory;
  private final Workbench repository;
  private final Instant begun;
  private final Set<ObjectId> complete = new HashSet<>();
  private final Set<ObjectId> shared = new HashSet<>();
  private int fetches;
  private boolean doubtful;

  private LocalObjects(Path directory, Workbench repository, Instant begun) {
    this.directory = directory;
    this.repository = repository;
    this.begun = begun;
  }

  /**
   * Makes the directory by hand: {@code git init} as JGit does it takes locks and looks around,
   * which is a tenth of a cold start and needless where nobody else can be.
   */
  static LocalObjects temporary(InstantSource clock) throws IOException {
    return in(Files.createTempDirectory(NAME), clock);
  }

  /**
   * The same for one pass, in memory where the system offers plenty of it as a disk: JGit waits
   * until a disk has each pack and its index, and nobody needs them after a crash. Whoever names
   * another temporary directory than the usual one gets it.
   */
  static LocalObjects brief(InstantSource clock) throws IOException {
    boolean usual = DISK.equals(System.getProperty("java.io.tmpdir"));
    boolean roomy = usual && Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() > ROOM;
    return roomy ? in(Files.createTempDirectory(MEMORY, NAME), clock) : temporary(clock);
  }

  private static LocalObjects in(Path directory, InstantSource clock) throws IOException {
    for (String folder : List.of("objects/info", PACKS, "refs/heads", "refs/tags")) {
      Files.createDirectories(directory.resolve(folder));
    }
    Files.writeString(directory.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(directory.resolve("config"), CONFIGURATION);
    return new LocalObjects(directory, new Workbench(directory.toFile()), clock.instant());
  }

  Repository repository() {
    return repository;
  }

  /** When the directory was made. */
  Instant begun() {
    return begun;
  }

  /** Whether this commit, or whatever a ref points at, is here with all that belongs to it. */
  boolean has(ObjectId id) {
    return complete.contains(id);
  }

  /** Notes what was fetched or made: nobody else writes here, and asking the disk is slow. */
  void nowHas(Collection<ObjectId> ids) {
    complete.addAll(ids);
  }

  /** Tips that were fetched: the other side need not send again what belongs to them. */
  Set<ObjectId> shared() {
    return shared;
  }

  /** Notes that a fetch brought something. */
  void fetched() {
    fetches++;
  }

  int fetches() {
    return fetches;
  }

  /** Notes that something went wrong: the next session is better off without these objects. */
  void doubt() {
    doubtful = true;
  }

  boolean isDoubtful() {
    return doubtful;
  }

  /** Whether nobody has tidied the directory away. */
  boolean isThere() {
    return Files.isDirectory(directory.resolve(PACKS));
  }

  /** How much memory is taken by the objects that were made here. */
  long madeBytes() {
    return repository.madeBytes();
  }

  /** How much room on the disk the packs take; as much as can be seen of it. */
  long bytes() {
    long bytes = 0;
    try (DirectoryStream<Path> packs = Files.newDirectoryStream(directory.resolve(PACKS))) {
      for (Path pack : packs) {
        bytes += Files.size(pack);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return bytes;
    }
    return bytes;
  }

  /** The tree of a commit. */
  ObjectId treeOf(AnyObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(commit).getTree().getId().copy();
    }
  }

  /** A reader of what is here. */
  Contents contents() {
    return new Contents(repository);
  }

  /** Makes objects that are visible to everything here when the work is done. */
  <T> T insert(Making<T> work) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      T made = work.with(inserter);
      inserter.flush();
      return made;
    }
  }

  /** Some work that makes objects. */
  interface Making<T> {
    T with(ObjectInserter inserter) throws IOException;
  }

  @Override
  public void close() {
    repository.close();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Left to whoever cleans the temporary directory: the pass itself is over and stands.
      directory.toFile().deleteOnExit();
    }
    Leftovers.sweep(directory.toAbsolutePath().getParent(), NAME);
  }
}
