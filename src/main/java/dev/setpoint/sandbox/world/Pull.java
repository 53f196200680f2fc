package dev.setpoint.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What makes an issue a pull request.
 *
 * @param headRepository full name; another than the base's for a fork's pull request
 * @param headSha the commit at the head when the pull request was opened or last pushed to
 */
public record Pull(
    String headRepository,
    String headBranch,
    String headSha,
    String baseBranch,
    boolean draft,
    @Nullable Instant mergedAt,
    @Nullable String mergedBy,
    @Nullable String mergeSha) {

  Pull at(String sha) {
    return new Pull(
        headRepository, headBranch, sha, baseBranch, draft, mergedAt, mergedBy, mergeSha);
  }

  Pull merged(Instant at, String by, String sha) {
    return new Pull(headRepository, headBranch, headSha, baseBranch, draft, at, by, sha);
  }
}
