package dev.setpoint.checklist;

import java.util.List;

/** One piece of a checklist's document, whole lines each; together they are all of it. */
sealed interface Part {
  /** The lines as they stand, without surrounding blank ones. */
  String text();

  /**
   * A heading that stands in no list and no quote.
   *
   * @param words its content, on one line
   */
  record Heading(int level, String words, String text) implements Part {
    boolean namesSteps() {
      return words.strip().toLowerCase(java.util.Locale.ROOT).matches("steps(:.*)?");
    }
  }

  /**
   * Anything else.
   *
   * @param visible false for reference definitions, which a reader does not see
   */
  record Prose(String text, boolean visible) implements Part {}

  /** A list whose items become steps. */
  record Items(List<Item> items, String text) implements Part {}

  /**
   * One item.
   *
   * @param number as written, with its dot or bracket; empty for a bullet
   * @param ticked its own box is
   * @param content without marker, box and indentation
   */
  record Item(String number, boolean ticked, String content) {}
}
