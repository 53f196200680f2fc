package dev.setpoint.read;

import dev.setpoint.job.Jobs;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Opened;
import dev.setpoint.job.Wish;
import dev.setpoint.plan.Identity;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanDocument;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Stage 1: takes one consistent look at desired and actual state. Keeps nothing but what parsing a
 * same blob gave.
 */
public final class Snapshots {
  /** A few are read before a thread has begun to. */
  private static final int MANY_PLANS = 100;

  private final PlanSource plans;
  private final JobSource jobs;
  private final Clock machine;
  private final String webUrl;
  private final Set<Integer> heard;
  private final Optional<Surroundings> surroundings;

  /**
   * @param machine the clock for a pass that asks GitHub nothing
   * @param webUrl the repository's page, without a final slash
   */
  public Snapshots(PlanSource plans, JobSource jobs, Clock machine, String webUrl) {
    this(plans, jobs, machine, webUrl, Set.of(), Optional.empty());
  }

  private Snapshots(
      PlanSource plans,
      JobSource jobs,
      Clock machine,
      String webUrl,
      Set<Integer> heard,
      Optional<Surroundings> surroundings) {
    this.plans = plans;
    this.jobs = jobs;
    this.machine = machine;
    this.webUrl = webUrl;
    this.heard = heard;
    this.surroundings = surroundings;
  }

  /**
   * The same, where an event told of comments on these issues: those that are jobs are looked at,
   * even if GitHub's lists do not show the comment yet.
   */
  public Snapshots hearing(Set<Integer> issues) {
    return new Snapshots(plans, jobs, machine, webUrl, Set.copyOf(issues), surroundings);
  }

  /**
   * The same, looking also at what steps wait for outside their plans.
   *
   * @param awaited what the decision on a snapshot waits for: nothing else is asked for
   */
  public Snapshots watching(Outside outside, Function<Snapshot, Awaits> awaited) {
    return new Snapshots(
        plans, jobs, machine, webUrl, heard, Optional.of(new Surroundings(outside, awaited)));
  }

  /**
   * One look.
   *
   * @throws IOException when git or GitHub fails: a failed read is never an empty one
   */
  public Snapshot take() throws IOException {
    return take(List.of());
  }

  /**
   * One look, in which the jobs that a person's wishes name are read too.
   *
   * @throws IOException when git or GitHub fails: a failed read is never an empty one
   */
  public Snapshot take(List<Wish> wishes) throws IOException {
    return at(plans.fetch(), wishes);
  }

  /**
   * One look, where git was asked just now.
   *
   * @throws IOException when GitHub fails: a failed read is never an empty one
   */
  public Snapshot at(Tip tip) throws IOException {
    return at(tip, List.of());
  }

  private Snapshot at(Tip tip, List<Wish> wishes) throws IOException {
    Ledger ledger = Ledger.of(tip.refs());
    // Many plans are read while GitHub is asked: neither needs the other.
    boolean many = tip.plans().size() >= MANY_PLANS;
    Optional<Settings.Read> written = written(tip);
    Beside<Desired> reading =
        Beside.start("setpoint-plans", many, () -> Desired.in(tip, ledger, written));
    Jobs seen = Look.at(jobs, ledger, inForce(written).label(), wishes, heard);
    Desired desired = reading.result();
    List<Problem> problems = new ArrayList<>(desired.problems());
    for (int i = 0; i < tip.plans().size(); i++) {
      problems.addAll(
          RefusalProblems.of(desired.plans().get(i), ledger, tip.plans().get(i).bytes()));
    }
    boolean probing = anyNew(desired.plans(), ledger) && jobs.isProtected(tip.branch());
    Optional<Instant> server = jobs.serverTime();
    Snapshot looked =
        new Snapshot(
            server.orElseGet(machine::instant),
            server.isPresent(),
            tip,
            desired.settings(),
            desired.plans(),
            desired.workflows(),
            ledger,
            seen,
            Map.of(),
            List.copyOf(problems),
            webUrl,
            probing,
            jobs.hasAgentToken());
    return surroundings.map(s -> s.in(looked)).orElse(looked);
  }

  /**
   * The look again, with the jobs that were created since: what git and GitHub answered to that is
   * as good as a new look, and whatever others did meanwhile, the next pass sees.
   */
  public Snapshot after(Snapshot seen, List<Opened> opened) {
    return seen.with(opened, jobs.serverTime().orElse(seen.now()));
  }

  /**
   * A look at git anew, when somebody else's push came first: jobs that were seen in this pass are
   * not asked for again.
   *
   * @throws IOException when git or GitHub fails
   */
  public Snapshot overtaken(Snapshot seen) throws IOException {
    JobSource recalled = new Recalled(jobs, seen);
    return new Snapshots(plans, recalled, machine, webUrl, Set.of(), surroundings)
        .take()
        .hearing(seen.jobs().orders());
  }

  /** The plans of a tip, told with what its refs remember. */
  public static List<Plan> plans(Tip tip) {
    return Desired.in(tip, Ledger.of(tip.refs())).plans();
  }

  /** What would have been seen at the same moment, of the same jobs, if the tip were this one. */
  public static Snapshot supposing(Snapshot seen, Tip tip) {
    Desired desired = Desired.in(tip, seen.ledger());
    return new Snapshot(
        seen.now(),
        seen.clockTrusted(),
        tip,
        desired.settings(),
        desired.plans(),
        desired.workflows(),
        seen.ledger(),
        seen.jobs(),
        seen.outside(),
        desired.problems(),
        seen.webUrl(),
        false,
        seen.agentToken());
  }

  private static Optional<Settings.Read> written(Tip tip) {
    return tip.settings().map(f -> Settings.parse(f.bytes()));
  }

  private static Settings inForce(Optional<Settings.Read> written) {
    return written.map(Settings.Read::settings).orElse(Settings.NONE);
  }

  /** What one tip wants, told with what is remembered. */
  private record Desired(
      Settings settings,
      List<Problem> problems,
      Map<String, WorkflowFile> workflows,
      List<Plan> plans) {
    static Desired in(Tip tip, Ledger ledger) {
      return in(tip, ledger, written(tip));
    }

    static Desired in(Tip tip, Ledger ledger, Optional<Settings.Read> written) {
      Settings settings = inForce(written);
      Map<String, WorkflowFile> workflows = Workflows.of(tip.workflows());
      // Plans know nothing of each other while they are read, so that every processor may help.
      List<PlanDocument> documents =
          tip.plans().parallelStream()
              .map(file -> PlanParser.parse(file.path(), file.blob(), file.bytes(), settings))
              .toList();
      Twins twins = Twins.among(documents, ledger, tip.markdown());
      List<Plan> read =
          IntStream.range(0, documents.size())
              .parallel()
              .mapToObj(i -> plan(documents.get(i), tip.plans().get(i), ledger, workflows, twins))
              .toList();
      return new Desired(
          settings,
          tip.settings().map(f -> in(f, written.orElseThrow())).orElse(List.of()),
          workflows,
          SubPlans.found(Twins.refused(read, ledger), tip));
    }

    // The settings need not stand where they usually do.
    private static List<Problem> in(PlanFile file, Settings.Read written) {
      return written.problems().stream()
          .map(p -> new Problem(file.path(), p.line(), p.column(), p.message(), p.hint()))
          .toList();
    }
  }

  private static Plan plan(
      PlanDocument document,
      PlanFile file,
      Ledger ledger,
      Map<String, WorkflowFile> workflows,
      Twins twins) {
    Set<PlanPath> homes = twins.homes(document);
    PlanId id = Identity.planId(document, homes);
    Plan plan = Identity.identify(document, ledger.remembered(id), homes);
    return WorkflowProblems.in(plan, workflows, file.bytes());
  }

  // Only a plan that was never started makes the question worth a request.
  static boolean anyNew(List<Plan> plans, Ledger ledger) {
    return plans.stream()
        .anyMatch(
            p ->
                p.lifecycle() == Lifecycle.APPROVED
                    && p.problems().isEmpty()
                    && p.block().plan().isEmpty()
                    && ledger.of(p.id()).isEmpty());
  }
}
