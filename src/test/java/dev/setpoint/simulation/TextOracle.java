package dev.setpoint.simulation;

import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.PlanDocument;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Settings;
import dev.setpoint.plan.StepId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is written, into plans and into issues, and the invariants that speak of text. */
final class TextOracle {
  static final String OPEN = "<!-- setpoint:status plan=";
  static final String CLOSE = "<!-- /setpoint:status -->";
  private static final Pattern RUN = Pattern.compile("/actions/runs/([0-9]+)$");
  private static final Pattern ISSUE = Pattern.compile("/issues/([0-9]+)$");

  private final JobOracle jobs;
  private final Map<PlanId, Map<StepId, BlockSeen.Row>> written = new HashMap<>();
  private boolean byPerson;

  TextOracle(JobOracle jobs) {
    this.jobs = jobs;
  }

  void aPersonPushes() {
    byPerson = true;
  }

  void nobodyPushes() {
    byPerson = false;
  }

  /** The plan branch moved. */
  void moved(Optional<GitServer.Commit> before, GitServer.Commit after) {
    if (before.isPresent() && !after.parent().equals(before.map(GitServer.Commit::id))) {
      throw new Violation("9 a person's text is preserved", "a commit left the branch");
    }
    if (byPerson || before.isEmpty()) {
      return;
    }
    Map<String, GitServer.Blob> was = before.get().tree();
    if (was.equals(after.tree())) {
      throw new Violation("23 no difference, no commit", after.message());
    }
    if (!was.keySet().equals(after.tree().keySet())) {
      throw new Violation("9 a person's text is preserved", "files came or went");
    }
    after
        .tree()
        .forEach(
            (path, blob) -> {
              GitServer.Blob old = was.get(path);
              if (old != null && !Arrays.equals(old.bytes(), blob.bytes())) {
                onlyTheBlock(path, old.text(), blob.text());
                statuses(path, blob);
              }
            });
  }

  private static void onlyTheBlock(String path, String was, String is) {
    if (count(is, OPEN) != Math.max(1, count(was, OPEN)) || count(is, CLOSE) < 1) {
      throw new Violation("16 one block, one marker", path);
    }
    String[] now = around(is);
    if (was.contains(OPEN)) {
      String[] then = around(was);
      if (!then[0].equals(now[0]) || !then[1].equals(now[1])) {
        throw new Violation("9 a person's text is preserved", path + "\n" + was + "\n→\n" + is);
      }
    } else if (!was.startsWith(now[0].stripTrailing())
        || !was.endsWith(now[1].stripLeading())
        || !blankless(was).equals(blankless(now[0] + now[1]))) {
      throw new Violation("9 a person's text is preserved", path + "\n" + was + "\n→\n" + is);
    }
  }

  private static String blankless(String text) {
    return text.replaceAll("\\s+", "");
  }

  /** What stands before and after the block. */
  static String[] around(String text) {
    int from = text.indexOf(OPEN);
    int to = text.indexOf(CLOSE, from) + CLOSE.length();
    return new String[] {text.substring(0, from), text.substring(to)};
  }

  /** The block itself; empty where there is none. */
  static String block(String text) {
    int from = text.indexOf(OPEN);
    int to = from < 0 ? -1 : text.indexOf(CLOSE, from);
    return to < 0 ? "" : text.substring(from, to + CLOSE.length());
  }

  private static int count(String text, String part) {
    int found = 0;
    for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + 1)) {
      found++;
    }
    return found;
  }

  private void statuses(String path, GitServer.Blob blob) {
    PlanDocument document =
        PlanParser.parse(new PlanPath(path), blob.id(), blob.bytes(), Settings.NONE);
    PlanId plan = document.block().plan().orElse(PlanId.of(document.path()));
    Map<StepId, BlockSeen.Row> last = written.getOrDefault(plan, Map.of());
    Map<StepId, BlockSeen.Row> now = new HashMap<>();
    for (BlockSeen.Row row : document.block().rows()) {
      now.put(row.id(), row);
      boolean over = row.job().isEmpty() && jobs.everOver(plan, row.id());
      if (isDone(row) && !over && !jobs.isDone(job(row)) && !wasSo(last, row)) {
        throw new Violation("12 done only on evidence", path + " " + row);
      }
      BlockSeen.Row old = last.get(row.id());
      if (old != null && isDone(old) && !isDone(row) && !mayGoBack(plan, old, row)) {
        throw new Violation("10 statuses go forward", path + " " + old + " → " + row);
      }
    }
    written.put(plan, now);
  }

  private static boolean wasSo(Map<StepId, BlockSeen.Row> last, BlockSeen.Row row) {
    BlockSeen.Row old = last.get(row.id());
    return old != null && isDone(old) && old.job().equals(row.job());
  }

  // A failed run that a person runs again while the next attempt is being claimed may succeed
  // before that attempt shows up.
  private boolean mayGoBack(PlanId plan, BlockSeen.Row old, BlockSeen.Row now) {
    boolean both = !old.job().equals(now.job()) && jobs.everRunAgain(job(old));
    return both
        || jobs.everReopened(job(old))
        || jobs.isForgotten(plan, old.id())
        || jobs.isWished(plan, old.id());
  }

  private static boolean isDone(BlockSeen.Row row) {
    return row.status().startsWith("done");
  }

  static Optional<JobLink> job(BlockSeen.Row row) {
    return row.job()
        .flatMap(
            url -> {
              Matcher run = RUN.matcher(url);
              Matcher issue = ISSUE.matcher(url);
              return run.find()
                  ? Optional.of(new JobLink(new JobId.Run(Long.parseLong(run.group(1))), url))
                  : issue.find()
                      ? Optional.of(
                          new JobLink(new JobId.Issue(Integer.parseInt(issue.group(1))), url))
                      : Optional.empty();
            });
  }

  /** A body that a pass gives an issue. */
  void body(String body) {
    int own = count(body, "<!-- setpoint:job") + count(body, "<!-- setpoint:status");
    if (own != 1 || !body.startsWith("<!-- setpoint:job") || count(body, "<!-- /setpoint:") != 1) {
      throw new Violation("16 one block, one marker", body);
    }
  }

  /** A person rewrote or removed the block: what it said before binds nobody. */
  void forget() {
    written.clear();
  }
}
