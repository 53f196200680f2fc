package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Marker;
import dev.setpoint.read.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Closes second issues of one attempt, which GitHub makes when it delivers a creation twice. */
final class Duplicates {
  private Duplicates() {}

  static Todo closed(Snapshot seen) {
    Map<Integer, Issue> open = new HashMap<>();
    seen.jobs().openIssues().forEach(i -> open.put(i.number(), i));
    Map<String, Claim> claims = new HashMap<>();
    seen.ledger().attempts().values().forEach(c -> claims.put(c.key().path(), c));
    Todo todo = Todo.NOTHING;
    for (Issue issue : seen.jobs().openIssues()) {
      Optional<Claim> claim =
          Marker.in(issue.body())
              .map(m -> claims.get(m.path()))
              .filter(c -> Bindings.carries(issue, c));
      if (claim.isPresent() && isSecond(issue, claim.get(), seen)) {
        todo =
            todo.and(close(claim.get().key(), issue, claim.get().phase().knownJob().orElseThrow()));
      }
    }
    return todo;
  }

  // Another issue is recorded for the claim, and the same account wrote both.
  private static boolean isSecond(Issue issue, Claim claim, Snapshot seen) {
    return claim.phase().knownJob().orElse(null)
            instanceof JobLink(JobId.Issue(int number), String u)
        && number != issue.number()
        && Optional.ofNullable(seen.jobs().issues().get(number))
            .flatMap(s -> s.seen())
            .filter(first -> first.author().equals(issue.author()))
            .isPresent();
  }

  private static Todo close(ClaimKey key, Issue issue, JobLink first) {
    return Todo.doing(
        new Command.Close(
            key,
            issue.number(),
            Issue.State.DUPLICATE,
            "GitHub created this issue twice; " + first.id() + " is the one that counts."));
  }
}
