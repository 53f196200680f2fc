package dev.setpoint.sandbox.world;

import java.util.HashMap;
import java.util.Map;

/** Everybody with a login. Whoever acts for the first time gets an account by that. */
public final class Accounts {
  private final Map<String, Account> byLogin = new HashMap<>();
  private long lastId = 5_000_000;

  Accounts() {
    // The one id that many programs know by heart; it makes the bot's no-reply address.
    byLogin.put(
        "github-actions[bot]", new Account("github-actions[bot]", 41_898_282L, Account.Type.BOT));
  }

  public synchronized Account of(String login) {
    return of(login, login.endsWith("[bot]") ? Account.Type.BOT : Account.Type.USER);
  }

  public synchronized Account of(String login, Account.Type type) {
    return byLogin.computeIfAbsent(Account.key(login), k -> new Account(login, lastId += 7, type));
  }

  public synchronized boolean knows(String login) {
    return byLogin.containsKey(Account.key(login));
  }
}
