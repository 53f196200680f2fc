package dev.setpoint.preview;

import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.JobSource;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The port to pull requests on GitHub: what one touches, and the one comment Setpoint keeps on it.
 */
public interface PullRequests {
  /** Every path that the pull request adds, changes, removes or renames, old names included. */
  Set<PlanPath> touched(int number) throws IOException;

  /** Its comments, every page, oldest first. */
  List<JobSource.Comment> comments(int number) throws IOException;

  /** Writes a new comment. */
  void comment(int number, String body) throws IOException;

  /** Replaces the text of a comment. */
  void rewrite(long comment, String body) throws IOException;
}
