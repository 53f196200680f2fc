package dev.setpoint;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.Author;
import dev.setpoint.sandbox.Sandbox;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where the passes of tests work. */
public final class Places {
  private Places() {}

  /** The sandbox's repository, as its bot sees it. */
  public static Place of(Sandbox github) {
    return of(github, github.repository(), github.apiUrl() + "/" + github.repository());
  }

  /** Another repository of the sandbox, or one that is said to have another page. */
  public static Place of(Sandbox github, String repository, String webUrl) {
    return new Place(
        github.gitUrl().replace(github.repository(), repository),
        URI.create(github.apiUrl()),
        repository,
        webUrl,
        Optional.empty(),
        List.of(),
        Token.of(github.token()),
        Optional.empty(),
        false,
        Author.ACTIONS_BOT,
        "a test");
  }
}
