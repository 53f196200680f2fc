package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Marker;
import dev.setpoint.read.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Closes second issues of one attempt, which GitHub makes when it delivers a creation twice. One
 * that a person completes before that counts only while no other is recorded ({@link Bindings}): to
 * look for more would cost every pass a list of closed issues, and the one that is recorded stays
 * open.
 */
final class Duplicates {
  private Duplicates() {}

  static Todo closed(Snapshot seen) {
    Map<String, Claim> claims = new HashMap<>();
    Set<JobId> recorded = new HashSet<>();
    for (Claim claim : seen.ledger().attempts().values()) {
      claim.phase().knownJob().ifPresent(j -> recorded.add(j.id()));
    }
    // What is recorded beats what an issue's text says: anybody may paste another's marker.
    List<Issue> others =
        seen.jobs().openIssues().stream().filter(i -> !recorded.contains(i.id())).toList();
    if (others.isEmpty()) {
      return Todo.NOTHING;
    }
    seen.ledger().attempts().values().forEach(c -> claims.put(c.key().path(), c));
    Todo todo = Todo.NOTHING;
    for (Issue issue : others) {
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
