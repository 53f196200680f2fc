package dev.setpoint.job;

/** A git commit's id, 40 hex digits. */
public record CommitId(String hex) {
  @Override
  public String toString() {
    return hex;
  }

  /** The first seven digits, for people. */
  public String brief() {
    return hex.substring(0, Math.min(7, hex.length()));
  }
}
