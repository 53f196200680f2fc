package dev.setpoint.demo;

import dev.setpoint.Wiring;
import dev.setpoint.diff.PlanView;
import dev.setpoint.report.Ink;
import dev.setpoint.report.Pass;
import dev.setpoint.report.Report;
import dev.setpoint.sandbox.git.GitStore;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The story: one plan from its approval to done, with a failure, an edit in the middle and a crash
 * on the way.
 */
public final class Demo {
  private static final String EDIT =
      "### Warm the Caches\n\n- assign: @bob\n\nSo that the first customers do not wait.\n\n";

  private final Shop shop;
  private final Screen screen;

  private Demo(Shop shop, Screen screen) {
    this.shop = shop;
    this.screen = screen;
  }

  /**
   * Plays it.
   *
   * @param pause before each scene, for eyes that want to follow
   * @return whether the plan ended done, as it must
   */
  public static boolean play(PrintStream out, Ink ink, Duration pause) throws IOException {
    try (Shop shop = Shop.open()) {
      return new Demo(shop, new Screen(out, ink, pause)).play();
    }
  }

  private boolean play() throws IOException {
    screen.title(
        "Setpoint drives a plan, written in Markdown and kept in git, to done.",
        "GitHub is a local stand-in here; git and REST go over HTTP to it, and every pass is the real",
        "one: it reads the plan and the jobs, acts on the difference, writes one commit, and exits.",
        "Only the people are scripted.");

    screen.scene("a plan waits in the repository; it is a draft, so nothing happens");
    pass();

    screen.scene("alice merges `status: approved`");
    shop.edits("alice", "status: draft", "status: approved", "Approve the system upgrade");
    pass();

    screen.scene(
        "alice closes #"
            + shop.open("Analyze System")
            + ": the analysis is done, two steps may start at once");
    shop.closes("alice", shop.open("Analyze System"));
    pass();

    screen.scene("the migration fails; the plan allows two retries");
    shop.ends("migrate.yml", "failure");
    pass();

    screen.scene("bob edits the plan while it runs: a new step before the deploy");
    screen.edit(EDIT);
    shop.edits("bob", "### Deploy\n", EDIT + "### Deploy\n", "Warm the caches before the deploy");
    pass();

    screen.scene(
        "the migration succeeds, bob closes #"
            + shop.open("Transform Services")
            + " – and this pass is killed");
    shop.ends("migrate.yml", "success");
    shop.closes("bob", shop.open("Transform Services"));
    killedPass();

    screen.scene("the next pass mends it: it finds the claim, and opens nothing twice");
    int issues = shop.issues();
    pass();
    screen.note("issues before and after this pass: " + issues + " and " + shop.issues());

    screen.scene("alice closes #" + shop.open("Manual QA") + ": it works on staging");
    shop.closes("alice", shop.open("Manual QA"));
    pass();

    screen.scene("bob closes #" + shop.open("Warm the Caches") + ", the step he added");
    shop.closes("bob", shop.open("Warm the Caches"));
    pass();

    screen.scene("the deploy succeeds");
    shop.ends("deploy.yml", "success");
    pass();

    screen.scene("one more pass, because a schedule says so");
    boolean done = pass();

    screen.text("the plan as people see it now, on GitHub: " + Shop.PLAN, top(shop.plan()));
    screen.text("git log --oneline " + Shop.PLAN, log());
    return done;
  }

  /**
   * One pass in a wiring of its own: nothing is kept from the one before. Answers whether the plan
   * is done.
   */
  private boolean pass() throws IOException {
    String before = shop.tip().sha();
    try (Wiring wiring = Wiring.open(shop.place())) {
      Pass pass = wiring.reconciler().reconcile(List.of());
      Report report = Report.of(pass, wiring.requests());
      screen.pass(report);
      GitStore.Commit tip = shop.tip();
      if (!tip.sha().equals(before)) {
        screen.commit(tip);
      }
      report.plans().forEach(p -> screen.steps(p.steps()));
      return report.plans().stream().allMatch(PlanView::isDone);
    }
  }

  private void killedPass() throws IOException {
    try (Wiring wiring = Wiring.open(shop.place())) {
      Pass impossible = wiring.reconciler(Death.beforeTheCommit()).reconcile(List.of());
      throw new IllegalStateException("the pass outlived its death: " + impossible.commit());
    } catch (Death e) {
      screen.killed(
          "issue #" + shop.open("Manual QA") + " is open on GitHub, and the plan does not know it");
    }
  }

  // Title, block and what is around it; the steps below have not changed.
  private static String top(String plan) {
    int end = plan.indexOf("\n## Background");
    return end < 0
        ? plan
        : plan.substring(0, end).strip() + "\n\n… (and below it the text, as people wrote it)";
  }

  private String log() {
    return shop.log().stream()
        .map(
            c ->
                c.sha().substring(0, 7)
                    + " "
                    + c.subject()
                    + (c.author().startsWith("github-actions") ? "" : "  (" + c.author() + ")"))
        .collect(Collectors.joining("\n"));
  }
}
