package dev.setpoint.edge.git;

import dev.setpoint.plan.PlanPath;
import dev.setpoint.preview.Proposals;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Tip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Reads the files of pull requests: of the merge that GitHub has tried, else of the head. Only
 * blobs of regular files, as everywhere.
 */
final class GitProposals implements Proposals {
  private final Remote remote;
  private final LocalObjects objects;
  private final Function<Optional<PlanFile>, Layout> layout;
  private final String settingsPath;

  GitProposals(
      Remote remote,
      LocalObjects objects,
      Function<Optional<PlanFile>, Layout> layout,
      String settingsPath) {
    this.remote = remote;
    this.objects = objects;
    this.layout = layout;
    this.settingsPath = settingsPath;
  }

  @Override
  public Tip merged(Tip tip, int number, Set<PlanPath> touched) throws IOException {
    String merge = "refs/pull/" + number + "/merge";
    String head = "refs/pull/" + number + "/head";
    Listed listed =
        remote.fetch(
            "read pull request #" + number + " from",
            List.of(merge, head),
            l -> l.tip(merge).or(() -> l.tip(head)).stream().toList());
    ObjectId commit =
        listed
            .tip(merge)
            .or(() -> listed.tip(head))
            .orElseThrow(
                () ->
                    new IOException("there is no pull request #" + number + " in " + remote.url()));
    TreeFiles files = TreeFiles.of(objects, commit);
    Optional<PlanFile> settings =
        touched.contains(new PlanPath(settingsPath)) ? files.file(settingsPath) : tip.settings();
    // Workflows are dispatched from the default branch; a pull request to another one changes none.
    boolean dispatches = tip.branch().equals(tip.defaultBranch());
    return new Tip(
        tip.branch(),
        tip.commit(),
        over(tip.plans(), files, touched, layout.apply(settings).plans()::match),
        settings,
        dispatches ? over(tip.workflows(), files, touched, GitPlans::isWorkflow) : tip.workflows(),
        tip.defaultBranch(),
        markdown(tip, files, touched),
        tip.refs());
  }

  private static List<PlanFile> over(
      List<PlanFile> present, TreeFiles files, Set<PlanPath> touched, Predicate<String> which)
      throws IOException {
    Map<PlanPath, PlanFile> all = new TreeMap<>();
    present.stream().filter(f -> which.test(f.path().value())).forEach(f -> all.put(f.path(), f));
    all.keySet().removeAll(touched);
    for (PlanFile file : files.files(p -> touched.contains(new PlanPath(p)) && which.test(p))) {
      all.put(file.path(), file);
    }
    return new ArrayList<>(all.values());
  }

  private static Set<PlanPath> markdown(Tip tip, TreeFiles files, Set<PlanPath> touched) {
    Set<PlanPath> paths = new TreeSet<>(tip.markdown());
    paths.removeAll(touched);
    paths.addAll(files.paths(p -> p.endsWith(".md") && touched.contains(new PlanPath(p))));
    return paths;
  }
}
