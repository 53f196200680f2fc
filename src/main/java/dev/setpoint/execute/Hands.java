package dev.setpoint.execute;

import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The port through which execute acts on GitHub. The two creations answer in a value; nothing here
 * ever repeats a POST.
 */
public interface Hands {
  /** One POST of an issue. */
  Created createIssue(String title, String body, List<String> labels, List<String> assignees);

  /** One POST of a {@code workflow_dispatch} on the default branch. */
  Created dispatch(String workflowFile, String ref, Map<String, String> inputs);

  /** Closes an issue with that reason; closing a closed one changes nothing. */
  void closeIssue(int number, Issue.State reason) throws IOException;

  void editIssue(int number, String title, String body) throws IOException;

  void comment(int number, String body) throws IOException;

  /**
   * Comments, unless a read by id shows that the issue is closed or that something happened to it
   * at that time or later. Answers whether it did.
   */
  boolean commentUnlessTouched(int number, Instant since, String body) throws IOException;

  /**
   * Assigns a coding agent to an issue, by the token that may. Doing so again changes nothing.
   *
   * @return whether GitHub's answer shows the agent among those assigned
   */
  boolean assignAgent(int number, String login) throws IOException;

  /** Puts a reaction under a comment; doing so again changes nothing. */
  void react(long comment, Reaction reaction) throws IOException;

  /** GitHub's words for the reactions that answer a slash command. */
  enum Reaction {
    /** Done as asked. */
    ROCKET,
    /** Looked at and answered. */
    EYES,
    /** Not done; a comment says why. */
    CONFUSED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Asks for a run's cancellation; a run that has already ended is left alone. */
  void cancelRun(long id) throws IOException;

  /** Creates the label if it is missing. */
  void ensureLabel(String name) throws IOException;

  /**
   * The API's time: by its latest answer's {@code Date}, else by one request that costs no rate.
   */
  Instant now() throws IOException;

  /** What one creating POST led to. */
  sealed interface Created {
    /**
     * It exists.
     *
     * @param job empty where an older server does not name the run it started
     * @param dropped what GitHub silently left out (labels, assignees), in words; usually empty
     * @param issue as GitHub shows it, where it is one and all of it was told
     */
    record Made(Optional<JobId> job, String url, List<String> dropped, Optional<Issue> issue)
        implements Created {
      public Made(Optional<JobId> job, String url, List<String> dropped) {
        this(job, url, dropped, Optional.empty());
      }
    }

    /**
     * GitHub said no and did nothing (400, 401, 403, 404, 410, 422).
     *
     * @param reason GitHub's sentence, and the permission that is missing where it is one
     */
    record Refused(int status, String reason) implements Created {}

    /** Too many requests; nothing was done. */
    record Limited(Duration retryAfter) implements Created {}

    /** No clear answer: it may have been done. Never repeat it. */
    record Unclear(String reason) implements Created {}
  }
}
