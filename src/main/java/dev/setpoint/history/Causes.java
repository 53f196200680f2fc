package dev.setpoint.history;

import dev.setpoint.history.Event.Edited;
import dev.setpoint.job.JobLink;
import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from the block before, the block after, the commit's message and people's edits in between
 * what moved a step. Where none of them tells, it says so.
 */
final class Causes {
  private static final Pattern NAMED = Pattern.compile("`([a-z0-9-]{1,40})`");
  private static final Pattern ATTEMPT = Pattern.compile("\\(attempt (\\d{1,6}) of (\\d{1,6})\\)");
  private static final String TRAILER = "Cause: ";

  private final Map<StepId, BlockSeen.Row> before;
  private final Reading after;
  private final List<Edited> edits;
  private final Map<StepId, StepStatus> now = new HashMap<>();
  private final Map<StepId, String> told = new HashMap<>();

  Causes(Map<StepId, BlockSeen.Row> before, Reading after, List<Edited> edits) {
    this.before = before;
    this.after = after;
    this.edits = edits;
    after.rows().forEach(r -> now.put(r.id(), StepStatus.ofWords(r.status())));
    if (after.revision().isSetpoints()) {
      after.text().ifPresent(t -> told(t.plan().value() + "/"));
    }
  }

  // `Cause: <plan>/<step> <words>`, as sync writes it; a plan's id may hold blanks.
  private void told(String plan) {
    after
        .revision()
        .message()
        .lines()
        .filter(l -> l.startsWith(TRAILER + plan))
        .map(l -> l.substring((TRAILER + plan).length()))
        .forEach(
            l -> {
              int blank = l.indexOf(' ');
              if (blank > 0) {
                told.put(new StepId(l.substring(0, blank)), l.substring(blank + 1).strip());
              }
            });
  }

  Cause of(Optional<BlockSeen.Row> was, BlockSeen.Row row) {
    if (!after.revision().isSetpoints()) {
      return Cause.by(
          after.revision().who(), "written into the status block by hand, not by Setpoint");
    }
    StepStatus status = StepStatus.ofWords(row.status());
    Optional<StepStatus> from = was.map(BlockSeen.Row::status).map(StepStatus::ofWords);
    Optional<String> words = Optional.ofNullable(told.get(row.id()));
    return switch (status) {
      case DONE -> Cause.of(Cause.Kind.JOB, words.orElseGet(() -> job(row) + " " + success(row)));
      case FAILED -> failed(row, words);
      case CANCELLED -> cancelled(row, words);
      case SKIPPED ->
          edit(row.id(), Event.Kind.STEP_EDITED)
              .map(e -> Cause.by(e.revision().who(), "`skip:` written"))
              .orElseGet(() -> Cause.of(Cause.Kind.EDIT, "the plan says so"));
      case RUNNING -> started(was, row, from, words);
      case NEEDS_PERSON -> started(was, row, from, words);
      case WAITING -> held(from);
      case READY -> held(from);
    };
  }

  private Cause failed(BlockSeen.Row row, Optional<String> words) {
    if (row.status().startsWith("failed: ")) {
      return Cause.of(
          Cause.Kind.JOB,
          "GitHub refused to start it: " + row.status().substring("failed: ".length()));
    }
    return Cause.of(Cause.Kind.JOB, words.orElseGet(() -> job(row) + " did not succeed"));
  }

  private Cause cancelled(BlockSeen.Row row, Optional<String> words) {
    Optional<Lifecycle> state = after.text().map(Reading.Text::lifecycle);
    if (state.filter(Lifecycle.CANCELLED::equals).isPresent()) {
      return lifecycle()
          .map(e -> Cause.by(e.revision().who(), "plan cancelled"))
          .orElseGet(() -> Cause.of(Cause.Kind.EDIT, "the plan is cancelled"));
    }
    String usual = isIssue(row) ? "was closed, but not as completed" : "was cancelled on GitHub";
    return Cause.of(Cause.Kind.JOB, words.orElseGet(() -> job(row) + " " + usual));
  }

  private Cause started(
      Optional<BlockSeen.Row> was,
      BlockSeen.Row row,
      Optional<StepStatus> from,
      Optional<String> words) {
    if (row.status().contains("was it started?")) {
      return Cause.of(
          Cause.Kind.UNKNOWN, "nobody could tell whether it was started: a person is asked");
    }
    if (from.isEmpty()) {
      return first(row);
    }
    return switch (from.get()) {
      case WAITING -> needs(was.map(BlockSeen.Row::status).orElse(""), row);
      case READY -> ready(was.map(BlockSeen.Row::status).orElse(""), row);
      case DONE -> Cause.of(Cause.Kind.JOB, job(row) + " was taken up again on GitHub");
      case SKIPPED -> edited(row.id(), "no longer skipped");
      case FAILED -> again(row, words);
      case CANCELLED -> again(row, words);
      case RUNNING -> again(row, words);
      case NEEDS_PERSON -> again(row, words);
    };
  }

  private Cause again(BlockSeen.Row row, Optional<String> words) {
    if (words.isPresent()) {
      return Cause.of(Cause.Kind.RETRY, words.get());
    }
    Matcher attempt = ATTEMPT.matcher(row.status());
    if (attempt.find()) {
      int number = Integer.parseInt(attempt.group(1));
      int most = Integer.parseInt(attempt.group(2));
      return number <= most && most > 1
          ? Cause.of(Cause.Kind.RETRY, "tried again: attempt %d of %d".formatted(number, most))
          : Cause.of(Cause.Kind.RETRY, "tried again, as somebody asked (who is not known here)");
    }
    Optional<String> before =
        Optional.ofNullable(this.before.get(row.id())).flatMap(BlockSeen.Row::job);
    if (before.isPresent() && row.job().isPresent() && !before.equals(row.job())) {
      return Cause.of(Cause.Kind.RETRY, "started anew as " + job(row));
    }
    return Cause.of(Cause.Kind.JOB, "changed on GitHub (by whom is not known here)");
  }

  /** Which of those it waited for are over now. */
  private Cause needs(String words, BlockSeen.Row row) {
    List<String> over = new ArrayList<>();
    Matcher names = NAMED.matcher(words);
    while (names.find()) {
      StepStatus status = now.get(new StepId(names.group(1)));
      if (status != null && status.satisfies()) {
        over.add("`" + names.group(1) + "` is " + status.word());
      }
    }
    return over.isEmpty()
        ? edited(row.id(), "its needs changed")
        : Cause.of(Cause.Kind.NEED, String.join(", ", over));
  }

  private Cause ready(String words, BlockSeen.Row row) {
    Optional<Edited> let = lifecycle();
    if (let.isPresent()) {
      return Cause.by(let.get().revision().who(), "plan set to " + state());
    }
    String held = words.startsWith("ready, ") ? " (it was held: " + words.substring(7) + ")" : "";
    return first(row).kind() == Cause.Kind.EDIT
        ? first(row)
        : Cause.of(Cause.Kind.NEED, "nothing held it any longer" + held);
  }

  private Cause first(BlockSeen.Row row) {
    return edit(row.id(), Event.Kind.STEP_ADDED)
        .map(e -> Cause.by(e.revision().who(), "added"))
        .or(() -> lifecycle().map(e -> Cause.by(e.revision().who(), "plan set to " + state())))
        .or(
            () ->
                edits.stream()
                    .filter(e -> e.kind() == Event.Kind.ADDED && e.cause().who().isPresent())
                    .findFirst()
                    .map(e -> Cause.by(e.revision().who(), "plan added as " + state())))
        .orElseGet(() -> Cause.of(Cause.Kind.NEED, "it needs nothing that is not done"));
  }

  private Cause held(Optional<StepStatus> from) {
    if (from.isEmpty()) {
      return Cause.of(Cause.Kind.NEED, "first seen");
    }
    return edits.isEmpty()
        ? Cause.of(Cause.Kind.UNKNOWN, "why is not known here")
        : Cause.by(edits.getLast().revision().who(), "plan edited");
  }

  private Cause edited(StepId step, String words) {
    return edit(step, Event.Kind.STEP_EDITED)
        .or(() -> edits.isEmpty() ? Optional.empty() : Optional.of(edits.getLast()))
        .map(e -> Cause.by(e.revision().who(), words + ", plan edited"))
        .orElseGet(() -> Cause.of(Cause.Kind.UNKNOWN, words));
  }

  private Optional<Edited> lifecycle() {
    return edits.reversed().stream().filter(e -> e.kind() == Event.Kind.STATUS).findFirst();
  }

  private Optional<Edited> edit(StepId step, Event.Kind kind) {
    return edits.reversed().stream()
        .filter(e -> e.kind() == kind && e.step().filter(step::equals).isPresent())
        .findFirst();
  }

  private String state() {
    return after.text().map(t -> t.lifecycle().word()).orElse("approved");
  }

  private static String success(BlockSeen.Row row) {
    return isIssue(row) ? "was closed as completed" : "succeeded";
  }

  private static boolean isIssue(BlockSeen.Row row) {
    return row.job().filter(u -> u.contains("/actions/runs/")).isEmpty();
  }

  /** {@code #11}, {@code run 9817}; {@code its job} where the row names none. */
  static String job(BlockSeen.Row row) {
    return row.job().flatMap(JobLink::at).map(JobLink::toString).orElse("its job");
  }
}
