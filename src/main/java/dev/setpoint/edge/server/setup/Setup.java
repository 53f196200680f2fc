package dev.setpoint.edge.server.setup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.edge.github.GitHubManifest;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the GitHub App: a page on this machine sends the App's manifest to GitHub, GitHub sends
 * the browser back with a code, and the code is exchanged for the App's secrets, which go to files
 * that only their owner may read, and nowhere else.
 *
 * <p>https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
public final class Setup {
  private static final int MOST_MINUTES = 60;
  static final String KEY_FILE = "app-key.pem";
  static final String ENV_FILE = "setpoint.env";

  private final Wanted wanted;
  private final PrintStream out;
  private final String state = random();
  private final CompletableFuture<Integer> done = new CompletableFuture<>();

  /**
   * What is wanted.
   *
   * @param api the REST API's root
   * @param web the root of GitHub's pages
   * @param organization that is to own the App; empty for oneself
   * @param url where GitHub and browsers will reach the server, if that is known already
   * @param directory for the files
   * @param port of the page on this machine
   */
  public record Wanted(
      String api,
      String web,
      Optional<String> organization,
      Optional<String> url,
      Path directory,
      int port) {}

  private Setup(Wanted wanted, PrintStream out) {
    this.wanted = wanted;
    this.out = out;
  }

  /**
   * Serves the page until the App is created, at most an hour.
   *
   * @return the exit code
   */
  public static int run(Wanted wanted, PrintStream out) throws IOException, InterruptedException {
    Setup setup = new Setup(wanted, out);
    setup.refuseToOverwrite();
    Javalin javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.jetty.host = "127.0.0.1";
              config.jetty.port = wanted.port();
              config.routes.get("/", setup::page);
              config.routes.get("/created", setup::created);
            });
    try {
      javalin.start();
    } catch (JavalinException e) {
      throw new BindException(
          "cannot listen on 127.0.0.1:%d: the port is taken".formatted(wanted.port()));
    }
    setup.here = "http://127.0.0.1:" + javalin.port();
    out.println(
        "Open " + setup.here + "/ in a browser to create the GitHub App (this waits for an hour).");
    out.flush();
    try {
      return setup.done.get(MOST_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new IOException("nobody created the App within an hour; start again");
    } catch (ExecutionException e) {
      throw new IOException(
          String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
    } finally {
      javalin.stop();
    }
  }

  private volatile String here = "";

  private void refuseToOverwrite() throws IOException {
    for (String name : new String[] {KEY_FILE, ENV_FILE}) {
      if (Files.exists(wanted.directory().resolve(name))) {
        throw new IOException(
            wanted.directory().resolve(name)
                + " exists: move it away first, or give another --data");
      }
    }
  }

  private void page(Context context) {
    String owner =
        wanted
            .organization()
            .map(o -> "organizations/" + o.replaceAll("[^A-Za-z0-9-]", "") + "/")
            .orElse("");
    String target = wanted.web() + "/" + owner + "settings/apps/new?state=" + state;
    context
        .contentType("text/html; charset=utf-8")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
        .result(
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Create the GitHub App</title>
            <style>body{font:16px/1.5 system-ui;max-width:40em;margin:4em auto;padding:0 1em}button{font:inherit;padding:.5em 1em}</style>
            <h1>Create the GitHub App for Setpoint</h1>
            <p>GitHub will show you the name, the permissions and the events, and ask you to confirm. Its secrets come back to this machine
            and are written to files there; no page shows them.</p>
            <form action="%s" method="post"><input type="hidden" name="manifest" value="%s"><button>Go to GitHub</button></form>
            </html>
            """
                .formatted(attribute(target), attribute(manifest().toString())));
  }

  /** What the App is: https://docs.github.com/en/apps (manifest parameters). */
  ObjectNode manifest() {
    ObjectNode app = JsonNodeFactory.instance.objectNode();
    String url = wanted.url().map(u -> u.replaceAll("/+$", "")).orElse("https://setpoint.example");
    app.put("name", "Setpoint" + wanted.organization().map(o -> " for " + o).orElse(""));
    app.put("url", "https://github.com/setpoint");
    app.put("description", "Drives plans written in Markdown to completion.");
    app.put("redirect_url", here + "/created");
    app.putArray("callback_urls").add(url + "/sign-in/back");
    app.put("public", false);
    ObjectNode hook = app.putObject("hook_attributes");
    hook.put("url", url + "/webhook").put("active", wanted.url().isPresent());
    ObjectNode may = app.putObject("default_permissions");
    may.put("actions", "write").put("contents", "write").put("issues", "write");
    may.put("metadata", "read").put("pull_requests", "write");
    var events = app.putArray("default_events");
    for (String event :
        new String[] {
          "push", "issues", "issue_comment", "workflow_run", "pull_request", "repository"
        }) {
      events.add(event);
    }
    return app;
  }

  private void created(Context context) {
    @Nullable String code = context.queryParam("code");
    @Nullable String told = context.queryParam("state");
    boolean ours = told != null && MessageDigest.isEqual(bytes(told), bytes(state));
    if (code == null || !ours) {
      context.status(400).result("This did not start on this page: open it again.");
      return;
    }
    try {
      GitHubManifest app = GitHubManifest.convert(wanted.api(), code);
      write(app);
      // Sent here and now: the page that it stands on ends with this process.
      byte[] next =
          bytes(
              "The App is created. Its secrets are in "
                  + wanted.directory()
                  + ". Next, install it: "
                  + app.page()
                  + "/installations/new");
      context.res().setContentType("text/plain; charset=utf-8");
      context.res().setContentLength(next.length);
      context.res().getOutputStream().write(next);
      context.res().getOutputStream().close();
      tell(app);
      done.complete(0);
    } catch (IOException e) {
      context.status(502).result("The App was not created: " + e.getMessage());
      done.completeExceptionally(e);
    }
  }

  private void write(GitHubManifest app) throws IOException {
    Files.createDirectories(wanted.directory());
    Path key = wanted.directory().resolve(KEY_FILE);
    secret(key, app.key().reveal() + "\n");
    secret(
        wanted.directory().resolve(ENV_FILE),
        """
        SETPOINT_APP_ID=%d
        SETPOINT_APP_KEY=%s
        SETPOINT_WEBHOOK_SECRET=%s
        SETPOINT_CLIENT_ID=%s
        SETPOINT_CLIENT_SECRET=%s
        """
            .formatted(
                app.id(),
                key.toAbsolutePath(),
                app.webhookSecret().reveal(),
                app.clientId(),
                app.clientSecret().reveal()));
  }

  // Made unreadable for others before anything is in it.
  private static void secret(Path file, String content) throws IOException {
    Files.createFile(file);
    try {
      Files.setPosixFilePermissions(
          file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    } catch (UnsupportedOperationException e) {
      // Windows: the user's own directory is the user's own.
    }
    Files.writeString(file, content);
  }

  private void tell(GitHubManifest app) {
    out.println("Created the App `" + app.slug() + "`.");
    out.println("Its key is in " + wanted.directory().resolve(KEY_FILE) + ",");
    out.println("the variables for the server in " + wanted.directory().resolve(ENV_FILE) + ".");
    out.println("Next: install it on your repositories (" + app.page() + "/installations/new),");
    if (wanted.url().isEmpty()) {
      out.println("set the webhook's URL in the App's settings and make it active,");
    }
    out.println(
        "and start: set -a; . " + wanted.directory().resolve(ENV_FILE) + "; setpoint serve");
    out.flush();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
