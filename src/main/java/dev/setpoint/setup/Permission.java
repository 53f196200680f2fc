package dev.setpoint.setup;

/** A permission that the token of a pass needs, in GitHub's words. */
public enum Permission {
  CONTENTS("contents", "write", "writes the plans' statuses and the claims"),
  ISSUES("issues", "write", "opens, edits and closes the steps' issues"),
  ACTIONS("actions", "write", "starts workflows, watches and cancels their runs"),
  PULL_REQUESTS("pull-requests", "write", "tells a pull request what merging it would do");

  private final String key;
  private final String access;
  private final String purpose;

  Permission(String key, String access, String purpose) {
    this.key = key;
    this.access = access;
    this.purpose = purpose;
  }

  /** Its name in a workflow's {@code permissions:}. */
  public String key() {
    return key;
  }

  public String access() {
    return access;
  }

  /** What it is needed for, as the rest of a sentence about Setpoint. */
  public String purpose() {
    return purpose;
  }
}
