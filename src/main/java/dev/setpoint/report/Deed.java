package dev.setpoint.report;

import dev.setpoint.diff.Command;
import dev.setpoint.execute.Done;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Phase;
import java.util.Locale;
import java.util.Optional;

/**
 * One command as it is told: carried out, tried, or only planned.
 *
 * @param key the attempt it is about
 * @param subject what it is done to, for people: an issue's number, a workflow's file, or nothing
 * @param words how it went, or why it is done; for people, may hold GitHub's own text
 * @param url of the job it made or touched; empty when there is none (yet)
 */
public record Deed(
    Kind kind, ClaimKey key, Outcome outcome, String subject, String words, Optional<String> url) {

  /** What is done, in the closed list that programs read. */
  public enum Kind {
    OPEN_ISSUE("open an issue", "opened"),
    START_RUN("start", "started"),
    BIND("record the job", "recorded"),
    ADOPT("take in the job", "took in"),
    PARK("ask a person about", "could not tell about"),
    WITHDRAW("withdraw", "withdrew"),
    TIME_OUT("cancel for its timeout", "cancelled for its timeout"),
    EDIT_ISSUE("rewrite", "rewrote"),
    CLOSE_ISSUE("close", "closed"),
    HAND_OVER("hand over", "handed over"),
    REMIND("remind people of", "reminded people of"),
    ANSWER("answer", "answered"),
    SETTLE("settle", "settled");

    private final String todo;
    private final String done;

    Kind(String todo, String done) {
      this.todo = todo;
      this.done = done;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As an intention: {@code open an issue}. */
    String todo() {
      return todo;
    }

    /** As a fact: {@code opened}. */
    String done() {
      return done;
    }
  }

  /** What became of it, in the closed list that programs read. */
  public enum Outcome {
    /** Not carried out, because only the difference was asked for. */
    PLANNED,
    DONE,
    LOST,
    REFUSED,
    HELD,
    UNCLEAR;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Outcome of(Done.Result result) {
      return switch (result) {
        case DONE -> DONE;
        case LOST -> LOST;
        case REFUSED -> REFUSED;
        case HELD -> HELD;
        case UNCLEAR -> UNCLEAR;
      };
    }
  }

  /** A command that was carried out, or tried. */
  static Deed of(Done done, String webUrl) {
    Command command = done.command();
    return new Deed(
        kind(command),
        command.key(),
        Outcome.of(done.result()),
        done.job().map(JobLink::toString).orElseGet(() -> subject(command)),
        done.words(),
        done.job().or(() -> job(command)).map(j -> address(j, webUrl)));
  }

  /** A command that somebody only wants to know about. */
  static Deed planned(Command command, String webUrl) {
    return new Deed(
        kind(command),
        command.key(),
        Outcome.PLANNED,
        subject(command),
        reason(command),
        job(command).map(j -> address(j, webUrl)));
  }

  /** Whether the pass is left unfinished by it. */
  boolean unfinished() {
    return switch (outcome) {
      case HELD -> true;
      case UNCLEAR -> true;
      case PLANNED -> false;
      case DONE -> false;
      case LOST -> false;
      case REFUSED -> false;
    };
  }

  private static Kind kind(Command command) {
    return switch (command) {
      case Command.Start start ->
          switch (start.draft()) {
            case Command.Draft.IssueDraft i -> Kind.OPEN_ISSUE;
            case Command.Draft.RunDraft r -> Kind.START_RUN;
          };
      case Command.Bind bind -> Kind.BIND;
      case Command.Adopt adopt -> Kind.ADOPT;
      case Command.Park park -> Kind.PARK;
      case Command.Stop stop ->
          stop.cause() == Phase.Cause.TIMED_OUT ? Kind.TIME_OUT : Kind.WITHDRAW;
      case Command.Edit edit -> Kind.EDIT_ISSUE;
      case Command.Close close -> Kind.CLOSE_ISSUE;
      case Command.Answer answer -> Kind.ANSWER;
      case Command.Remind remind -> Kind.REMIND;
      case Command.Settle settle -> Kind.SETTLE;
      case Command.HandOver over -> Kind.HAND_OVER;
    };
  }

  private static String subject(Command command) {
    return switch (command) {
      case Command.Start start ->
          switch (start.draft()) {
            case Command.Draft.IssueDraft i -> "";
            case Command.Draft.RunDraft r -> r.workflow();
          };
      case Command.Park park -> "";
      case Command.Bind b -> named(command);
      case Command.Adopt a -> named(command);
      case Command.Stop s -> named(command);
      case Command.Edit e -> named(command);
      case Command.Close c -> named(command);
      case Command.Remind r -> named(command);
      case Command.HandOver h -> named(command);
      case Command.Answer a -> "/" + a.order().word() + " in " + named(command);
      case Command.Settle s -> "";
    };
  }

  private static String named(Command command) {
    return job(command).map(JobLink::toString).orElse("");
  }

  private static String reason(Command command) {
    return switch (command) {
      case Command.Start start ->
          start.key().attempt() == 1 ? "" : "attempt " + start.key().attempt();
      case Command.Bind bind -> bind.how();
      case Command.Adopt adopt -> "a person says that this is its job";
      case Command.Park park -> park.why();
      case Command.Stop stop -> stop.why();
      case Command.Edit edit -> "the plan's text has changed";
      case Command.Close close -> close.comment();
      case Command.Answer answer -> answer.words();
      case Command.Remind remind -> "";
      case Command.Settle settle -> settle.words();
      case Command.HandOver over -> "to " + over.agent().name();
    };
  }

  private static Optional<JobLink> job(Command command) {
    return switch (command) {
      case Command.Bind bind -> Optional.of(bind.job());
      case Command.Adopt adopt -> Optional.of(adopt.job());
      case Command.Stop stop -> Optional.of(stop.job());
      case Command.Edit edit -> Optional.of(issue(edit.issue()));
      case Command.Close close -> Optional.of(issue(close.issue()));
      case Command.Remind remind -> Optional.of(issue(remind.issue()));
      case Command.HandOver over -> Optional.of(issue(over.issue()));
      case Command.Answer answer -> Optional.of(issue(answer.order().issue()));
      case Command.Start start -> Optional.empty();
      case Command.Park park -> Optional.empty();
      case Command.Settle settle -> Optional.empty();
    };
  }

  private static JobLink issue(int number) {
    return new JobLink(new JobId.Issue(number), "");
  }

  // A command that only touches an issue knows its number; its page follows from that.
  private static String address(JobLink job, String webUrl) {
    if (!job.url().isEmpty()) {
      return job.url();
    }
    return switch (job.id()) {
      case JobId.Issue issue -> webUrl + "/issues/" + issue.number();
      case JobId.Run run -> webUrl + "/actions/runs/" + run.id();
    };
  }
}
