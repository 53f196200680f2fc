package dev.setpoint.sandbox.world;

import java.util.Locale;

/**
 * A person, organisation or bot.
 *
 * @param login as its owner spells it; logins are compared without case
 */
public record Account(String login, long id, Type type) {

  /** GitHub's kinds of accounts. */
  public enum Type {
    USER("User"),
    BOT("Bot"),
    ORGANIZATION("Organization");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static String key(String login) {
    return login.toLowerCase(Locale.ROOT);
  }
}
