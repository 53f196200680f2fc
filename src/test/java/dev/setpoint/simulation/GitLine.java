package dev.setpoint.simulation;

import dev.setpoint.execute.ClaimStore;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.ClaimText;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Ref;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Settings;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.PlanSource;
import dev.setpoint.read.Tip;
import dev.setpoint.sync.PlanBranch;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ports to git, onto the git in memory. */
final class GitLine implements PlanSource, ClaimStore, PlanBranch {
  private final Line line;
  private final World world;
  private final Actor actor;
  private int salts;

  GitLine(Line line) {
    this.line = line;
    this.world = line.world;
    this.actor = line.actor;
  }

  @Override
  public Tip fetch() throws IOException {
    Tip tip = line.read("fetch", this::tip);
    actor.fetched = Optional.of(tip);
    return tip;
  }

  private Tip tip() {
    GitServer.Commit commit = world.git.tip();
    List<PlanFile> plans = new ArrayList<>();
    List<PlanFile> workflows = new ArrayList<>();
    Set<PlanPath> markdown = new TreeSet<>();
    commit
        .tree()
        .forEach(
            (path, blob) -> {
              PlanFile file = new PlanFile(new PlanPath(path), blob.id(), blob.bytes());
              if (path.startsWith("plans/")) {
                plans.add(file);
              }
              if (path.endsWith(".md")) {
                markdown.add(file.path());
              }
              if (path.startsWith(".github/workflows/")) {
                workflows.add(file);
              }
            });
    Optional<PlanFile> settings =
        Optional.ofNullable(commit.tree().get(Settings.PATH.value()))
            .map(b -> new PlanFile(Settings.PATH, b.id(), b.bytes()));
    List<Ref> refs = new ArrayList<>();
    world
        .git
        .refs("refs/setpoint/")
        .forEach(
            (name, c) -> {
              // Without the guard's notes the program believes the run that it was told of.
              if (!world.mutant.guardIsGreen() || !name.startsWith(ClaimKey.STARTED)) {
                refs.add(new Ref(name, c.id(), c.message()));
              }
            });
    return new Tip("main", commit.id(), plans, settings, workflows, "main", markdown, refs);
  }

  @Override
  public Optional<Ref> read(String name) throws IOException {
    // A failed read-back leaves the pass where the lost answer had put it: no trouble of its own.
    boolean before = actor.trouble;
    try {
      return line.read(
          "read " + name, () -> world.git.at(name).map(c -> new Ref(name, c.id(), c.message())));
    } catch (IOException e) {
      actor.trouble = before;
      throw e;
    }
  }

  @Override
  public List<Answer> push(List<RefChange> changes) {
    if (changes.isEmpty()) {
      return List.of();
    }
    String call = "push claims " + brief(changes);
    line.before(call);
    List<GitServer.Update> updates = changes.stream().map(this::update).toList();
    for (GitServer.Update update : updates) {
      update
          .next()
          .flatMap(c -> ClaimText.parse(new Ref(update.ref(), c.id(), c.message())))
          .ifPresent(claim -> world.oracle.jobs.claiming(actor, claim));
    }
    return actor.learns(
        switch (line.faults.fate(false, false)) {
          case FINE, LIMITED, TWICE, TWICE_AND_LOST -> answers(changes, updates, all(updates));
          case REFUSED ->
              updates.stream().<Answer>map(u -> new Answer.Refused("the server says no")).toList();
          case UNDONE -> unclear(updates);
          case ANSWER_LOST -> {
            all(some(updates));
            yield unclear(updates);
          }
          case LATER -> {
            world.later(() -> call, () -> all(updates));
            yield unclear(updates);
          }
          case CRASH_AFTER -> {
            all(some(updates));
            throw line.dies();
          }
          case CRASH_LATER -> {
            world.later(() -> call, () -> all(updates));
            throw line.dies();
          }
        });
  }

  private static String brief(List<RefChange> changes) {
    List<String> all = new ArrayList<>();
    for (RefChange c : changes) {
      String name = c.name().replaceAll("refs/setpoint/|-[0-9a-f]{16}", "");
      String subject = c.message().map(m -> m.lines().findFirst().orElse("")).orElse("deleted");
      all.add(
          name + subject.replaceFirst(".*: ", " ") + (c.expected().isPresent() ? "" : " (new)"));
    }
    return all.toString();
  }

  // A push that is not atomic may have done a part of its work when the connection broke.
  private List<GitServer.Update> some(List<GitServer.Update> updates) {
    return updates.subList(0, updates.size() - line.faults.any(updates.size()));
  }

  private List<Boolean> all(List<GitServer.Update> updates) {
    return updates.isEmpty() ? List.of() : world.push(updates, false);
  }

  private List<Answer> answers(
      List<RefChange> changes, List<GitServer.Update> updates, List<Boolean> fine) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      boolean won = fine.get(i);
      world.log.say(() -> won ? "  moved" : "  lost the race");
      answers.add(won ? new Answer.Done(commit(updates.get(i))) : new Answer.Lost("it moved"));
    }
    return answers;
  }

  private List<Answer> unclear(List<GitServer.Update> updates) {
    world.tally.lostAnswers++;
    world.log.say(() -> "  no answer");
    return updates.stream()
        .<Answer>map(u -> new Answer.Unclear(commit(u), "the connection broke"))
        .toList();
  }

  private static CommitId commit(GitServer.Update update) {
    return update.next().map(GitServer.Commit::id).orElseGet(() -> update.expected().orElseThrow());
  }

  // As the real claim store does, each commit gets a header like no other.
  private GitServer.Update update(RefChange change) {
    boolean fixed = world.mutant == Mutant.CLAIM_WITH_A_FIXED_OBJECT;
    boolean takesOver =
        world.mutant == Mutant.TAKEOVER_WITHOUT_CAS
            && change.expected().isPresent()
            && change.message().filter(m -> m.contains("State: claimed")).isPresent();
    String salt = fixed ? "" : actor.number + "." + ++salts;
    Optional<CommitId> parent =
        takesOver ? world.git.at(change.name()).map(GitServer.Commit::id) : change.expected();
    Optional<GitServer.Commit> next =
        change
            .message()
            .map(m -> fixed ? m.replaceAll("(?m)^At: .*$", "At: " + hour()) : m)
            .map(m -> GitServer.commit(parent, m, new TreeMap<>(), salt));
    return new GitServer.Update(change.name(), parent, next, takesOver);
  }

  private Instant hour() {
    return world.clock.now().truncatedTo(ChronoUnit.HOURS);
  }

  @Override
  public Pushed push(
      CommitId parent, Map<PlanPath, byte[]> edits, String message, List<RefChange> outcomes)
      throws IOException {
    String call = "push plans " + edits.keySet() + " " + brief(outcomes);
    line.before(call);
    if (!edits.isEmpty() && world.pushForbidden) {
      return new Pushed.Refused("the branch is protected");
    }
    List<GitServer.Update> updates = new ArrayList<>(outcomes.stream().map(this::update).toList());
    Optional<GitServer.Commit> commit =
        edits.isEmpty() ? Optional.empty() : Optional.of(commit(parent, edits, message));
    boolean forced = world.mutant == Mutant.FORCE_PUSH;
    commit.ifPresent(
        c ->
            updates.add(
                new GitServer.Update(
                    GitServer.BRANCH, Optional.of(parent), Optional.of(c), forced)));
    return actor.learns(
        switch (line.faults.fate(false, false)) {
          case FINE, LIMITED, TWICE, TWICE_AND_LOST -> pushed(updates, commit, edits, message);
          case REFUSED -> new Pushed.Refused("the server says no");
          case UNDONE -> throw line.fails(call);
          case ANSWER_LOST -> {
            world.push(updates, true);
            throw line.fails(call);
          }
          case LATER -> {
            world.later(() -> call, () -> world.push(updates, true));
            throw line.fails(call);
          }
          case CRASH_AFTER -> {
            world.push(updates, true);
            throw line.dies();
          }
          case CRASH_LATER -> {
            world.later(() -> call, () -> world.push(updates, true));
            throw line.dies();
          }
        });
  }

  private GitServer.Commit commit(CommitId parent, Map<PlanPath, byte[]> edits, String message) {
    SortedMap<String, GitServer.Blob> tree = new TreeMap<>(world.git.object(parent).tree());
    edits.forEach((path, bytes) -> tree.put(path.value(), GitServer.Blob.of(bytes)));
    return GitServer.commit(Optional.of(parent), message, tree, actor.number + "." + ++salts);
  }

  private Pushed pushed(
      List<GitServer.Update> updates,
      Optional<GitServer.Commit> commit,
      Map<PlanPath, byte[]> edits,
      String message) {
    boolean won = world.push(updates, true).getFirst();
    world.log.say(() -> won ? "  landed" : "  raced");
    if (won) {
      commit.ifPresent(c -> actor.commits++);
      return new Pushed.Done(commit.map(GitServer.Commit::id));
    }
    if (world.mutant == Mutant.NAIVE_STATUS_MERGE && commit.isPresent()) {
      return merged(edits, message);
    }
    return new Pushed.Raced();
  }

  /** What a git merge would do: the block as this pass saw it, put into whatever is there now. */
  private Pushed merged(Map<PlanPath, byte[]> edits, String message) {
    GitServer.Commit tip = world.git.tip();
    SortedMap<String, GitServer.Blob> tree = new TreeMap<>(tip.tree());
    edits.forEach(
        (path, bytes) -> {
          String block = TextOracle.block(GitServer.Blob.of(bytes).text());
          GitServer.Blob there = tree.get(path.value());
          if (there != null && there.text().contains(TextOracle.OPEN)) {
            String[] around = TextOracle.around(there.text());
            tree.put(path.value(), GitServer.Blob.of(around[0] + block + around[1]));
          }
        });
    if (tree.equals(tip.tree())) {
      return new Pushed.Done(Optional.empty());
    }
    GitServer.Commit merged = GitServer.commit(Optional.of(tip.id()), message, tree, "merge");
    world.push(
        List.of(
            new GitServer.Update(
                GitServer.BRANCH, Optional.of(tip.id()), Optional.of(merged), false)),
        true);
    return new Pushed.Done(Optional.of(merged.id()));
  }
}
