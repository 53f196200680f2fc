package dev.setpoint.edge.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * The git checkout that somebody stands in. Only its files are read: no git runs, and no user's
 * configuration counts.
 *
 * @param root its top directory
 * @param configuration its {@code config} file
 */
record Checkout(Path root, Path configuration) {
  /** The checkout that holds the directory, if one does. */
  static Optional<Checkout> around(Path directory) {
    for (@Nullable Path at = directory.toAbsolutePath().normalize();
        at != null;
        at = at.getParent()) {
      Path git = at.resolve(".git");
      if (Files.isDirectory(git)) {
        return Optional.of(new Checkout(at, git.resolve("config")));
      }
      if (Files.isRegularFile(git)) {
        return Optional.of(new Checkout(at, linked(at, git).resolve("config")));
      }
    }
    return Optional.empty();
  }

  // A linked work tree: `gitdir: …` points into the main repository, whose `commondir` leads to its
  // configuration.
  private static Path linked(Path root, Path git) {
    try {
      String text = Files.readString(git, StandardCharsets.UTF_8).strip();
      Path directory =
          root.resolve(text.startsWith("gitdir:") ? text.substring(7).strip() : ".git");
      Path common = directory.resolve("commondir");
      return Files.isRegularFile(common)
          ? directory.resolve(Files.readString(common, StandardCharsets.UTF_8).strip())
          : directory;
    } catch (IOException e) {
      return root;
    }
  }

  /**
   * The URL of the remote {@code origin}; SSH forms of it as the {@code https} URL of the same
   * repository.
   */
  Optional<String> origin() {
    Config config = new Config();
    try {
      config.fromText(Files.readString(configuration, StandardCharsets.UTF_8));
    } catch (IOException | ConfigInvalidException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(config.getString("remote", "origin", "url"))
        .map(Checkout::overHttps);
  }

  // The token opens https, not SSH; both name the same repository.
  static String overHttps(String url) {
    String scp = url.replaceFirst("^(?:[^/@:]+@)?([^/:]{2,}):(?!/)(.+)$", "https://$1/$2");
    return url.contains("://")
        ? url.replaceFirst("^ssh://(?:[^/@]+@)?([^/:]+)(?::\\d+)?/", "https://$1/")
        : scp;
  }
}
