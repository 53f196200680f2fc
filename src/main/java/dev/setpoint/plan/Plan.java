package dev.setpoint.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One plan with every step's identity known: the desired state.
 *
 * @param id the name its claims carry
 * @param path where it stands now
 * @param blob the id of the file's content, 40 hex digits; empty for a file that is not in git
 * @param title the {@code #} heading, plain text
 * @param lifecycle the front matter's {@code status:}
 * @param owners logins without {@code @}: who is asked when nobody else is named
 * @param labels put on each issue besides Setpoint's own
 * @param maxOpenJobs how many jobs of this plan may be open at a time; empty for no limit
 * @param steps in the plan's order
 * @param problems of the document: while there is one, nothing of the plan starts and its block
 *     stays as it is
 * @param lost started steps that left the text beside a new heading with other content: neither
 *     started nor withdrawn until somebody writes an {@code id:}
 * @param block what the status block said when the file was read
 */
public record Plan(
    PlanId id,
    PlanPath path,
    String blob,
    String title,
    Lifecycle lifecycle,
    List<String> owners,
    List<String> labels,
    Optional<Integer> maxOpenJobs,
    List<Step> steps,
    List<Problem> problems,
    List<StepId> lost,
    BlockSeen block) {

  /** The step of that id, if the current text has it. */
  public Optional<Step> step(StepId id) {
    return steps.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /**
   * The step that people mean by a word: its id, else the only title that reads so, or whose slug
   * that is.
   */
  public Optional<Step> called(String word) {
    Optional<Step> exact = steps.stream().filter(s -> s.id().value().equals(word)).findFirst();
    List<Step> alike =
        exact.isPresent() || word.isBlank()
            ? List.of()
            : steps.stream().filter(s -> Slug.of(s.title()).equals(Slug.of(word))).toList();
    return exact.or(() -> alike.stream().findFirst().filter(s -> alike.size() == 1));
  }

  public Plan withSteps(List<Step> others) {
    return new Plan(
        id,
        path,
        blob,
        title,
        lifecycle,
        owners,
        labels,
        maxOpenJobs,
        others,
        problems,
        lost,
        block);
  }

  /** The same plan with one more problem of the document, which holds all of it back. */
  public Plan withProblem(Problem problem) {
    List<Problem> all = Stream.concat(problems.stream(), Stream.of(problem)).toList();
    return new Plan(
        id, path, blob, title, lifecycle, owners, labels, maxOpenJobs, steps, all, lost, block);
  }
}
