package dev.setpoint.edge.github;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.json.JsonNode;
import java.io.IOException;

/**
 * The App that GitHub has created from a manifest, with its secrets: to be written to files at once
 * and shown to nobody.
 *
 * @param slug the App's name in addresses
 * @param page where it is installed and administered
 */
public record GitHubManifest(
    long id,
    String slug,
    String page,
    String clientId,
    Token clientSecret,
    Token webhookSecret,
    Token key) {

  /** Exchanges the code with which GitHub sends the browser back; it works once, for an hour. */
  public static GitHubManifest convert(String api, String code) throws IOException {
    Rest rest = new Rest(new Wire(GitHubOptions.ofServer(api, Token.NONE)), "");
    String path = "/app-manifests/" + Rest.escape(code) + "/conversions";
    JsonNode app = rest.post("create the App", path, Json.object());
    return new GitHubManifest(
        Json.number(app, "id"),
        Json.text(app, "slug"),
        Json.text(app, "html_url"),
        Json.text(app, "client_id"),
        Token.of(Json.text(app, "client_secret")),
        Token.of(Json.text(app, "webhook_secret")),
        Token.of(Json.text(app, "pem")));
  }
}
