package dev.setpoint.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the people a plan names: {@code @alice, @bob}. */
final class Logins {
  private Logins() {}

  /**
   * The logins of a list, without {@code @}, each once; what is none of them is reported.
   *
   * @param line of the file, from 1
   * @param index of the list's first character in that line, from 0
   */
  static List<String> read(String list, int line, int index, Findings findings) {
    Set<String> logins = new LinkedHashSet<>();
    int i = 0;
    while (i < list.length()) {
      if (separates(list.charAt(i))) {
        i++;
        continue;
      }
      int from = i;
      while (i < list.length() && !separates(list.charAt(i))) {
        i++;
      }
      String word = list.substring(from, i);
      String login = word.startsWith("@") ? word.substring(1) : word;
      if (!isLogin(login)) {
        findings.problem(line, index + from, "`" + word + "` is not a GitHub login", hint(login));
      } else {
        logins.add(login);
      }
    }
    return List.copyOf(logins);
  }

  private static Optional<String> hint(String login) {
    return login.indexOf('/') > 0
        ? Optional.of("GitHub assigns people, not teams: name its members")
        : Optional.empty();
  }

  private static boolean separates(char c) {
    return c == ',' || Ascii.isBlank(c);
  }

  /**
   * Letters, digits and hyphens; {@code _} in managed accounts; {@code [bot]} after an app's name.
   */
  private static boolean isLogin(String word) {
    String name = word.endsWith("[bot]") ? word.substring(0, word.length() - 5) : word;
    if (name.isEmpty() || name.length() > 64 || name.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Ascii.isAlphanumeric(c) && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }
}
