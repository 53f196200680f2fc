package dev.setpoint.edge.cli.full;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.cli.Surroundings;
import dev.setpoint.edge.cli.WrongUsage;
import dev.setpoint.edge.github.AppKey;
import dev.setpoint.edge.github.GitHubApp;
import dev.setpoint.edge.server.app.Address;
import dev.setpoint.edge.server.app.AppHub;
import dev.setpoint.edge.server.app.Hub;
import dev.setpoint.edge.server.app.TokenHub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * In whose name the server acts on GitHub, and what its process is called.
 *
 * @param repositories with a plain token: those to look after
 * @param login with a plain token: its login
 */
record ServerAccount(Surroundings around, List<String> repositories, Optional<String> login) {

  /**
   * An App where the environment names one, else a token for some repositories.
   *
   * @throws WrongUsage when there is neither
   */
  Hub hub(Address address, String api) throws IOException {
    Optional<String> app = around.variable("SETPOINT_APP_ID");
    if (app.isPresent()) {
      String file =
          around
              .variable("SETPOINT_APP_KEY")
              .orElseThrow(
                  () ->
                      new WrongUsage(
                          "SETPOINT_APP_ID needs SETPOINT_APP_KEY, the file with the App's private"
                              + " key"));
      String pem;
      try {
        pem = Files.readString(around.directory().resolve(file));
      } catch (IOException e) {
        throw new WrongUsage("SETPOINT_APP_KEY: cannot read the file " + file);
      }
      try {
        Clock clock = Clock.systemUTC();
        return new AppHub(address, new GitHubApp(api, AppKey.read(app.get(), pem, clock)), clock);
      } catch (IllegalArgumentException e) {
        throw new WrongUsage("SETPOINT_APP_KEY: " + file + ": " + e.getMessage());
      }
    }
    Token token = around.token();
    if (!token.isPresent() || repositories.isEmpty()) {
      throw new WrongUsage(
          "in whose name? Set SETPOINT_APP_ID and SETPOINT_APP_KEY (`serve --setup` creates an"
              + " App), or SETPOINT_TOKEN and give --repository OWNER/NAME");
    }
    for (String name : repositories) {
      if (!name.matches("[A-Za-z0-9_-]+/[A-Za-z0-9._-]+")) {
        throw new WrongUsage(
            "--repository: a repository is written owner/name, not `" + name + "`");
      }
    }
    return new TokenHub(address, token, repositories, login);
  }

  /**
   * This process's name: unique in the cluster, short enough for its column, and of use to whoever
   * reads a claim.
   */
  static String process() {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      name = "host";
    }
    String host = name.replaceAll("[^A-Za-z0-9.-]", "");
    String tail =
        "-"
            + ProcessHandle.current().pid()
            + "-"
            + Integer.toHexString(RandomGenerator.getDefault().nextInt(0x10000));
    return host.substring(0, Math.min(host.length(), 30)) + tail;
  }
}
