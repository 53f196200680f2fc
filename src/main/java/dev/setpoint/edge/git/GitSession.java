package dev.setpoint.edge.git;

import dev.setpoint.edge.Token;
import dev.setpoint.execute.ClaimStore;
import dev.setpoint.preview.Proposals;
import dev.setpoint.read.PlanSource;
import dev.setpoint.sync.PlanBranch;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * One git repository for the length of one process: the three git ports over one store of objects,
 * so that a second fetch brings only what is new.
 */
public final class GitSession implements AutoCloseable {
  private final String url;
  private final Stores stores;
  private final LocalObjects objects;
  private final Remote remote;
  private final GitPlans plans;
  private final GitClaims claims;
  private final GitPlanBranch planBranch;
  private final GitProposals proposals;

  private GitSession(GitOptions options, GitUrl url, Stores stores) throws IOException {
    this.url = options.url();
    this.stores = stores;
    this.objects = stores.take(options.url());
    Token token = options.token().isPresent() ? options.token() : url.written();
    this.remote = new Remote(url, token, objects);
    Commits commits = new Commits(objects, options.author(), options.clock(), new SecureRandom());
    this.plans = new GitPlans(remote, objects, options.layout(), options.settings());
    this.claims = new GitClaims(remote, objects, commits);
    this.planBranch = new GitPlanBranch(remote, objects, commits, plans::branch);
    this.proposals = new GitProposals(remote, objects, options.layout(), options.settings());
  }

  /**
   * Makes ready; asks the remote nothing yet.
   *
   * @throws IllegalArgumentException when the URL is one that Setpoint cannot use
   * @throws IOException when there is no temporary directory to work in
   */
  public static GitSession open(GitOptions options) throws IOException {
    return open(options, Stores.NONE);
  }

  /** The same with what an earlier session left in these stores, which get it back at the end. */
  public static GitSession open(GitOptions options, Stores stores) throws IOException {
    NoConfiguration.install();
    return new GitSession(options, GitUrl.parse(options.url()), stores);
  }

  public PlanSource plans() {
    return plans;
  }

  public ClaimStore claims() {
    return claims;
  }

  public PlanBranch planBranch() {
    return planBranch;
  }

  public Proposals proposals() {
    return proposals;
  }

  /** How many fetches, lists and pushes there were. */
  public int requests() {
    return remote.requests();
  }

  /** Gives the objects back to be kept, or removes them. */
  @Override
  public void close() {
    stores.rest(url, objects);
  }
}
