package dev.setpoint.edge.git;

import dev.setpoint.edge.Token;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/**
 * Where the repository is, without any credentials.
 *
 * @param address what a person may read in a message
 * @param written the secret that stood in the URL; used only where no other token is given
 */
record GitUrl(String address, Token written) {
  /**
   * Reads {@code https://}, {@code http://}, {@code file://} or a local path.
   *
   * @throws IllegalArgumentException in a sentence that says what to write instead
   */
  static GitUrl parse(String text) {
    String url = text.strip();
    if (!url.contains("://")) {
      if (url.matches("[^/\\\\]{2,}:.*")) {
        throw ssh();
      }
      return new GitUrl(Path.of(url).toAbsolutePath().normalize().toUri().toString(), Token.NONE);
    }
    int scheme = url.indexOf("://");
    return switch (url.substring(0, scheme).toLowerCase(java.util.Locale.ROOT)) {
      case "http", "https" -> web(url);
      case "file" -> new GitUrl(url, Token.NONE);
      case "ssh", "git+ssh", "git" -> throw ssh();
      default ->
          throw new IllegalArgumentException(
              "cannot use the git URL's scheme `"
                  + url.substring(0, scheme)
                  + "`: "
                  + "write an https:// URL, a file:// URL or a path");
    };
  }

  private static GitUrl web(String url) {
    try {
      URI uri = new URI(url);
      String host = uri.getHost();
      if (host == null) {
        throw new IllegalArgumentException("the git URL names no host");
      }
      String user = Optional.ofNullable(uri.getUserInfo()).orElse("");
      String path = Optional.ofNullable(uri.getRawPath()).orElse("").replaceAll("/+$", "");
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return new GitUrl(
          uri.getScheme() + "://" + host + port + path,
          Token.of(user.substring(user.indexOf(':') + 1)));
    } catch (URISyntaxException e) {
      // The exception quotes the whole URL, and with it what may be a secret.
      throw new IllegalArgumentException("the git URL is not a URL: write https://host/owner/name");
    }
  }

  private static IllegalArgumentException ssh() {
    return new IllegalArgumentException(
        "git over SSH is not supported: write https://host/owner/name and give a token in"
            + " SETPOINT_TOKEN or GITHUB_TOKEN");
  }

  boolean isLocal() {
    return address.startsWith("file:");
  }

  URIish toJGit() {
    try {
      return new URIish(address);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("git cannot use the URL " + address, e);
    }
  }

  @Override
  public String toString() {
    return address;
  }
}
