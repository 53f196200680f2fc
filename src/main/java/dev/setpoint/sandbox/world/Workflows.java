package dev.setpoint.sandbox.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The workflows of a repository, read from {@code .github/workflows} in its trees. */
public final class Workflows {
  private static final String FOLDER = ".github/workflows/";

  private final Repo repo;
  private final Map<String, Long> ids = new HashMap<>();
  private final Map<String, WorkflowFile> byBlob = new HashMap<>();
  private final Set<String> disabled = new HashSet<>();

  Workflows(Repo repo) {
    this.repo = repo;
  }

  /** Those of the default branch: the ones GitHub knows. */
  public List<WorkflowFile> all() {
    return at("refs/heads/" + repo.defaultBranch());
  }

  /** Those of some revision's tree. */
  public List<WorkflowFile> at(String revision) {
    return repo.world()
        .alone(
            () -> {
              List<WorkflowFile> found = new ArrayList<>();
              repo.git()
                  .files(revision, FOLDER)
                  .forEach(
                      (path, blob) -> {
                        String file = path.substring(FOLDER.length());
                        if (file.matches("[^/]+\\.ya?ml")) {
                          found.add(read(revision, path, blob));
                        }
                      });
              return found;
            });
  }

  /**
   * The workflow that GitHub's API means by a file name or an id.
   *
   * @param revision in whose tree the file is read
   */
  public Optional<WorkflowFile> find(String fileOrId, String revision) {
    return at(revision).stream()
        .filter(w -> w.file().equals(fileOrId) || Long.toString(w.id()).equals(fileOrId))
        .findFirst();
  }

  public void disable(String file) {
    repo.world().alone(() -> disabled.add(file));
  }

  public void enable(String file) {
    repo.world().alone(() -> disabled.remove(file));
  }

  public boolean isDisabled(WorkflowFile workflow) {
    return repo.world().alone(() -> disabled.contains(workflow.file()));
  }

  private WorkflowFile read(String revision, String path, String blob) {
    long id = ids.computeIfAbsent(path, p -> 700_000L + ids.size() + 1);
    return byBlob.computeIfAbsent(
        path + " " + blob,
        key -> WorkflowFile.parse(id, path, repo.git().text(revision, path).orElse("")));
  }
}
