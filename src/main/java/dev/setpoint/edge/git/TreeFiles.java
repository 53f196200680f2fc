package dev.setpoint.edge.git;

import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.PlanFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The regular files of one commit's tree, by path; links and submodules are not among them. */
final class TreeFiles {
  /** What is read of a tree in all: beyond this it is no longer a repository of plans. */
  private static final long TOTAL_LIMIT = 256L * 1024 * 1024;

  private final LocalObjects objects;
  private final Map<String, ObjectId> blobs;

  private TreeFiles(LocalObjects objects, Map<String, ObjectId> blobs) {
    this.objects = objects;
    this.blobs = blobs;
  }

  static TreeFiles of(LocalObjects objects, ObjectId commit) throws IOException {
    Map<String, ObjectId> blobs = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(objects.repository())) {
      walk.addTree(objects.treeOf(commit));
      walk.setRecursive(true);
      while (walk.next()) {
        int mode = walk.getRawMode(0);
        String path = walk.getPathString();
        if ((FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode))
            && isSafe(path)
            && Arrays.equals(walk.getRawPath(), path.getBytes(StandardCharsets.UTF_8))) {
          blobs.put(path, walk.getObjectId(0));
        }
      }
    }
    return new TreeFiles(objects, blobs);
  }

  /**
   * Git itself refuses to make such trees; a pack may still bring one. A name that is not UTF-8
   * could not be written back: the file would get a twin.
   */
  private static boolean isSafe(String path) {
    for (String name : path.split("/", -1)) {
      if (name.isEmpty()
          || name.equals(".")
          || name.equals("..")
          || name.toLowerCase(Locale.ROOT).equals(".git")) {
        return false;
      }
    }
    return true;
  }

  Optional<PlanFile> file(String path) throws IOException {
    ObjectId blob = blobs.get(path);
    if (blob == null) {
      return Optional.empty();
    }
    try (Contents contents = objects.contents()) {
      return Optional.of(read(contents, path, blob));
    }
  }

  List<PlanFile> files(Predicate<String> which) throws IOException {
    List<PlanFile> files = new ArrayList<>();
    long total = 0;
    try (Contents contents = objects.contents()) {
      for (Map.Entry<String, ObjectId> blob : blobs.entrySet()) {
        if (which.test(blob.getKey())) {
          PlanFile file = read(contents, blob.getKey(), blob.getValue());
          total += file.bytes().length;
          if (total > TOTAL_LIMIT) {
            throw new IOException(
                "the plans are larger than 256 MiB in all: narrow --plans to the files that are"
                    + " plans");
          }
          files.add(file);
        }
      }
    }
    return files;
  }

  Set<PlanPath> paths(Predicate<String> which) {
    Set<PlanPath> paths = new TreeSet<>();
    blobs.keySet().stream().filter(which).map(PlanPath::new).forEach(paths::add);
    return paths;
  }

  private static PlanFile read(Contents contents, String path, ObjectId blob) throws IOException {
    return new PlanFile(new PlanPath(path), blob.name(), contents.blob(blob, Remote.FILE_LIMIT));
  }
}
