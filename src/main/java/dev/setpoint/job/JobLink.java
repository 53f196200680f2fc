package dev.setpoint.job;

/**
 * A job and the page where a person sees it.
 *
 * @param id what GitHub calls it
 * @param url absolute web address
 */
public record JobLink(JobId id, String url) {
  @Override
  public String toString() {
    return id.toString();
  }
}
