package dev.setpoint.report;

/**
 * What an invocation cost.
 *
 * @param api requests to GitHub's REST API
 * @param git fetches, lists and pushes
 */
public record Requests(int api, int git) {
  public static final Requests NONE = new Requests(0, 0);
}
