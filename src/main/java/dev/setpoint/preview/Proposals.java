package dev.setpoint.preview;

import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.Tip;
import java.io.IOException;
import java.util.Set;

/** The port to a pull request's files in git. They are read as data and never carried out. */
public interface Proposals {
  /**
   * The tip as it would be after the merge: the pull request's version of what it touches, and
   * everything else as it is.
   *
   * @param number the pull request's
   * @throws IOException when git fails, or shows no such pull request
   */
  Tip merged(Tip tip, int number, Set<PlanPath> touched) throws IOException;
}
