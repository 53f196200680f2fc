package dev.setpoint.edge.git;

import dev.setpoint.job.RefChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;

/** Makes the commits that are pushed: claims on an empty tree, and the plan commit. */
final class Commits {
  private final LocalObjects objects;
  private final Author author;
  private final Clock clock;
  private final RandomGenerator random;

  Commits(LocalObjects objects, Author author, Clock clock, RandomGenerator random) {
    this.objects = objects;
    this.author = author;
    this.clock = clock;
    this.random = random;
  }

  /** The new commit of each change, by ref name; the zero id where the ref is to be deleted. */
  Map<String, ObjectId> claims(Collection<RefChange> changes) throws IOException {
    Map<String, ObjectId> made = new LinkedHashMap<>();
    objects.insert(
        inserter -> {
          ObjectId tree = inserter.insert(new TreeFormatter());
          for (RefChange change : changes) {
            Optional<String> message = change.message();
            made.put(
                change.name(),
                message.isPresent()
                    ? claim(inserter, tree, change, message.get())
                    : ObjectId.zeroId());
          }
          return made;
        });
    objects.nowHas(made.values());
    return made;
  }

  /**
   * A commit like no other. Its text alone may be the same as another pass's within one second; a
   * server answers the push of an object it already has with "up to date", even where the ref was
   * expected to be elsewhere, and both passes would believe they had won. The header's name is
   * ours; git and GitHub carry headers they don't know.
   */
  private ObjectId claim(ObjectInserter inserter, ObjectId tree, RefChange change, String message)
      throws IOException {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    String who = person().toExternalString();
    StringBuilder text = new StringBuilder("tree ").append(tree.name()).append('\n');
    change.expected().ifPresent(old -> text.append("parent ").append(old.hex()).append('\n'));
    text.append("author ").append(who).append('\n');
    text.append("committer ").append(who).append('\n');
    text.append("setpoint-nonce ").append(HexFormat.of().formatHex(nonce)).append('\n');
    text.append('\n').append(message);
    return inserter.insert(Constants.OBJ_COMMIT, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The plan commit on that parent; empty when the edits change nothing. */
  Optional<ObjectId> plan(ObjectId parent, Map<String, byte[]> edits, String message)
      throws IOException {
    ObjectId before = objects.treeOf(parent);
    Optional<ObjectId> made =
        objects.insert(
            inserter -> {
              ObjectId after = Splice.into(objects, inserter, before, edits);
              if (after.equals(before)) {
                return Optional.empty();
              }
              CommitBuilder commit = new CommitBuilder();
              commit.setTreeId(after);
              commit.setParentId(parent);
              commit.setAuthor(person());
              commit.setCommitter(person());
              commit.setMessage(message);
              return Optional.of(inserter.insert(commit));
            });
    objects.nowHas(made.stream().toList());
    return made;
  }

  private PersonIdent person() {
    return new PersonIdent(author.name(), author.email(), clock.instant(), ZoneOffset.UTC);
  }
}
