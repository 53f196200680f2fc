package dev.setpoint.edge.cli;

import dev.setpoint.edge.git.Globs;
import dev.setpoint.job.CommitId;
import dev.setpoint.plan.Identity;
import dev.setpoint.plan.Notice;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanDocument;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Settings;
import dev.setpoint.plan.SourceText;
import dev.setpoint.read.NamedWorkflow;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshots;
import dev.setpoint.read.Tip;
import dev.setpoint.read.WorkflowProblems;
import dev.setpoint.read.Workflows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The plans of a directory tree, read and checked as a pass would read them: links are not
 * followed.
 */
final class PlanFiles {
  private static final String WORKFLOWS = ".github/workflows";
  private static final int DEEPEST = 40;

  private final Path root;
  private final Optional<Settings.Read> settingsFile;
  private final Settings settings;
  private final Globs globs;
  private final Optional<List<PlanFile>> workflows;
  private final Map<PlanPath, Plan> together = new HashMap<>();

  /**
   * @param root the checkout's top
   * @param named globs that win over the settings file's; empty for none
   */
  PlanFiles(Path root, List<String> named) throws IOException {
    this.root = root;
    Path file = root.resolve(Settings.PATH.value());
    this.settingsFile = isFile(file) ? Optional.of(Settings.parse(bytes(file))) : Optional.empty();
    this.settings = settingsFile.map(Settings.Read::settings).orElse(Settings.NONE);
    this.globs = new Globs(named.isEmpty() ? settings.plans() : named);
    this.workflows = workflows(root);
  }

  /** Every plan that the globs match, and the settings file. */
  Checked all() throws IOException {
    List<Checked.Findings> findings = new ArrayList<>();
    settingsFile.ifPresent(
        s ->
            findings.add(
                new Checked.Findings(s.problems(), List.of(), s.source(), Optional.empty())));
    List<PlanPath> markdown = markdown();
    readTogether();
    for (PlanPath path : markdown) {
      if (globs.match(path.value())) {
        findings.add(check(path, path, root.resolve(path.value()), Set.copyOf(markdown)));
      }
    }
    return checked(findings);
  }

  /** What is wrong between files (sub-plans, workflows) is found as a pass finds it. */
  private void readTogether() throws IOException {
    if (workflows.isEmpty()) {
      return;
    }
    List<PlanFile> files = new ArrayList<>();
    Set<PlanPath> markdown = Set.copyOf(markdown());
    for (PlanPath path : markdown) {
      if (globs.match(path.value())) {
        files.add(new PlanFile(path, "", bytes(root.resolve(path.value()))));
      }
    }
    Path file = root.resolve(Settings.PATH.value());
    Optional<PlanFile> written =
        settingsFile.isPresent()
            ? Optional.of(new PlanFile(Settings.PATH, "", bytes(file)))
            : Optional.empty();
    CommitId none = new CommitId("0".repeat(40));
    Tip tip = new Tip("", none, files, written, workflows.get(), "", markdown, List.of());
    Snapshots.plans(tip).forEach(p -> together.put(p.path(), p));
  }

  /** The settings that the tree holds. */
  Settings settings() {
    return settings;
  }

  /** Which files are plans. */
  List<String> globs() {
    return globs.patterns();
  }

  boolean match(String path) {
    return globs.match(path);
  }

  /** Whether there is any plan. */
  boolean any() throws IOException {
    return markdown().stream().anyMatch(path -> globs.match(path.value()));
  }

  /** These files, named as the person named them. */
  Checked named(Path directory, List<Path> files) throws IOException {
    List<Checked.Findings> findings = new ArrayList<>();
    readTogether();
    for (Path file : files) {
      Path path = directory.resolve(file).toAbsolutePath().normalize();
      if (!Files.isRegularFile(path)) {
        throw new WrongUsage("there is no file " + file);
      }
      PlanPath shown = new PlanPath(slashed(file));
      PlanPath inTree =
          path.startsWith(root) ? new PlanPath(slashed(root.relativize(path))) : shown;
      findings.add(
          inTree.equals(Settings.PATH)
              ? new Checked.Findings(
                  settingsFile.map(Settings.Read::problems).orElse(List.of()),
                  List.of(),
                  settingsFile.map(Settings.Read::source).orElse(SourceText.of("")),
                  Optional.empty())
              : check(inTree, shown, path, Set.of(inTree)));
    }
    return checked(findings);
  }

  private Checked checked(List<Checked.Findings> findings) {
    List<Plan> plans = findings.stream().flatMap(f -> f.plan().stream()).toList();
    List<NamedWorkflow> named =
        NamedWorkflow.by(plans, Workflows.of(workflows.orElse(List.of()))).stream()
            .filter(NamedWorkflow::carriesOutSteps)
            .toList();
    return new Checked(findings.size(), List.copyOf(findings), named);
  }

  private Checked.Findings check(PlanPath path, PlanPath shown, Path file, Set<PlanPath> tree)
      throws IOException {
    byte[] bytes = bytes(file);
    PlanDocument document = PlanParser.parse(path, "", bytes, settings);
    Plan known = together.get(path);
    Plan checked = known == null ? alone(document, bytes, tree) : known;
    List<Problem> problems =
        Stream.concat(
                checked.problems().stream(),
                checked.steps().stream().flatMap(s -> s.problems().stream()))
            .map(p -> new Problem(shown, p.line(), p.column(), p.message(), p.hint()))
            .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
            .toList();
    List<Notice> notices =
        document.notices().stream()
            .map(n -> new Notice(shown, n.line(), n.column(), n.message(), n.hint()))
            .toList();
    return new Checked.Findings(problems, notices, document.source(), Optional.of(checked));
  }

  private Plan alone(PlanDocument document, byte[] bytes, Set<PlanPath> tree) {
    Plan plan = Identity.identify(document, List.of(), tree);
    return workflows.map(w -> WorkflowProblems.in(plan, Workflows.of(w), bytes)).orElse(plan);
  }

  // Only where the globs can match: a checkout may hold a build's output and a hundred thousand
  // other files.
  private List<PlanPath> markdown() throws IOException {
    Set<PlanPath> found = new TreeSet<>();
    for (String glob : globs.patterns()) {
      Path base = root.resolve(fixedPart(glob)).normalize();
      if (base.startsWith(root) && Files.exists(base)) {
        try (Stream<Path> paths = Files.find(base, DEEPEST, (p, a) -> a.isRegularFile())) {
          paths
              .map(p -> slashed(root.relativize(p)))
              .filter(PlanFiles::isMarkdown)
              .map(PlanPath::new)
              .forEach(found::add);
        } catch (UncheckedIOException e) {
          throw new IOException("cannot list " + base + ": " + e.getMessage(), e);
        }
      }
    }
    return List.copyOf(found);
  }

  private static boolean isMarkdown(String path) {
    return path.endsWith(".md") && !path.startsWith(".git/");
  }

  private static String fixedPart(String glob) {
    String before = glob.replaceFirst("[*?].*", "");
    return before.equals(glob) ? glob : before.substring(0, before.lastIndexOf('/') + 1);
  }

  /** Empty where nobody can know them: this is no checkout, and there are none. */
  private static Optional<List<PlanFile>> workflows(Path root) throws IOException {
    Path directory = root.resolve(WORKFLOWS);
    if (!Files.isDirectory(directory)) {
      return Files.exists(root.resolve(".git")) ? Optional.of(List.of()) : Optional.empty();
    }
    List<PlanFile> files = new ArrayList<>();
    List<Path> listed;
    try (Stream<Path> paths = Files.list(directory)) {
      listed = paths.filter(p -> p.toString().matches(".*\\.ya?ml") && isFile(p)).toList();
    }
    for (Path file : listed) {
      files.add(new PlanFile(new PlanPath(WORKFLOWS + "/" + file.getFileName()), "", bytes(file)));
    }
    return Optional.of(files);
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  // One byte more than a plan may have is enough to refuse it.
  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(PlanParser.MOST_BYTES + 1);
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
