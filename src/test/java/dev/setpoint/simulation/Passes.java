package dev.setpoint.simulation;

import dev.setpoint.Reconciler;
import dev.setpoint.diff.Diff;
import dev.setpoint.execute.Budget;
import dev.setpoint.execute.Done;
import dev.setpoint.execute.Tools;
import dev.setpoint.read.Snapshots;
import dev.setpoint.report.Pass;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Wires the real pass to the world in memory, and checks what a pass may say of itself. */
final class Passes {
  private Passes() {}

  /** Runs a pass to its end; empty when nothing could be read. */
  static Optional<Pass> run(Line line) {
    Actor actor = line.actor;
    World world = line.world;
    GitLine git = new GitLine(line);
    HubLine hub = new HubLine(line);
    AtomicInteger nonces = new AtomicInteger();
    boolean fixed = world.mutant == Mutant.CLAIM_WITH_A_FIXED_OBJECT;
    Tools tools =
        new Tools(
            git,
            hub,
            () ->
                fixed
                    ? "nonce00000000000000"
                    : "nonce%06dx%06d".formatted(actor.number, nonces.incrementAndGet()),
            World.BOT,
            Budget.starting(() -> world.clock.millis() * 1_000_000, Budget.LIMIT));
    Reconciler reconciler =
        new Reconciler(
            new Snapshots(git, hub, new Skewed(world, actor.number), World.WEB)
                .watching(hub.outside(), Diff::awaited),
            tools,
            git,
            attempt -> line.before("wait before another push"));
    try {
      Pass pass =
          switch (actor.kind) {
            case RECONCILE -> reconciler.reconcile(actor.wishes);
            case EXECUTE -> reconciler.execute(actor.wishes);
            case SYNC -> reconciler.sync();
          };
      check(actor, pass);
      return Optional.of(pass);
    } catch (IOException e) {
      if (!actor.trouble) {
        throw new Violation("24 a green world lets a pass through", String.valueOf(e.getMessage()));
      }
      return Optional.empty();
    }
  }

  private static void check(Actor actor, Pass pass) {
    boolean green = pass.failure().isEmpty() && pass.done().stream().noneMatch(Done::unfinished);
    if (green && actor.trouble) {
      throw new Violation("24 a green pass: nothing failed unseen", actor.toString());
    }
    if (actor.commits > (actor.probed ? 2 : 1)) {
      throw new Violation("8 at most one commit a pass", actor + " made " + actor.commits);
    }
    if (actor.kind == Actor.Kind.EXECUTE && actor.commits > 0) {
      throw new Violation("7 execute writes no plan", actor.toString());
    }
  }

  /** A machine's clock, wrong by hours. */
  private static final class Skewed extends Clock {
    private final World world;
    private final int number;

    Skewed(World world, int number) {
      this.world = world;
      this.number = number;
    }

    @Override
    public Instant instant() {
      return world.clock.now().plusSeconds((number < Quiet.FIRST ? number % 5 - 2 : 0) * 7200L);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
