package dev.setpoint.edge.github;

import dev.setpoint.execute.Hands;
import dev.setpoint.read.JobSource;

/** One GitHub repository for the length of one process: both GitHub ports over one wire. */
public final class GitHubSession {
  private final Wire wire;
  private final GitHubJobs jobs;
  private final GitHubHands hands;

  private GitHubSession(GitHubOptions options) {
    this.wire = new Wire(options);
    Rest rest = new Rest(wire, options.repository());
    Library library = new Library(options, wire);
    this.jobs = new GitHubJobs(options, wire, rest, library);
    this.hands = new GitHubHands(rest, library);
  }

  /** Makes ready; sends nothing yet. */
  public static GitHubSession open(GitHubOptions options) {
    return new GitHubSession(options);
  }

  public JobSource jobs() {
    return jobs;
  }

  public Hands hands() {
    return hands;
  }

  /** How many requests were sent to the API. */
  public int requests() {
    return wire.requests();
  }
}
