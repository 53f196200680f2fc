package dev.setpoint.demo.web;

import dev.setpoint.Place;
import dev.setpoint.demo.Shop;
import dev.setpoint.sandbox.world.Event;
import dev.setpoint.sandbox.world.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One sandbox with its agents and its visitor, from a reset to the next. Everything that happens in
 * it is real but for the people, who are one: you.
 */
final class Show implements AutoCloseable {
  /** The bot's login. */
  static final String BOT = "setpoint-bot";

  /** With which token each agent asks, so that its requests can be told from the other's. */
  private static final Map<String, String> TOKENS =
      Map.of(Agents.A, "agent-a-token", Agents.B, "agent-b-token");

  private static final Duration LAG = Duration.ofSeconds(60);
  private static final int MOST_TOLD = 80;

  private final Shop shop = Shop.open();
  private final StepRunner runner;
  private final Agents agents;
  private final Deque<Told> told = new ArrayDeque<>();
  private final AtomicLong version;
  private volatile boolean wakes = true;
  private volatile boolean lagging;

  /** Something that somebody did, or that a pass has to say. */
  record Told(long number, Instant at, String who, String text) {}

  /**
   * @param version counts every change
   */
  Show(Pace pace, AtomicLong version) {
    this.version = version;
    TOKENS.values().forEach(t -> shop.github().world().add(Token.ofUser(t, BOT)));
    runner = new StepRunner(shop.github().repo());
    agents =
        new Agents(
            pace,
            this::place,
            text -> tell("agent", text),
            () -> shop.github().requests().entries().size(),
            this::changed);
    shop.github().world().listen(this::happened);
    tell(
        "you",
        "The plan “System Upgrade Project” stands in the repository as a draft, so nothing"
            + " happens.");
  }

  private Place place(String agent) {
    return shop.place(token(agent), "agent-" + agent);
  }

  static String token(String agent) {
    return TOKENS.getOrDefault(agent, "");
  }

  Shop shop() {
    return shop;
  }

  Agents agents() {
    return agents;
  }

  // GitHub tells workflows of what people do. What is done with a GITHUB_TOKEN wakes none; the end
  // of a run is told by the callback in its workflow.
  private void happened(Event event) {
    runner.happened(event);
    changed();
    boolean runEnded = event instanceof Event.RunMoved moved && moved.run().isCompleted();
    boolean bots = event.sender().equals(BOT) || event instanceof Event.RunMoved;
    if (wakes && (runEnded || !bots)) {
      agents.wake(reason(event));
    }
  }

  private static String reason(Event event) {
    return switch (event) {
      case Event.IssueMoved m -> "issue #" + m.issue().number() + " " + m.action();
      case Event.Commented c -> "comment on #" + c.issue().number();
      case Event.RunMoved r -> "run " + r.run().id() + " " + r.run().conclusion();
      case Event.Pushed p -> "push by " + p.sender();
      case Event.WorkflowDispatched w -> "dispatch";
      case Event.RepositoryDispatched r -> "repository_dispatch";
    };
  }

  /** Says something in the panel of what happened. */
  void tell(String who, String text) {
    synchronized (told) {
      long number = told.isEmpty() ? 1 : told.getFirst().number() + 1;
      told.addFirst(new Told(number, shop.github().clock().instant(), who, text));
      if (told.size() > MOST_TOLD) {
        told.removeLast();
      }
    }
    changed();
  }

  /** The newest first. */
  List<Told> told() {
    synchronized (told) {
      return List.copyOf(told);
    }
  }

  void wakes(boolean does) {
    wakes = does;
    changed();
  }

  boolean wakes() {
    return wakes;
  }

  /** Lists are answered as they were a minute ago. */
  void lags(boolean does) {
    lagging = does;
    shop.github().world().lag(does ? LAG : Duration.ZERO);
    agents.stale(does);
    changed();
  }

  boolean lags() {
    return lagging;
  }

  void changed() {
    long unused = version.incrementAndGet();
  }

  /** The newest pass that finished and saw the plans. */
  Optional<PassRun> lastFinished() {
    return agents.passes().stream().filter(p -> p.plans().isPresent()).findFirst();
  }

  @Override
  public void close() {
    agents.close();
    shop.close();
  }
}
