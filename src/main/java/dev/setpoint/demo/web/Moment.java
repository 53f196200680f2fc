package dev.setpoint.demo.web;

import java.util.List;

/**
 * Something that a pass did, as it is told.
 *
 * @param text one line
 * @param details lines below it, may be none
 */
record Moment(Stage stage, String text, List<String> details) {
  static Moment of(Stage stage, String text, String... details) {
    return new Moment(stage, text, List.of(details));
  }
}
