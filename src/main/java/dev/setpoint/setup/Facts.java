package dev.setpoint.setup;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What GitHub says of a repository and of the token, asked for by {@code doctor}.
 *
 * @param token there is one
 * @param refusal why the repository cannot be looked at; then the rest says nothing
 * @param archived nothing in it can be changed
 * @param issues they are switched on
 * @param actions they are switched on
 * @param refused the permissions that the token lacks, each with GitHub's words
 * @param label the label on issues exists; empty where that could not be asked
 * @param guarded the plan branch is protected; empty where that could not be asked
 * @param workflows by file name, their state in GitHub's words: {@code active} is the good one
 * @param rate of the token
 */
public record Facts(
    boolean token,
    Optional<String> refusal,
    boolean archived,
    boolean issues,
    boolean actions,
    Map<Permission, String> refused,
    Optional<Boolean> label,
    Optional<Boolean> guarded,
    Map<String, String> workflows,
    Rate rate) {

  /**
   * Requests per hour.
   *
   * @param limit 0 where nothing is known of one
   * @param reset when all of them are there again
   */
  public record Rate(long limit, long remaining, Instant reset) {}

  /** Of a repository that this token cannot look at. */
  public static Facts refused(boolean token, String reason, Rate rate) {
    return new Facts(
        token,
        Optional.of(reason),
        false,
        true,
        true,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        rate);
  }
}
