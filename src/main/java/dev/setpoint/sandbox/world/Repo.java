package dev.setpoint.sandbox.world;

import dev.setpoint.sandbox.git.GitStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One repository: its settings, its people, and its rooms for git, issues and runs. */
public final class Repo {
  private final World world;
  private final long id;
  private final String owner;
  private final GitStore git;
  private final Instant createdAt;
  private final Issues issues;
  private final Labels labels;
  private final Runs runs;
  private final Workflows workflows;
  private final Map<String, Role> roles = new HashMap<>();
  private final Map<String, Set<String>> protectedBranches = new HashMap<>();
  private final Map<String, Release> releases = new HashMap<>();
  private String name;
  private String defaultBranch = "main";
  private boolean fork;
  private boolean hidden;
  private boolean archived;
  private boolean hasIssues = true;
  private boolean hasActions = true;

  Repo(World world, long id, String owner, String name, GitStore git) {
    this.world = world;
    this.id = id;
    this.owner = owner;
    this.name = name;
    this.git = git;
    this.createdAt = world.now();
    this.labels = new Labels(world);
    this.issues = new Issues(world, this);
    this.workflows = new Workflows(this);
    this.runs = new Runs(world, this);
  }

  public World world() {
    return world;
  }

  public long id() {
    return id;
  }

  public String owner() {
    return owner;
  }

  public String name() {
    return name;
  }

  void name(String other) {
    name = other;
  }

  public String fullName() {
    return owner + "/" + name;
  }

  public GitStore git() {
    return git;
  }

  public Issues issues() {
    return issues;
  }

  /** Makes a release of that tag; a published one is there for everybody from now on. */
  public synchronized Release releases(String tag, String author, boolean draft) {
    Instant now = world.now();
    Release made = new Release(releases.size() + 1L, tag, author, draft, now, draft ? null : now);
    releases.put(tag, made);
    return made;
  }

  public synchronized Optional<Release> release(String tag) {
    return Optional.ofNullable(releases.get(tag));
  }

  public Labels labels() {
    return labels;
  }

  public Runs runs() {
    return runs;
  }

  public Workflows workflows() {
    return workflows;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public String defaultBranch() {
    return defaultBranch;
  }

  public void defaultBranch(String branch) {
    git.defaultBranch(branch);
    defaultBranch = branch;
  }

  public boolean isFork() {
    return fork;
  }

  void fork(boolean is) {
    fork = is;
  }

  /** Private: who may not read it gets 404. */
  public boolean isHidden() {
    return hidden;
  }

  public void hidden(boolean is) {
    hidden = is;
  }

  public boolean isArchived() {
    return archived;
  }

  public void archived(boolean is) {
    archived = is;
  }

  public boolean hasIssues() {
    return hasIssues;
  }

  public void hasIssues(boolean has) {
    hasIssues = has;
  }

  public boolean hasActions() {
    return hasActions;
  }

  public void hasActions(boolean has) {
    hasActions = has;
  }

  public void grant(String login, Role role) {
    world.alone(() -> roles.put(world.accounts().of(login).login(), role));
  }

  /** A person's role; strangers may read what is not hidden. */
  public Role roleOf(String login) {
    return world.alone(
        () -> collaborator(login).map(roles::get).orElse(hidden ? Role.NONE : Role.READ));
  }

  /** The login as its owner spells it, if that person was ever given a role here. */
  public Optional<String> collaborator(String login) {
    return world.alone(
        () ->
            roles.keySet().stream()
                .filter(known -> known.equalsIgnoreCase(login))
                .filter(known -> roles.get(known) != Role.NONE)
                .findFirst());
  }

  public List<String> collaborators() {
    return world.alone(() -> new ArrayList<>(new TreeSet<>(roles.keySet())));
  }

  /** Refuses pushes to the branch, but for these logins. */
  public void protect(String branch, Set<String> mayPush) {
    world.alone(() -> protectedBranches.put(branch, Set.copyOf(mayPush)));
  }

  public void unprotect(String branch) {
    world.alone(() -> protectedBranches.remove(branch));
  }

  public boolean isProtected(String branch) {
    return world.alone(() -> protectedBranches.containsKey(branch));
  }

  public boolean mayPush(String branch, String login) {
    return world.alone(
        () -> {
          Set<String> allowed = protectedBranches.get(branch);
          return allowed == null || allowed.stream().anyMatch(login::equalsIgnoreCase);
        });
  }

  /** Tells of a {@code repository_dispatch}; the payload is the client's JSON. */
  public void dispatched(String sender, String type, String payload) {
    world.tell(new Event.RepositoryDispatched(this, sender, type, payload));
  }

  /** Follows a change of a ref: open pull requests get the new head, and webhooks hear of it. */
  public void pushed(String sender, String ref, String before, String after, boolean forced) {
    String branch = ref.replaceFirst("^refs/heads/", "");
    for (Issue issue : issues.all()) {
      Pull pull = issue.pull();
      boolean follows =
          pull != null
              && issue.isOpen()
              && pull.headBranch().equals(branch)
              && pull.headRepository().equals(fullName());
      if (follows) {
        issues.pushedTo(issue.number(), sender, after);
        git.updateRef("refs/pull/" + issue.number() + "/head", after, true);
      }
    }
    world.tell(new Event.Pushed(this, sender, ref, before, after, forced));
  }
}
