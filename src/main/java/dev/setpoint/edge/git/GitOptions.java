package dev.setpoint.edge.git;

import dev.setpoint.edge.Token;
import dev.setpoint.read.PlanFile;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the git side needs to know.
 *
 * @param url {@code https://}, {@code http://}, {@code file://} or a local path
 * @param layout where the plans are, told by the repository's settings file ({@code
 *     .github/setpoint.yml} of the plan branch, if it exists); flags win inside the function
 * @param token sent to the URL's own host only
 * @param author of the plan commits and of the claims
 * @param clock gives the commits' time; the time in a claim's message is the one that counts
 * @param settings where the settings file stands in the plan branch
 */
public record GitOptions(
    String url,
    Function<Optional<PlanFile>, Layout> layout,
    Token token,
    Author author,
    Clock clock,
    String settings) {
  /** The usual layout, the bot as author, the machine's clock. */
  public static GitOptions of(String url, Token token) {
    return new GitOptions(
        url,
        settings -> Layout.USUAL,
        token,
        Author.ACTIONS_BOT,
        Clock.systemUTC(),
        GitPlans.SETTINGS);
  }

  public GitOptions withLayout(Function<Optional<PlanFile>, Layout> other) {
    return new GitOptions(url, other, token, author, clock, settings);
  }

  public GitOptions withAuthor(Author other) {
    return new GitOptions(url, layout, token, other, clock, settings);
  }

  public GitOptions withClock(Clock other) {
    return new GitOptions(url, layout, token, author, other, settings);
  }

  public GitOptions withSettings(String path) {
    return new GitOptions(url, layout, token, author, clock, path);
  }
}
