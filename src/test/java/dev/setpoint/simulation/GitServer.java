package dev.setpoint.simulation;

import dev.setpoint.job.CommitId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A git remote in memory: refs are linearizable and move only by compare-and-set, objects are named
 * by their content. As real servers do, it answers "up to date" to a push of what the ref holds
 * already, whatever was expected.
 */
final class GitServer {
  static final String BRANCH = "refs/heads/main";
  private static final String ZERO = "0000000000000000000000000000000000000000";

  /** A file's content and its name. */
  record Blob(String id, byte[] bytes) {
    static Blob of(String text) {
      return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Blob of(byte[] bytes) {
      return new Blob(sha("blob".getBytes(StandardCharsets.UTF_8), bytes), bytes);
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** A commit; the tree of a claim's commit is empty. */
  record Commit(
      CommitId id, Optional<CommitId> parent, String message, SortedMap<String, Blob> tree) {}

  /** One ref of a push. An empty {@code next} deletes. */
  record Update(String ref, Optional<CommitId> expected, Optional<Commit> next, boolean forced) {}

  /** Hears of every ref that moved. */
  interface Watcher {
    void moved(String ref, Optional<Commit> before, Optional<Commit> after, boolean known);
  }

  private final NavigableMap<String, CommitId> refs = new TreeMap<>();
  private final Map<CommitId, Commit> objects = new HashMap<>();

  /** A commit of that content; the salt is whatever else makes it unlike others. */
  static Commit commit(
      Optional<CommitId> parent, String message, SortedMap<String, Blob> tree, String salt) {
    StringBuilder text = new StringBuilder(parent.map(CommitId::hex).orElse(ZERO));
    text.append('\n').append(salt).append('\n').append(message).append('\n');
    tree.forEach((path, blob) -> text.append(path).append(' ').append(blob.id()).append('\n'));
    String id = sha(text.toString().getBytes(StandardCharsets.UTF_8));
    return new Commit(new CommitId(id), parent, message, tree);
  }

  private static String sha(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<Commit> at(String ref) {
    return Optional.ofNullable(refs.get(ref)).map(this::object);
  }

  Commit tip() {
    return at(BRANCH).orElseThrow();
  }

  Commit object(CommitId id) {
    Commit commit = objects.get(id);
    if (commit == null) {
      throw new IllegalStateException("no object " + id);
    }
    return commit;
  }

  /** Refs whose names begin so, by name. */
  Map<String, Commit> refs(String prefix) {
    Map<String, Commit> found = new TreeMap<>();
    refs.subMap(prefix, true, prefix + "\uffff", false)
        .forEach((name, id) -> found.put(name, object(id)));
    return found;
  }

  /**
   * One push.
   *
   * @param atomic all of it or nothing
   * @return for each update whether the ref is now as wanted
   */
  List<Boolean> push(List<Update> updates, boolean atomic, Watcher watcher) {
    List<Boolean> fine = new ArrayList<>();
    for (Update update : updates) {
      fine.add(isFine(update));
    }
    if (atomic && fine.contains(false)) {
      return updates.stream().map(u -> false).toList();
    }
    for (int i = 0; i < updates.size(); i++) {
      if (fine.get(i)) {
        apply(updates.get(i), watcher);
      }
    }
    return fine;
  }

  private boolean isFine(Update update) {
    Optional<CommitId> current = Optional.ofNullable(refs.get(update.ref()));
    if (update.next().isEmpty()) {
      return current.isPresent() && (update.forced() || current.equals(update.expected()));
    }
    Commit next = update.next().get();
    if (current.isPresent() && current.get().equals(next.id())) {
      return true;
    }
    return update.forced() || (current.equals(update.expected()) && next.parent().equals(current));
  }

  private void apply(Update update, Watcher watcher) {
    Optional<Commit> before = at(update.ref());
    Optional<Commit> after = update.next();
    if (before.map(Commit::id).equals(after.map(Commit::id))) {
      watcher.moved(update.ref(), before, after, true);
      return;
    }
    boolean known = after.filter(c -> objects.containsKey(c.id())).isPresent();
    if (after.isPresent()) {
      objects.put(after.get().id(), after.get());
      refs.put(update.ref(), after.get().id());
    } else {
      refs.remove(update.ref());
    }
    watcher.moved(update.ref(), before, after, known);
  }
}
