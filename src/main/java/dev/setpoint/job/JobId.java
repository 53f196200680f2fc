package dev.setpoint.job;

/** What GitHub calls a job: an issue's number or a workflow run's id. */
public sealed interface JobId {
  /** An issue of the repository. */
  record Issue(int number) implements JobId {
    @Override
    public String toString() {
      return "#" + number;
    }
  }

  /** A workflow run of the repository. */
  record Run(long id) implements JobId {
    @Override
    public String toString() {
      return "run " + id;
    }
  }
}
