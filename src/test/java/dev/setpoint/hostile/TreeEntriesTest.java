package dev.setpoint.hostile;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.GitOptions;
import dev.setpoint.edge.git.GitSession;
import dev.setpoint.read.Tip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trees that git itself would not make, though a pack may bring them: only regular files inside the
 * tree are plans. In the table an input is {@code mode name}, below {@code plans/}.
 */
class TreeEntriesTest {
  private static final byte[] PLAN = "# T\n\n## Steps\n\n### A\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private int count;

  @TestFactory
  List<DynamicTest> treeEntries() {
    return Table.of("tree-entries").tests(row -> seen(row.bytes()));
  }

  private String seen(byte[] input) throws Exception {
    Path directory = folder.resolve("r" + count++);
    try (Repository repository =
        new RepositoryBuilder().setGitDir(directory.toFile()).setBare().build()) {
      repository.create(true);
      write(repository, input);
    }
    StringBuilder answer = new StringBuilder();
    try (GitSession git =
        GitSession.open(GitOptions.of(directory.toUri().toString(), Token.NONE))) {
      Tip tip = git.plans().fetch();
      tip.plans().forEach(p -> answer.append("plan ").append(p.path()).append('\n'));
    } catch (IOException e) {
      answer.append(String.valueOf(e.getMessage()).replace(directory.toUri().toString(), "URL"));
    }
    return answer.toString();
  }

  private static void write(Repository repository, byte[] input) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId plan = inserter.insert(Constants.OBJ_BLOB, PLAN);
      ByteArrayOutputStream plans = new ByteArrayOutputStream();
      int from = 0;
      for (int i = 0; i < input.length; i++) {
        if (input[i] == '\n' && i > from) {
          entry(inserter, plans, java.util.Arrays.copyOfRange(input, from, i), plan);
          from = i + 1;
        }
      }
      entry(plans, "100644", "zz.md".getBytes(StandardCharsets.UTF_8), plan);
      ObjectId inner = inserter.insert(Constants.OBJ_TREE, plans.toByteArray());
      ByteArrayOutputStream root = new ByteArrayOutputStream();
      entry(root, "40000", "plans".getBytes(StandardCharsets.UTF_8), inner);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(Constants.OBJ_TREE, root.toByteArray()));
      PersonIdent who =
          new PersonIdent(
              "m", "m@example.org", Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
      commit.setAuthor(who);
      commit.setCommitter(who);
      commit.setMessage("x\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      repository.updateRef(Constants.HEAD, true).link("refs/heads/main");
      RefUpdate update = repository.updateRef("refs/heads/main");
      update.setNewObjectId(id);
      update.update();
    }
  }

  /** {@code 100644 a.md} is a file, {@code 40000 x} a directory that holds {@code y.md}. */
  private static void entry(
      ObjectInserter inserter, ByteArrayOutputStream tree, byte[] line, ObjectId plan)
      throws IOException {
    int blank = 0;
    while (line[blank] != ' ') {
      blank++;
    }
    String mode = new String(line, 0, blank, StandardCharsets.US_ASCII);
    byte[] name = java.util.Arrays.copyOfRange(line, blank + 1, line.length);
    ObjectId id = plan;
    if (mode.equals("40000")) {
      ByteArrayOutputStream inner = new ByteArrayOutputStream();
      entry(inner, "100644", "y.md".getBytes(StandardCharsets.UTF_8), plan);
      id = inserter.insert(Constants.OBJ_TREE, inner.toByteArray());
    } else if (mode.equals("120000")) {
      id = inserter.insert(Constants.OBJ_BLOB, "/etc/passwd".getBytes(StandardCharsets.UTF_8));
    } else if (mode.equals("160000")) {
      id = ObjectId.fromString("0123456789abcdef0123456789abcdef01234567");
    }
    entry(tree, mode, name, id);
  }

  private static void entry(ByteArrayOutputStream tree, String mode, byte[] name, ObjectId id) {
    tree.writeBytes((mode + " ").getBytes(StandardCharsets.US_ASCII));
    tree.writeBytes(name);
    tree.write(0);
    byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
    id.copyRawTo(raw, 0);
    tree.writeBytes(raw);
  }
}
