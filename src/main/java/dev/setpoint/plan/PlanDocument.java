package dev.setpoint.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything a plan file says that can be read without knowing what was started before; {@link
 * Identity} makes a {@link Plan} of it.
 *
 * @param path where it stands
 * @param blob the id of the content, 40 hex digits; empty for a file that is not in git
 * @param title the {@code #} heading, plain text; the file's name where there is none
 * @param lifecycle the front matter's {@code status:}; draft where it cannot be read
 * @param owners logins without {@code @}, the repository's where the plan names none
 * @param labels for each issue besides Setpoint's own
 * @param maxOpenJobs of this plan at a time; empty for no limit
 * @param steps in the plan's order
 * @param problems of the document
 * @param notices what has no effect though it looks as if it had
 * @param block what the status block says
 * @param source the text, for showing the lines of problems
 */
public record PlanDocument(
    PlanPath path,
    String blob,
    String title,
    Lifecycle lifecycle,
    List<String> owners,
    List<String> labels,
    Optional<Integer> maxOpenJobs,
    List<WrittenStep> steps,
    List<Problem> problems,
    List<Notice> notices,
    BlockSeen block,
    SourceText source) {

  /** A file of which nothing can be read but what is wrong with it. */
  static PlanDocument unreadable(PlanPath path, String blob, BlockSeen block, Problem problem) {
    return new PlanDocument(
        path,
        blob,
        nameOf(path),
        Lifecycle.DRAFT,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(problem),
        List.of(),
        block,
        SourceText.of(""));
  }

  /** The file's name without folders and {@code .md}. */
  static String nameOf(PlanPath path) {
    String name = path.value().substring(path.value().lastIndexOf('/') + 1);
    return name.endsWith(".md") ? name.substring(0, name.length() - 3) : name;
  }

  /** The steps' titles as the text has them, their variables unresolved. */
  public Set<String> titles() {
    return steps.stream().map(s -> s.terms().written()).collect(Collectors.toUnmodifiableSet());
  }
}
