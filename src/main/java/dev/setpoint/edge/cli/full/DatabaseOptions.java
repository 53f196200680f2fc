package dev.setpoint.edge.cli.full;

import dev.setpoint.edge.cli.Surroundings;
import dev.setpoint.edge.cli.WrongUsage;
import dev.setpoint.edge.server.queue.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where a server keeps who is to be looked at. */
final class DatabaseOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the embedded database is kept. Default: ./setpoint-data.")
  Optional<Path> data = Optional.empty();

  @Option(
      names = "--database",
      paramLabel = "JDBC-URL",
      description =
          "PostgreSQL instead of the embedded database: jdbc:postgresql://HOST/NAME?user=…; needed"
              + " for several processes.")
  Optional<String> database = Optional.empty();

  /**
   * The database that flags or environment name.
   *
   * @param workers how many passes use it at once
   * @throws WrongUsage in a sentence
   */
  Database open(Surroundings around, int workers) throws IOException {
    int connections = workers + 6;
    Optional<String> given = database.or(() -> around.variable("SETPOINT_DATABASE"));
    if (given.isEmpty()) {
      Path directory = directory(around);
      Files.createDirectories(directory);
      return Database.embedded(directory, connections);
    }
    if (database.isPresent() && database.get().contains("password=")) {
      throw new WrongUsage(
          "--database carries a password, which process lists show: set SETPOINT_DATABASE instead");
    }
    if (!given.get().startsWith("jdbc:postgresql:")) {
      throw new WrongUsage("--database: a URL that starts with jdbc:postgresql:");
    }
    return Database.open(given.get(), connections);
  }

  /** Where this server keeps what is its own. */
  Path directory(Surroundings around) {
    return around.directory().resolve(data.orElse(Path.of("setpoint-data")));
  }
}
