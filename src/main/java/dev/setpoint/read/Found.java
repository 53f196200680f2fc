package dev.setpoint.read;

/** The answer of a read by id. A failed read is neither: it throws. */
public sealed interface Found<T> {
  /** It exists and looks so. */
  record Present<T>(T value) implements Found<T> {}

  /**
   * GitHub says it is not there: deleted, transferred or no longer visible. Proof of nothing else.
   *
   * @param reason in words, for example {@code deleted (410)}
   */
  record Vanished<T>(String reason) implements Found<T> {}
}
