package dev.setpoint.plan;

import java.util.List;

/** A piece of YAML as it was written, with its place; nothing is converted to another type. */
sealed interface Yaml {
  /** From 1. */
  int line();

  /** From 0, in the line. */
  int index();

  /** A scalar; empty text and not quoted when nothing was written. */
  record Word(String text, boolean quoted, int line, int index) implements Yaml {
    boolean absent() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  /** A sequence. */
  record Items(List<Yaml> items, int line, int index) implements Yaml {}

  /** A mapping, in its order. */
  record Entries(List<Entry> entries, int line, int index) implements Yaml {}

  /** One key of a mapping. */
  record Entry(Word key, Yaml value) {}
}
