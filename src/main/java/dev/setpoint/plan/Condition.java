package dev.setpoint.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A step's {@code if:}. Everything is text, as in GitHub Actions: what is compared is compared case
 * aside, and {@code false}, {@code no} and the empty text are false by themselves.
 *
 * @param text as written
 * @param root what it says
 * @param names the steps whose outcomes it names
 * @param asks whether it asks for the state of all that the step needs, with {@code failed()} and
 *     its like
 */
public record Condition(String text, Part root, List<Reference> names, boolean asks) {

  /** What a condition may ask about the steps of its plan. */
  public interface Course {
    /**
     * How a step ended.
     *
     * @return {@code done}, {@code failed}, {@code cancelled}, {@code skipped}; empty for a step
     *     that never started
     */
    String outcome(StepId step);

    /** Whether any step that this one transitively needs failed for good or was cancelled. */
    boolean anyFailed();

    /** Whether any of them was cancelled. */
    boolean anyCancelled();

    /** Whether all of them are done or skipped. */
    boolean allDone();
  }

  /** Whether it is true of that course of things. */
  public boolean holds(Course course) {
    return isTrue(root.value(course));
  }

  /** The ids of the steps whose outcomes it names. */
  public Set<StepId> steps() {
    return names.stream().map(n -> new StepId(n.name())).collect(Collectors.toUnmodifiableSet());
  }

  static boolean isTrue(String value) {
    return !value.isEmpty() && !value.equalsIgnoreCase("false") && !value.equalsIgnoreCase("no");
  }

  /** A part of an expression. */
  public sealed interface Part {
    String value(Course course);

    /** Whether it is yes or no, rather than some text. */
    default boolean decides() {
      return true;
    }
  }

  /**
   * Text that does not depend on the course of things.
   *
   * @param variable whether it is a variable's value, which may stand for yes or no
   */
  record Literal(String text, boolean variable) implements Part {
    @Override
    public String value(Course course) {
      return text;
    }

    @Override
    public boolean decides() {
      return variable;
    }
  }

  /** {@code steps.<id>.outcome}. */
  record Outcome(StepId step) implements Part {
    @Override
    public String value(Course course) {
      return course.outcome(step);
    }

    @Override
    public boolean decides() {
      return false;
    }
  }

  /** {@code failed()} and its like. */
  record Call(Function function) implements Part {
    @Override
    public String value(Course course) {
      return Boolean.toString(
          switch (function) {
            case SUCCESS -> course.allDone();
            case FAILED, FAILURE -> course.anyFailed();
            case CANCELLED -> course.anyCancelled();
            case ALWAYS -> true;
          });
    }
  }

  /** {@code !x}. */
  record Not(Part part) implements Part {
    @Override
    public String value(Course course) {
      return Boolean.toString(!isTrue(part.value(course)));
    }
  }

  /** {@code a && b}, {@code a || b}. */
  record Both(Part left, boolean and, Part right) implements Part {
    @Override
    public String value(Course course) {
      boolean first = isTrue(left.value(course));
      boolean decided = first != and;
      return Boolean.toString(decided ? first : isTrue(right.value(course)));
    }
  }

  /** {@code a == b}, {@code a != b}. */
  record Same(Part left, boolean equal, Part right) implements Part {
    @Override
    public String value(Course course) {
      boolean same = left.value(course).equalsIgnoreCase(right.value(course));
      return Boolean.toString(same == equal);
    }
  }

  /** The state of all that a step needs. */
  enum Function {
    SUCCESS,
    FAILED,
    FAILURE,
    CANCELLED,
    ALWAYS
  }
}
