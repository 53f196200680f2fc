package dev.setpoint.checklist;

import java.util.List;

/** One piece of a checklist's document, whole lines each; together they are all of it. */
sealed interface Part {
  /** The lines as they stand, without surrounding blank ones. */
  String text();

  /**
   * A heading that stands in no list and no quote; or an item whose list holds steps.
   *
   * @param level from 1; beyond those of Markdown for an item
   * @param words its content, on one line
   */
  record Heading(int level, String words, String text) implements Part {
    /** Whether it says no more than that steps follow. */
    boolean isSteps() {
      return words.strip().replaceFirst(":$", "").equalsIgnoreCase("steps");
    }

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
   * @param boxed it has a box of its own
   * @param ticked that box is ticked
   * @param content without marker, box and indentation
   */
  record Item(String number, boolean boxed, boolean ticked, String content) {}
}
