package dev.setpoint.simulation;

import dev.setpoint.job.JobId;

/**
 * One POST that creates a job.
 *
 * @param path the attempt it is for; of an agent's start, its whole input
 * @param nonce empty for an agent's start
 * @param mayDouble whether GitHub may deliver it twice in this world
 */
record Creation(String call, String path, String nonce, boolean mayDouble, Effect effect) {
  /** What it made. */
  record Made(JobId id, String url) {}

  /** Makes it. */
  interface Effect {
    Made happen(boolean extra);
  }
}
