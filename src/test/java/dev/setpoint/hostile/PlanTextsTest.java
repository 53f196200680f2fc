package dev.setpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.Identity;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Settings;
import dev.setpoint.plan.StatusBlock;
import dev.setpoint.plan.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Files that mean no good: a problem with its place and its mend, or the plan as a person sees it.
 */
class PlanTextsTest {
  private static final PlanPath PATH = new PlanPath("plans/p.md");

  @BeforeAll
  static void warmUp() {
    String plan = "---\nstatus: approved\n---\n# T\n\n## Steps\n\n### A\n\n- id: a\n\nText\n";
    read(plan.getBytes(StandardCharsets.UTF_8));
  }

  @TestFactory
  List<DynamicTest> largeAndDeepMarkdown() {
    return Table.of("large-and-deep-markdown").tests(row -> read(row.bytes()));
  }

  @TestFactory
  List<DynamicTest> yaml() {
    return Table.of("yaml").tests(row -> read(row.bytes()));
  }

  @TestFactory
  List<DynamicTest> bytesAndInvisibleCharacters() {
    return Table.of("bytes-and-invisible-characters").tests(row -> read(row.bytes()));
  }

  @TestFactory
  List<DynamicTest> lookAlikes() {
    return Table.of("look-alikes").tests(row -> read(row.bytes()));
  }

  /** The problems as a person is told them; without any, the plan. */
  private static String read(byte[] file) {
    Plan plan =
        Identity.identify(
            PlanParser.parse(PATH, "0".repeat(40), file, Settings.NONE), List.of(), Set.of(PATH));
    String block = StatusBlock.render(plan, List.of());
    byte[] once = StatusBlock.splice(file, block);
    List<Problem> problems = new ArrayList<>(plan.problems());
    plan.steps().forEach(s -> problems.addAll(s.problems()));
    if (plan.problems().isEmpty()) {
      assertThat(StatusBlock.splice(once, block)).as("spliced twice").isSameAs(once);
    } else {
      assertThat(once.length).isGreaterThanOrEqualTo(file.length);
    }
    StringBuilder answer = new StringBuilder();
    problems.stream()
        .limit(4)
        .forEach(
            p ->
                answer.append(
                    "%d:%d %s%s%n"
                        .formatted(
                            p.line(),
                            p.column(),
                            p.message(),
                            p.hint().map(h -> " (" + h + ")").orElse(""))));
    if (problems.size() > 4) {
      answer.append("and ").append(problems.size() - 4).append(" more\n");
    }
    if (problems.isEmpty()) {
      answer.append("plan \"%s\", %d steps%n".formatted(plan.title(), plan.steps().size()));
      plan.steps().stream().limit(4).forEach(s -> answer.append(told(s)));
    }
    return answer.toString();
  }

  private static String told(Step step) {
    String kind =
        switch (step.kind()) {
          case Kind.Workflow w -> "run " + w.file() + " " + w.inputs();
          default -> "issue";
        };
    return "%s: \"%s\", needs %s, %s, %d characters%n"
        .formatted(step.id(), step.title(), step.needs(), kind, step.description().length());
  }
}
