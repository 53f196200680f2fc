package dev.setpoint.read;

import dev.setpoint.job.Issue;
import dev.setpoint.job.Run;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port through which jobs are read: GitHub's REST API. Lists lag behind; reads by id do not.
 * Each method throws {@link IOException} when GitHub fails, is unreachable, or limits the rate: a
 * failed read is never an empty one.
 */
public interface JobSource {
  /** All open issues that carry the label, every page; pull requests left out. */
  List<Issue> openIssues(String label) throws IOException;

  /**
   * All issues in any state that this login created and that were updated at or after the time,
   * every page.
   */
  List<Issue> issuesBy(String login, Instant since) throws IOException;

  /**
   * The newest 100 runs of any workflow started by {@code workflow_dispatch}: one page, for runs in
   * flight.
   */
  List<Run> recentDispatches() throws IOException;

  /**
   * All runs started by {@code workflow_dispatch} and created at or after the time, every page:
   * evidence.
   */
  List<Run> dispatchesSince(Instant since) throws IOException;

  Found<Issue> issue(int number) throws IOException;

  Found<Run> run(long id) throws IOException;

  /** The comments of an issue, every page, oldest first. */
  List<Comment> comments(int number) throws IOException;

  /**
   * All comments on any issue that were written or edited at or after the time, every page, oldest
   * first.
   */
  List<Comment> commentsSince(Instant since) throws IOException;

  /**
   * Whether the login may command: its permission on the repository is write, maintain or admin.
   */
  boolean mayWrite(String login) throws IOException;

  /**
   * The login under which this token writes; asked at most once, without a request where it is
   * known.
   */
  String botLogin() throws IOException;

  /** Whether GitHub reports the branch as protected. */
  boolean isProtected(String branch) throws IOException;

  /** Whether there is a token besides the usual one that may assign coding agents. */
  default boolean hasAgentToken() {
    return false;
  }

  /** The latest {@code Date} header seen; empty before the first answer. */
  Optional<Instant> serverTime();

  /**
   * A comment on an issue, written by anybody.
   *
   * @param issue the number of the issue or pull request it stands under
   * @param author login
   */
  record Comment(int issue, long id, String author, String body, Instant createdAt) {}
}
