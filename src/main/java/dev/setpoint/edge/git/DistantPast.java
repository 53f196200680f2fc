package dev.setpoint.edge.git;

import dev.setpoint.edge.Token;
import dev.setpoint.history.Past;
import dev.setpoint.job.Ref;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.Tip;
import java.io.IOException;
import java.time.InstantSource;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The last part of a repository's past, brought here from where the repository is, and kept up to
 * date: a bare, shallow clone in a temporary directory. Not safe for several threads at once.
 */
public final class DistantPast implements AutoCloseable {
  /** How many commits of the branch are brought; a plan's life has a handful for each step. */
  public static final int COMMITS = 2_000;

  private final LocalObjects objects;
  private final GitPlans plans;
  private final AtomicReference<Token> token = new AtomicReference<>(Token.NONE);

  private DistantPast(GitOptions options, LocalObjects objects, int commits) {
    this.objects = objects;
    Token current = Token.from(() -> token.get().reveal());
    Remote remote = new Remote(GitUrl.parse(options.url()), current, objects, commits);
    this.plans = new GitPlans(remote, objects, options.layout(), options.settings());
  }

  /**
   * Makes ready; asks the remote nothing yet, and never with the token of the options.
   *
   * @throws IOException when there is no temporary directory to work in
   */
  public static DistantPast open(GitOptions options) throws IOException {
    return open(options, COMMITS);
  }

  static DistantPast open(GitOptions options, int commits) throws IOException {
    NoConfiguration.install();
    return new DistantPast(options, LocalObjects.temporary(InstantSource.system()), commits);
  }

  /**
   * What is known of a plan now: lists the refs, and fetches what moved.
   *
   * @param fresh opens the repository at this moment; tokens of Apps last an hour
   */
  public Past of(PlanPath path, Token fresh) throws IOException {
    token.set(fresh);
    Tip tip = plans.fetch();
    TreeMap<String, ObjectId> refs = new TreeMap<>();
    for (Ref ref : tip.refs()) {
      refs.put(ref.name(), ObjectId.fromString(ref.commit().hex()));
    }
    try (RevWalk walk = new RevWalk(objects.repository())) {
      PastWalk past = new PastWalk(objects.repository(), walk, this::content);
      return new Past(
          path,
          tip.branch(),
          past.of(walk.parseCommit(ObjectId.fromString(tip.commit().hex())), path),
          past.cut(),
          new LocalMemory(objects.repository(), refs),
          this::content);
    }
  }

  // What is too large for a plan was left where it is.
  private byte[] content(String blob) throws IOException {
    try (Contents contents = objects.contents()) {
      return contents.blob(ObjectId.fromString(blob), PlanParser.MOST_BYTES + 1);
    }
  }

  /** Removes what was brought. */
  @Override
  public void close() {
    objects.close();
  }
}
