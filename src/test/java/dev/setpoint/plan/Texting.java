package dev.setpoint.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Short ways to a plan for tests. */
final class Texting {
  static final PlanPath PATH = new PlanPath("plans/system-upgrade.md");

  private Texting() {}

  static byte[] resource(String name) {
    try (InputStream in = Texting.class.getResourceAsStream("/plans-format/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static PlanDocument parse(String text) {
    return parse(bytes(text));
  }

  static PlanDocument parse(byte[] bytes) {
    return PlanParser.parse(PATH, "0".repeat(40), bytes, Settings.NONE);
  }

  /** An approved plan with these lines under {@code ## Steps}. */
  static PlanDocument steps(String steps) {
    return parse("---\nstatus: approved\n---\n# Title\n\n## Steps\n\n" + steps);
  }

  static Plan plan(PlanDocument document, Remembered... memory) {
    return Identity.identify(document, List.of(memory), Set.of(PATH));
  }

  static Plan plan(String text, Remembered... memory) {
    return plan(parse(text), memory);
  }

  /** Problems and hints as {@code line:column message (hint)}. */
  static List<String> words(List<Problem> problems) {
    return problems.stream()
        .map(
            p ->
                p.line()
                    + ":"
                    + p.column()
                    + " "
                    + p.message()
                    + p.hint().map(h -> " (" + h + ")").orElse(""))
        .toList();
  }
}
