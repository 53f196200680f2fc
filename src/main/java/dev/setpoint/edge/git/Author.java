package dev.setpoint.edge.git;

/** Whose name the commits carry. */
public record Author(String name, String email) {
  /** The account that GitHub shows as its own Actions bot. */
  public static final Author ACTIONS_BOT =
      new Author("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com");

  /**
   * Reads {@code Name <email>}.
   *
   * @throws IllegalArgumentException when it does not look so
   */
  public static Author parse(String text) {
    int open = text.lastIndexOf('<');
    if (open < 1 || !text.endsWith(">")) {
      throw new IllegalArgumentException("an author is written `Name <email>`, not `" + text + "`");
    }
    return new Author(text.substring(0, open).strip(), text.substring(open + 1, text.length() - 1));
  }
}
