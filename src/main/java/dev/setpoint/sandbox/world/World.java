package dev.setpoint.sandbox.world;

import dev.setpoint.sandbox.git.GitStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The whole pretended GitHub: accounts, tokens, repositories, one clock and one lock.
 *
 * <p>Whoever reads or changes more than one thing does it inside {@link #alone}; the verbs of
 * {@link Issues} and {@link Runs} do so by themselves.
 */
public final class World {
  private final SandboxClock clock;
  private final Path gitRoot;
  private final Accounts accounts = new Accounts();
  private final Map<String, Token> tokens = new HashMap<>();
  private final Map<String, Repo> repositories = new LinkedHashMap<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final RateLimits rates;
  private final Apps apps = new Apps(this);
  private Duration lag = Duration.ZERO;
  private long lastId = 1_000;
  private boolean returnsRunDetails = true;

  public World(SandboxClock clock, Path gitRoot) {
    this.clock = clock;
    this.gitRoot = gitRoot;
    this.rates = new RateLimits(clock);
  }

  public <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  public SandboxClock clock() {
    return clock;
  }

  public Instant now() {
    return clock.instant();
  }

  public Accounts accounts() {
    return accounts;
  }

  public RateLimits rates() {
    return rates;
  }

  public Apps apps() {
    return apps;
  }

  /** Lists are answered as they were so long ago; reads by id are always current. */
  public void lag(Duration lists) {
    lag = lists;
  }

  /** The moment whose lists are shown now. */
  public Instant seenByLists() {
    return lag.isZero() ? Instant.MAX : now().minus(lag);
  }

  public void add(Token token) {
    alone(() -> tokens.put(token.value(), token));
    accounts.of(token.login());
  }

  public Optional<Token> token(String value) {
    return alone(() -> Optional.ofNullable(tokens.get(value)).filter(t -> apps.counts(value)));
  }

  public List<Token> tokens() {
    return alone(() -> new ArrayList<>(tokens.values()));
  }

  public void revoke(String value) {
    alone(() -> tokens.remove(value));
  }

  /** A new repository with an empty git store. */
  public Repo create(String fullName) {
    return alone(
        () -> {
          String[] parts = fullName.split("/", 2);
          Path directory = gitRoot.resolve(parts[0]).resolve(parts[1] + ".git");
          accounts.of(parts[0], Account.Type.ORGANIZATION); // unless it is a person already
          GitStore git = GitStore.create(directory, "main", lock);
          Repo repo = new Repo(this, nextId(), parts[0], parts[1], git);
          repositories.put(Account.key(fullName), repo);
          return repo;
        });
  }

  public Optional<Repo> repository(String fullName) {
    return alone(() -> Optional.ofNullable(repositories.get(Account.key(fullName))));
  }

  public Optional<Repo> repository(long id) {
    return alone(() -> repositories.values().stream().filter(r -> r.id() == id).findFirst());
  }

  public List<Repo> repositories() {
    return alone(() -> new ArrayList<>(repositories.values()));
  }

  /** Gives a repository a new name; the old one redirects from now on. */
  public void rename(Repo repo, String newName) {
    alone(
        () -> {
          String old = Account.key(repo.fullName());
          repositories.remove(old);
          repo.name(newName);
          repositories.put(Account.key(repo.fullName()), repo);
          renamed.put(old, repo.fullName());
          return repo;
        });
  }

  /** The present name of a repository that was once called so. */
  public Optional<String> newNameOf(String fullName) {
    return alone(() -> Optional.ofNullable(renamed.get(Account.key(fullName))));
  }

  /** Whether dispatches answer with the run's id where asked; GitHub before 2026 did not. */
  public boolean returnsRunDetails() {
    return returnsRunDetails;
  }

  public void returnsRunDetails(boolean does) {
    returnsRunDetails = does;
  }

  public void listen(Consumer<Event> listener) {
    listeners.add(listener);
  }

  void tell(Event event) {
    alone(
        () -> {
          listeners.forEach(listener -> listener.accept(event));
          return event;
        });
  }

  long nextId() {
    return ++lastId;
  }

  /** Time that has passed by is shown in whole seconds, as GitHub does. */
  public static Instant shown(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Closes the repositories and deletes them from the disk. */
  public void demolish() {
    for (Repo repo : repositories()) {
      repo.git().close();
      Folders.delete(repo.git().directory());
    }
    alone(
        () -> {
          repositories.clear();
          renamed.clear();
          tokens.clear();
          return true;
        });
  }
}
