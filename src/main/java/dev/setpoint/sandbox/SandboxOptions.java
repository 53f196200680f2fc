package dev.setpoint.sandbox;

import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sandbox.world.Token;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox starts.
 *
 * @param port 0 for any free one
 * @param repository full name of the first repository
 * @param token the credential that the bot under test uses
 * @param people logins with a role in the first repository
 * @param seed a directory whose files are the first commit, or null for a README only
 * @param gitRoot where the bare repositories are made, or null for a temporary directory
 * @param autoRuns after how long of sandbox time runs succeed by themselves, or null for never
 * @param realGit whether the machine's own {@code git http-backend} serves git instead of JGit
 */
public record SandboxOptions(
    int port,
    String repository,
    Token token,
    Map<String, Role> people,
    @Nullable Path seed,
    @Nullable Path gitRoot,
    @Nullable Duration autoRuns,
    boolean realGit) {

  /**
   * Any port, {@code shop/app}, the person {@code setpoint-bot} with write access, and alice
   * (admin), bob and carol (write), dave (read).
   */
  public static SandboxOptions defaults() {
    Map<String, Role> people = new LinkedHashMap<>();
    people.put("alice", Role.ADMIN);
    people.put("bob", Role.WRITE);
    people.put("carol", Role.WRITE);
    people.put("dave", Role.READ);
    people.put("setpoint-bot", Role.WRITE);
    Token token = Token.ofUser("sandbox-token", "setpoint-bot");
    return new SandboxOptions(0, "shop/app", token, people, null, null, null, false);
  }

  public SandboxOptions onPort(int other) {
    return new SandboxOptions(other, repository, token, people, seed, gitRoot, autoRuns, realGit);
  }

  public SandboxOptions withRepository(String fullName) {
    return new SandboxOptions(port, fullName, token, people, seed, gitRoot, autoRuns, realGit);
  }

  public SandboxOptions withToken(Token other) {
    return new SandboxOptions(port, repository, other, people, seed, gitRoot, autoRuns, realGit);
  }

  public SandboxOptions withPerson(String login, Role role) {
    Map<String, Role> more = new LinkedHashMap<>(people);
    more.put(login, role);
    return new SandboxOptions(port, repository, token, more, seed, gitRoot, autoRuns, realGit);
  }

  public SandboxOptions withSeed(Path directory) {
    return new SandboxOptions(
        port, repository, token, people, directory, gitRoot, autoRuns, realGit);
  }

  public SandboxOptions withGitRoot(Path directory) {
    return new SandboxOptions(port, repository, token, people, seed, directory, autoRuns, realGit);
  }

  public SandboxOptions withAutoRuns(Duration delay) {
    return new SandboxOptions(port, repository, token, people, seed, gitRoot, delay, realGit);
  }

  /** Lets git itself answer clients: another implementation of the protocol than Setpoint's own. */
  public SandboxOptions withRealGit() {
    return new SandboxOptions(port, repository, token, people, seed, gitRoot, autoRuns, true);
  }
}
