package dev.setpoint.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job and the page where a person sees it.
 *
 * @param id what GitHub calls it
 * @param url absolute web address
 */
public record JobLink(JobId id, String url) {
  private static final Pattern PAGE =
      Pattern.compile("/(issues|actions/runs)/([0-9]{1,18})(?:$|[/?#])");

  /** The job that has its page there; empty when that is no page of a job. */
  public static Optional<JobLink> at(String url) {
    Matcher page = PAGE.matcher(url);
    if (!page.find()) {
      return Optional.empty();
    }
    long number = Long.parseLong(page.group(2));
    JobId id =
        page.group(1).equals("issues")
            ? new JobId.Issue((int) Math.min(number, Integer.MAX_VALUE))
            : new JobId.Run(number);
    return Optional.of(new JobLink(id, url));
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
