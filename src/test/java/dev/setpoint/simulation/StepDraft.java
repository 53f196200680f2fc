package dev.setpoint.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step as the people of a story have it in mind; they write it down anew with each edit. What a
 * step of its kind, or in its place, may not say is left out.
 */
final class StepDraft {
  /** How it is carried out. */
  sealed interface How {
    record Person() implements How {}

    record Dispatch(Workflow workflow) implements How {}

    /** By that coding agent. */
    record Agent(String name) implements How {}

    /** So long after the steps before it; where there is none, until a moment. */
    record Wait(String time) implements How {}

    record Until(String what) implements How {}

    record Sub(PlanDraft plan) implements How {}
  }

  /**
   * What it needs, instead of the step before it: nothing, or some step, or a group.
   *
   * @param step its key; where it does not stand before this one, nothing is said
   * @param group its name; as above
   */
  record Needs(Optional<Integer> step, Optional<String> group) {
    static final Needs NOTHING = new Needs(Optional.empty(), Optional.empty());
  }

  /**
   * Its condition.
   *
   * @param text with {@code %s} for the id of a step
   * @param step the key of that step; where it does not stand before this one, nothing is said
   */
  record When(String text, int step) {}

  /** Its name among the steps of its plan and of the plan's copies. */
  final int key;

  /** The titles it has had, the present one last; with their variables. */
  final List<String> titles = new ArrayList<>();

  String description;
  How how = new How.Person();
  Optional<String> id = Optional.empty();
  Optional<Needs> needs = Optional.empty();
  Optional<When> when = Optional.empty();
  Optional<String> skip = Optional.empty();

  /** The name of the group that begins with it. */
  Optional<String> group = Optional.empty();

  boolean parallel;
  boolean optional;
  boolean due;
  boolean remind;

  /** Whether it ever had a reason to be skipped, which is for good. */
  boolean skippable;

  String extra = "";
  int retries;
  boolean hours;

  StepDraft(int key, String title, String description) {
    this.key = key;
    titles.add(title);
    this.description = description;
  }

  StepDraft copy() {
    StepDraft copy = new StepDraft(key, title(), description);
    copy.how = how;
    copy.id = id;
    copy.needs = needs;
    copy.when = when;
    copy.skip = skip;
    copy.group = group;
    copy.parallel = parallel;
    copy.optional = optional;
    copy.due = due;
    copy.remind = remind;
    copy.skippable = skippable;
    copy.extra = extra;
    copy.retries = retries;
    copy.hours = hours;
    return copy;
  }

  String title() {
    return titles.getLast();
  }

  /** Whether other steps can name it without a thought of how it was renamed. */
  boolean hasPlainTitle() {
    return !title().contains("$");
  }
}
