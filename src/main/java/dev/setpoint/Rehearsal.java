package dev.setpoint;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.github.GitHubOptions;
import dev.setpoint.edge.github.GitHubSession;
import dev.setpoint.execute.Budget;
import dev.setpoint.execute.DryClaims;
import dev.setpoint.execute.DryHands;
import dev.setpoint.execute.Tools;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Ref;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshots;
import dev.setpoint.read.Tip;
import dev.setpoint.report.JsonReport;
import dev.setpoint.report.MarkdownReport;
import dev.setpoint.report.Report;
import dev.setpoint.report.Requests;
import dev.setpoint.sync.DryBranch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * A dry pass over a small plan in memory, which nobody sees: while the pass waits for git, another
 * processor loads and compiles what it will need next. That is a third of a cold start. It asks
 * nobody anything.
 */
public final class Rehearsal {
  private static final PlanPath PATH = new PlanPath("plans/rehearsal.md");
  private static final CommitId COMMIT = new CommitId("0".repeat(40));
  private static final String WEB = "https://127.0.0.1/re/hearsal";

  private static final String PLAN =
      """
      ---
      status: approved
      ---

      # Rehearsal

      <!-- setpoint:status plan=rehearsal · written by Setpoint, edits in here are overwritten -->
      <!-- /setpoint:status -->

      ## Steps

      ### First

      - assign: @somebody

      Some *text* with a [link](docs/a.md).

      - [ ] a box

      ### Second

      - needs: First
      """;

  private static final String CLAIM =
      """
      rehearsal/first/1: bound

      Plan: rehearsal
      Step: first
      Attempt: 1
      State: claimed
      """;

  private Rehearsal() {}

  /** Begins on a thread of its own, where there is a processor to spare; the process may end. */
  public static void begin() {
    if (Runtime.getRuntime().availableProcessors() > 1) {
      Thread.ofPlatform().daemon().name("setpoint-rehearsal").start(Rehearsal::play);
    }
  }

  private static void play() {
    try {
      // First what git is about to wait for: the list of authorities that may vouch for a server,
      // and the JDK's table for the curve that most servers sign with, a seventh of a cold pass.
      SSLContext.getDefault();
      KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
      curve.initialize(256);
      curve.generateKeyPair();
      Ledger.of(List.of(new Ref("refs/setpoint/claims/a/b/1", COMMIT, CLAIM)));
      Report report = Report.of(stage().reconcile(List.of()), Requests.NONE);
      MarkdownReport.of(report);
      JsonReport.of(report);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // The pass itself does the same, and tells whatever there is to tell.
    }
  }

  private static Reconciler stage() {
    GitHubOptions nobody = GitHubOptions.of("https://127.0.0.1", "re/hearsal", Token.NONE);
    Clock clock = Clock.systemUTC();
    Snapshots snapshots =
        new Snapshots(Rehearsal::tip, GitHubSession.open(nobody).jobs(), clock, WEB);
    Budget budget = Budget.starting(System::nanoTime, Budget.LIMIT);
    Tools tools = new Tools(new DryClaims(), new DryHands(clock), () -> "nonce", "nobody", budget);
    return new Reconciler(snapshots, tools, new DryBranch(), attempt -> {});
  }

  private static Tip tip() {
    byte[] text = PLAN.getBytes(StandardCharsets.UTF_8);
    return new Tip(
        "main",
        COMMIT,
        List.of(new PlanFile(PATH, COMMIT.hex(), text)),
        Optional.empty(),
        List.of(),
        "main",
        Set.of(PATH),
        List.of());
  }
}
