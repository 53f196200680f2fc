package dev.setpoint.edge.git;

import static org.eclipse.jgit.lib.Constants.HEAD;
import static org.eclipse.jgit.lib.Constants.R_HEADS;

import dev.setpoint.job.CommitId;
import dev.setpoint.job.Ref;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.PlanSource;
import dev.setpoint.read.Tip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;

/** Reads plans, settings, workflows and claims in one fetch. */
final class GitPlans implements PlanSource {
  static final String OURS = "refs/setpoint/";

  static final String SETTINGS = ".github/setpoint.yml";
  private final Remote remote;
  private final LocalObjects objects;
  private final Function<Optional<PlanFile>, Layout> layout;
  private final String settingsPath;
  private String branch;

  GitPlans(
      Remote remote,
      LocalObjects objects,
      Function<Optional<PlanFile>, Layout> layout,
      String settingsPath) {
    this.remote = remote;
    this.objects = objects;
    this.layout = layout;
    this.settingsPath = settingsPath;
    // What can be known before the settings are read: a flag's branch, or none.
    this.branch = layout.apply(Optional.empty()).branch().orElse("");
  }

  /** The plan branch's short name; empty before the first fetch where nobody named one. */
  String branch() {
    return branch;
  }

  @Override
  public Tip fetch() throws IOException {
    try {
      Tip tip = fetchOnce();
      return tip.branch().equals(branch) ? tip : fetchOnce();
    } catch (IOException | RuntimeException e) {
      objects.doubt();
      throw e;
    }
  }

  private Tip fetchOnce() throws IOException {
    List<String> names = new ArrayList<>(List.of(OURS));
    if (!branch.isEmpty()) {
      names.add(R_HEADS + branch);
    }
    Listed listed = remote.fetch("read plans and claims from", names, this::needed);
    String planned = branch.isEmpty() ? listed.defaultBranch().orElse("") : branch;
    ObjectId commit = tip(listed, planned);
    TreeFiles files = TreeFiles.of(objects, commit);
    Optional<PlanFile> settings = files.file(settingsPath);
    Layout chosen = layout.apply(settings);
    branch = chosen.branch().orElse(planned);
    TreeFiles dispatched =
        listed.head().filter(head -> !head.equals(commit)).isPresent()
            ? TreeFiles.of(objects, listed.head().get())
            : files;
    return new Tip(
        planned,
        new CommitId(commit.name()),
        files.files(chosen.plans()::match),
        settings,
        dispatched.files(GitPlans::isWorkflow),
        listed.defaultBranch().orElse(planned),
        files.paths(path -> path.endsWith(".md")),
        refs(listed));
  }

  static boolean isWorkflow(String path) {
    return path.matches("\\.github/workflows/[^/]+\\.ya?ml");
  }

  private List<ObjectId> needed(Listed listed) {
    List<ObjectId> needed = new ArrayList<>();
    listed
        .tips()
        .forEach(
            (name, id) -> {
              if (name.equals(HEAD) || name.equals(R_HEADS + branch) || name.startsWith(OURS)) {
                needed.add(id);
              }
            });
    return needed;
  }

  private ObjectId tip(Listed listed, String name) throws IOException {
    if (name.isEmpty()) {
      throw new IOException(
          remote.url()
              + (listed.head().isEmpty()
                  ? " has no commits on its default branch yet: push a first one"
                  : " names no default branch: give the plan branch in --branch"));
    }
    return listed
        .tip(R_HEADS + name)
        .orElseThrow(() -> new NotThere("there is no branch `" + name + "` in " + remote.url()));
  }

  private List<Ref> refs(Listed listed) throws IOException {
    List<Ref> refs = new ArrayList<>();
    try (Contents contents = objects.contents()) {
      for (Map.Entry<String, ObjectId> tip : listed.tips().entrySet()) {
        if (tip.getKey().startsWith(OURS)) {
          refs.add(ref(contents, tip.getKey(), tip.getValue()));
        }
      }
    }
    return refs;
  }

  /** One of Setpoint's refs with the message it carries. */
  static Ref ref(Contents contents, String name, ObjectId id) throws IOException {
    return new Ref(name, new CommitId(id.name()), contents.message(id));
  }
}
