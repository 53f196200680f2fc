package dev.setpoint.plan;

import java.util.List;
import java.util.Optional;

/**
 * One unit of work, as the plan's current text wants it.
 *
 * @param id its identity, see {@link Identity}
 * @param title the heading without leading number, as plain text of one line
 * @param anchor the fragment GitHub gives the whole heading, without {@code #}
 * @param line of the heading, from 1
 * @param kind how it is carried out
 * @param needs direct needs, defaults resolved; ids of steps of the same plan
 * @param skip the reason, when the step is to be skipped
 * @param description free Markdown after the fields, verbatim, without surrounding blank lines
 * @param ofFields see {@link #fields()}
 * @param ofText see {@link #text()}
 * @param ofNeeds see {@link #needsText()}
 * @param terms how else it takes part
 * @param problems of this step alone: they hold it back until it has started, and nothing else
 */
public record Step(
    StepId id,
    String title,
    String anchor,
    int line,
    Kind kind,
    List<StepId> needs,
    Optional<String> skip,
    String description,
    Print ofFields,
    Print ofText,
    Print ofNeeds,
    Terms terms,
    List<Problem> problems) {

  /** By its identity: nearly every other part is text, and long. */
  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /**
   * Fingerprint of kind and fields (not {@code id}, {@code needs}, title, text): equal when nothing
   * that a running attempt depends on was edited.
   */
  public String fields() {
    return ofFields.hex();
  }

  /** Fingerprint of the description alone: a rename leaves it as it is. */
  public String text() {
    return ofText.hex();
  }

  /** Fingerprint of the direct needs. */
  public String needsText() {
    return ofNeeds.hex();
  }

  /** Whether its title alone tells its id; where not, the id is shown beside the title. */
  public boolean isNamedByTitle() {
    return id.equals(Slug.of(title));
  }

  /** The same step, carried out in another way. */
  public Step carriedOutBy(Kind other) {
    return new Step(
        id,
        title,
        anchor,
        line,
        other,
        needs,
        skip,
        description,
        ofFields,
        ofText,
        ofNeeds,
        terms,
        problems);
  }

  public Step withProblems(List<Problem> others) {
    return new Step(
        id,
        title,
        anchor,
        line,
        kind,
        needs,
        skip,
        description,
        ofFields,
        ofText,
        ofNeeds,
        terms,
        others);
  }
}
