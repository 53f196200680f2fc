package dev.setpoint.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Everything outside a pass: git, GitHub, time, what is on the wire, and the eye that watches it
 * all.
 */
final class World {
  static final String WEB = "https://github.com/shop/app";
  static final String BOT = "setpoint[bot]";
  static final String LABEL = "setpoint";

  final Clockwork clock = new Clockwork();
  final GitServer git = new GitServer();
  final Issues issues = new Issues(clock);
  final Runs runs = new Runs(clock);
  final Runner runner = new Runner(this);
  final Log log;
  final Tally tally = new Tally();
  final Mutant mutant;

  /**
   * Whether waits, limits and lags stay within what the protocol assumes; if not, only doubles of
   * issues are forgiven.
   */
  final boolean timingHolds;

  final Oracle oracle;

  /** Who may command. */
  final Map<String, Boolean> writers = new TreeMap<>(Map.of("alice", true, "bob", true));

  /** How much may be created, where that is told. */
  Optional<CreationLimits> limits = Optional.empty();

  final Outsiders outsiders = new Outsiders();

  /** Whether passes have a token that may assign agents. */
  boolean agentToken;

  boolean branchProtected;
  boolean pushForbidden;
  private final List<Wire> wire = new ArrayList<>();
  private final GitServer.Watcher watcher;

  /** An effect that is still under way although nobody waits for it. */
  private record Wire(String what, long latest, Runnable effect) {}

  World(Mutant mutant, boolean timingHolds, boolean logged) {
    this.mutant = mutant;
    this.timingHolds = timingHolds;
    this.log = new Log(logged, clock);
    this.oracle = new Oracle(this);
    this.watcher = oracle::moved;
  }

  /** A push by anybody but a pass. */
  List<Boolean> push(List<GitServer.Update> updates) {
    clock.change();
    return git.push(updates, false, watcher);
  }

  /** A push by a pass. */
  List<Boolean> push(List<GitServer.Update> updates, boolean atomic) {
    clock.change();
    return git.push(updates, atomic, watcher);
  }

  /**
   * A person's commit on the plan branch; an empty file is deleted. People who lose a race rebase,
   * so they always win.
   */
  void commit(String message, Map<String, Optional<GitServer.Blob>> files) {
    Optional<GitServer.Commit> tip = git.at(GitServer.BRANCH);
    SortedMap<String, GitServer.Blob> tree =
        new TreeMap<>(tip.map(GitServer.Commit::tree).orElse(new TreeMap<>()));
    files.forEach(
        (path, blob) -> blob.ifPresentOrElse(b -> tree.put(path, b), () -> tree.remove(path)));
    GitServer.Commit next =
        GitServer.commit(tip.map(GitServer.Commit::id), message, tree, "person " + clock.moment());
    oracle.text.aPersonPushes();
    push(
        List.of(
            new GitServer.Update(
                GitServer.BRANCH, tip.map(GitServer.Commit::id), Optional.of(next), false)));
    oracle.text.nobodyPushes();
  }

  /**
   * Puts an effect on the wire: it arrives when it arrives, within three minutes where timing
   * holds.
   */
  void later(Supplier<String> what, Runnable effect) {
    wire.add(new Wire(what.get(), clock.millis() + 180_000, effect));
  }

  boolean anythingOnTheWire() {
    return !wire.isEmpty();
  }

  /** One effect arrives. */
  void arrive(int index) {
    Wire next = wire.remove(index % wire.size());
    log.say(() -> "arrives late: " + next.what());
    next.effect().run();
  }

  int onTheWire() {
    return wire.size();
  }

  /** Adds all that a pass, a person or a watcher can tell. */
  void tell(Digest digest) {
    digest.add(clock.millis()).add(clock.moment());
    git.refs("")
        .forEach(
            (name, c) -> {
              digest.add(name).add(c.id()).add(c.parent()).add(c.message());
              c.tree().forEach((path, blob) -> digest.add(path).add(blob.text()));
            });
    issues.all().forEach(t -> digest.add(t.now()).addAll(t.comments));
    runs.all().forEach(j -> digest.add(j.now()).add(j.stage).add(j.cancelRequested).add(j.effects));
    wire.forEach(w -> digest.add(w.what()).add(w.latest()));
  }

  /** Passes that are about to create something. */
  final List<Actor> posting = new ArrayList<>();

  /**
   * How long time may pass at once: where timing holds, a pass that is about to create something
   * does so within two minutes.
   */
  Duration longest(Duration wanted) {
    long most = wanted.toMillis();
    if (timingHolds) {
      for (Actor actor : posting) {
        most = Math.min(most, Math.max(0, actor.postingSince + 120_000 - clock.millis()));
      }
    }
    return Duration.ofMillis(most);
  }

  /**
   * Time passes; where timing holds, nothing stays on the wire for longer than its three minutes.
   */
  void advance(Duration by) {
    long end = clock.millis() + by.toMillis();
    while (timingHolds) {
      Optional<Wire> due =
          wire.stream().filter(w -> w.latest() <= end).min(Comparator.comparingLong(Wire::latest));
      if (due.isEmpty()) {
        break;
      }
      clock.advance(Duration.ofMillis(Math.max(0, due.get().latest() - clock.millis())));
      arrive(wire.indexOf(due.get()));
    }
    clock.advance(Duration.ofMillis(end - clock.millis()));
  }
}
