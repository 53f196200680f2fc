package dev.setpoint.demo.web;

import dev.setpoint.execute.ClaimStore;
import dev.setpoint.execute.Hands;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.RefChange;
import dev.setpoint.job.Run;
import dev.setpoint.plan.Happening;
import dev.setpoint.read.Found;
import dev.setpoint.read.Outside;
import dev.setpoint.read.Tip;
import dev.setpoint.sync.PlanBranch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a call of a port was for, and what came of it. */
final class Words {
  private static final Pattern KEY =
      Pattern.compile("refs/setpoint/[a-z]+/[^/]+/(.+)-[0-9a-f]{16}/(\\d+)");

  private Words() {}

  static Moment of(Call call, Object answer) {
    if (call.isFetch()) {
      return fetched((Tip) answer);
    }
    if (call.isLook()) {
      return looked(call, answer);
    }
    if (call.isCommit()) {
      return committed(call, (PlanBranch.Pushed) answer);
    }
    if (call.port() == ClaimStore.class) {
      return claimed(call, answer);
    }
    return acted(call, answer);
  }

  static Moment failed(Call call, Throwable why) {
    Stage stage = call.isLook() ? Stage.READ : call.isCommit() ? Stage.SYNC : Stage.ACT;
    return Moment.of(stage, call.name() + " failed: " + why.getMessage());
  }

  private static Moment fetched(Tip tip) {
    long claims = tip.refs().stream().filter(r -> r.name().contains("/claims/")).count();
    return Moment.of(
        Stage.READ,
        "git fetch: "
            + counted(tip.plans().size(), "plan")
            + " at "
            + tip.commit().brief()
            + ", "
            + counted(claims, "claim"));
  }

  private static Moment looked(Call call, Object answer) {
    String text =
        switch (call.name()) {
          case "openIssues" -> "open issues: " + size(answer);
          case "issuesBy" -> "all issues by " + call.text(0) + ", for evidence: " + size(answer);
          case "recentDispatches" -> "recent runs: " + size(answer);
          case "dispatchesSince" -> "all runs since the claim, for evidence: " + size(answer);
          case "issue" -> "issue #" + call.text(0) + " by its number: " + found(answer);
          case "run" -> "run " + call.text(0) + " by its id: " + found(answer);
          case "comments" -> "comments on #" + call.text(0) + ": " + size(answer);
          case "commentsSince" -> "new comments: " + size(answer);
          case "mayWrite" ->
              "may " + call.text(0) + " command? " + (answer.equals(true) ? "yes" : "no");
          case "look" -> "has it come that " + happening(call) + "? " + seen(answer);
          case "botLogin" -> "who am I? " + answer;
          case "isProtected" -> "is the branch protected? " + (answer.equals(true) ? "yes" : "no");
          default -> call.name();
        };
    return Moment.of(Stage.READ, text);
  }

  private static String happening(Call call) {
    return call.arguments().getFirst() instanceof Happening what ? what.words() : call.text(0);
  }

  private static String seen(Object answer) {
    return answer instanceof Outside.Seen.Happened ? "yes" : "not yet";
  }

  private static String size(Object answer) {
    return answer instanceof List<?> list ? String.valueOf(list.size()) : "?";
  }

  private static String found(Object answer) {
    if (answer instanceof Found.Present<?> here) {
      return switch (here.value()) {
        case Issue issue -> issue.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        case Run run -> run.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        default -> "here";
      };
    }
    return "gone";
  }

  private static Moment acted(Call call, Object answer) {
    return switch (call.name()) {
      case "createIssue" ->
          Moment.of(Stage.ACT, "POST issue “" + call.text(0) + "” → " + made(answer));
      case "dispatch" ->
          Moment.of(Stage.ACT, "POST dispatch of " + call.text(0) + " → " + made(answer));
      case "closeIssue" -> Moment.of(Stage.ACT, "close issue #" + call.text(0));
      case "editIssue" ->
          Moment.of(Stage.ACT, "rewrite issue #" + call.text(0) + ": the plan's text has changed");
      case "comment" -> Moment.of(Stage.ACT, "comment on #" + call.text(0), call.text(1));
      case "commentUnlessTouched" ->
          Moment.of(
              Stage.ACT,
              "comment on #" + call.text(0) + ", unless somebody was faster",
              call.text(2));
      case "react" -> Moment.of(Stage.ACT, "react to a comment");
      case "assignAgent" ->
          Moment.of(Stage.ACT, "give issue #" + call.text(0) + " to @" + call.text(1));
      case "cancelRun" -> Moment.of(Stage.ACT, "cancel run " + call.text(0));
      case "ensureLabel" ->
          Moment.of(Stage.ACT, "make sure that the label `" + call.text(0) + "` exists");
      default -> Moment.of(Stage.ACT, call.name());
    };
  }

  private static String made(Object answer) {
    return answer instanceof Hands.Created created
        ? switch (created) {
          case Hands.Created.Made m -> m.job().map(Object::toString).orElse("accepted");
          case Hands.Created.Refused r -> "refused: " + r.reason();
          case Hands.Created.Limited l -> "too many requests";
          case Hands.Created.Unclear u -> "no clear answer: " + u.reason();
        }
        : "the answer never arrives";
  }

  private static Moment claimed(Call call, Object answer) {
    if (call.name().equals("read")) {
      return Moment.of(Stage.ACT, "read the claim back");
    }
    List<String> lines = new ArrayList<>();
    List<?> answers = answer instanceof List<?> list ? list : List.of();
    List<RefChange> changes = call.changes();
    for (int i = 0; i < changes.size(); i++) {
      String outcome =
          i < answers.size()
              ? switch (answers.get(i)) {
                case ClaimStore.Answer.Lost lost -> ": another pass has it";
                case ClaimStore.Answer.Unclear unclear -> ": no clear answer";
                case ClaimStore.Answer.Refused refused -> ": refused";
                default -> "";
              }
              : "";
      lines.add(change(changes.get(i)) + outcome);
    }
    boolean first = changes.stream().anyMatch(c -> c.expected().isEmpty());
    return new Moment(
        Stage.ACT,
        first
            ? "git push: claim "
                + counted(changes.size(), "attempt")
                + ", before anything is created"
            : "git push: note on " + counted(changes.size(), "claim") + " what became of it",
        List.copyOf(lines));
  }

  private static String change(RefChange change) {
    String key = key(change.name());
    if (change.message().isEmpty()) {
      return "release " + key;
    }
    Optional<JobLink> job =
        change.message().get().lines().map(JobLink::at).flatMap(Optional::stream).findFirst();
    return change.expected().isEmpty()
        ? "claim " + key
        : key + job.map(j -> " is " + j).orElse(" moves on");
  }

  /** A claim's ref as people say it: step and attempt. */
  static String key(String ref) {
    Matcher key = KEY.matcher(ref);
    return key.matches()
        ? key.group(1) + (key.group(2).equals("1") ? "" : " (attempt " + key.group(2) + ")")
        : ref;
  }

  private static Moment committed(Call call, PlanBranch.Pushed pushed) {
    String subject = call.text(2).lines().findFirst().orElse("");
    return switch (pushed) {
      case PlanBranch.Pushed.Done done ->
          done.commit().isPresent()
              ? new Moment(
                  Stage.SYNC,
                  "one commit: " + subject,
                  call.text(2).lines().skip(1).filter(l -> !l.isBlank()).toList())
              : Moment.of(Stage.SYNC, "outcomes noted on the claims, no commit needed");
      case PlanBranch.Pushed.Raced raced ->
          Moment.of(
              Stage.SYNC,
              "somebody else's push came first: nothing was written, so look again and try again");
      case PlanBranch.Pushed.Refused refused ->
          Moment.of(Stage.SYNC, "the branch refuses the push: " + refused.reason());
    };
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
