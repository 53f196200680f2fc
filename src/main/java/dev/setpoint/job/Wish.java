package dev.setpoint.job;

import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;

/** What a person asked of one pass on the command line. */
public sealed interface Wish {
  PlanId plan();

  StepId step();

  /** Do the step again: the next attempt. */
  record Retry(PlanId plan, StepId step) implements Wish {}

  /** This is the job that the step's attempt became. */
  record Bind(PlanId plan, StepId step, JobLink job) implements Wish {}
}
