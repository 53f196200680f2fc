package dev.setpoint.edge.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules by which one of a repository's addresses follows from another. */
public final class GitHubAddress {
  /** Where the API is when nothing says otherwise. */
  public static final String GITHUB_API = "https://api.github.com";

  private static final Pattern LAST_TWO =
      Pattern.compile("([A-Za-z0-9._-]+)[/\\\\]([A-Za-z0-9._-]+?)(?:\\.git)?[/\\\\]*$");
  private static final Pattern SECRET_PREFIX = Pattern.compile("(?i)(gh[a-z]_|github_pat_).*");

  private GitHubAddress() {}

  /**
   * The git URL without a user name.
   *
   * @throws WrongUsage when a secret stands in it: it would show in process lists and logs
   */
  static String withoutCredentials(String gitUrl) {
    if (!gitUrl.matches("(?i)https?://.*")) {
      return gitUrl;
    }
    int from = gitUrl.indexOf("://") + 3;
    int slash = gitUrl.indexOf('/', from);
    int at = gitUrl.lastIndexOf('@', slash < 0 ? gitUrl.length() : slash);
    if (at < from) {
      return gitUrl;
    }
    String user = gitUrl.substring(from, at);
    if (user.contains(":") || SECRET_PREFIX.matcher(user).matches()) {
      throw new WrongUsage(
          "the git URL carries a password or token: take it out of the URL and set SETPOINT_TOKEN"
              + " (or GITHUB_TOKEN) instead");
    }
    return gitUrl.substring(0, from) + gitUrl.substring(at + 1);
  }

  /** {@code owner/name} from the last two parts of a git URL's path. */
  static Optional<String> repository(String gitUrl) {
    Matcher m = LAST_TWO.matcher(gitUrl);
    return m.find() ? Optional.of(m.group(1) + "/" + m.group(2)) : Optional.empty();
  }

  /** The API that belongs to a git URL's host: a token for one server is not for another's. */
  static String api(String gitUrl) {
    try {
      URI uri = new URI(gitUrl);
      String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
      boolean web = String.valueOf(uri.getScheme()).matches("(?i)https?");
      if (!web || host.isEmpty() || host.equals("github.com")) {
        return GITHUB_API;
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return host.endsWith(".ghe.com")
          ? "https://api." + host + port
          : uri.getScheme() + "://" + host + port + "/api/v3";
    } catch (URISyntaxException e) {
      return GITHUB_API;
    }
  }

  /** The root of the web pages that belong to an API. */
  public static String web(String api) {
    String root = api.replaceAll("/+$", "");
    return root.endsWith("/api/v3")
        ? root.substring(0, root.length() - "/api/v3".length())
        : root.replaceFirst("^https://api\\.(github\\.com|[^/]+\\.ghe\\.com)$", "https://$1");
  }
}
