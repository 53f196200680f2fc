package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each plan in {@code plans-format/problems} has all that is wrong with it printed beside it. */
class ProblemsTest {
  static List<String> plans() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(ProblemsTest.class.getResource("/plans-format/problems"))
                .toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void allThatIsWrongIsSaidAtOnceWithPlaceAndHint(String file) throws IOException {
    String printed = printed(file);
    // For a changed message: look at this, then copy it beside the plan.
    Path actual = Path.of("target", "problems", file.replace(".md", ".txt"));
    Files.createDirectories(actual.getParent());
    Files.writeString(actual, printed);
    assertThat(printed)
        .isEqualTo(
            new String(
                Texting.resource("problems/" + file.replace(".md", ".txt")),
                StandardCharsets.UTF_8));
  }

  private static String printed(String file) {
    PlanPath path = new PlanPath("plans/" + file);
    byte[] bytes = Texting.resource("problems/" + file);
    PlanDocument document = PlanParser.parse(path, "", bytes, Settings.NONE);
    Plan plan = Identity.identify(document, List.of(), Set.of(path));
    List<String> printed = new ArrayList<>();
    plan.problems().forEach(p -> printed.add(text(document, p)));
    Set<Problem> ofSteps = new LinkedHashSet<>();
    plan.steps().forEach(s -> ofSteps.addAll(s.problems()));
    ofSteps.forEach(p -> printed.add("(step) " + text(document, p)));
    document
        .notices()
        .forEach(n -> printed.add(ProblemText.render(n, document.source().line(n.line()))));
    return String.join("\n\n", printed) + "\n";
  }

  private static String text(PlanDocument document, Problem problem) {
    return ProblemText.render(problem, document.source().line(problem.line()));
  }
}
