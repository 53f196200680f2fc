package dev.setpoint.demo.web;

import java.util.Locale;

/** Where a pass is, in the words of the drawing in the README. */
enum Stage {
  READ,
  DIFF,
  ACT,
  SYNC,
  EXIT;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
