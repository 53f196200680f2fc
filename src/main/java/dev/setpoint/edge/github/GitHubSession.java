package dev.setpoint.edge.github;

import dev.setpoint.edge.Token;
import dev.setpoint.execute.Hands;
import dev.setpoint.preview.PullRequests;
import dev.setpoint.read.JobSource;
import dev.setpoint.read.Outside;
import dev.setpoint.setup.Facts;
import java.io.IOException;
import java.util.Optional;

/** One GitHub repository for the length of one process: both GitHub ports over one wire. */
public final class GitHubSession {
  private final Wire wire;
  private final Rest rest;
  private final GitHubOptions options;
  private final Optional<Wire> agents;
  private final GitHubJobs jobs;
  private final GitHubHands hands;
  private final GitHubPullRequests pullRequests;

  private GitHubSession(GitHubOptions options) {
    this.wire = new Wire(options);
    this.options = options;
    this.rest = new Rest(wire, options.repository());
    this.jobs = new GitHubJobs(options, wire, rest);
    this.agents = options.agentToken().map(t -> wire(options, t));
    this.hands = new GitHubHands(rest, agents.map(w -> new Rest(w, options.repository())));
    this.pullRequests = new GitHubPullRequests(rest, jobs);
  }

  private static Wire wire(GitHubOptions options, Token token) {
    return new Wire(GitHubOptions.of(options.api().toString(), options.repository(), token));
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

  /**
   * What GitHub says of the repository and of the token; changes nothing.
   *
   * @param branch the plan branch; empty for the default branch
   */
  public Facts examine(Optional<String> branch, String label) throws IOException {
    return new Examination(rest, new Library(options, wire), options.token().isPresent())
        .facts(branch, label);
  }

  public Outside outside() {
    return new GitHubOutside(rest, hands);
  }

  public PullRequests pullRequests() {
    return pullRequests;
  }

  /** What GitHub last said about how much may still be asked. */
  public Optional<Rate> rate() {
    return wire.rate();
  }

  /** How many requests were sent to the API. */
  public int requests() {
    return wire.requests() + agents.map(Wire::requests).orElse(0);
  }
}
