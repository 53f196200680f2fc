package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final String HEAD =
      "---\nstatus: approved\nvars: { env: prod, off: no, none: '' }\n---\n# T\n\n## Steps\n\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "vars.env == 'prod' ~ true",
        "vars.env == 'PROD' ~ true",
        "vars.env != 'prod' ~ false",
        "vars.env ~ true",
        "vars.off ~ false",
        "vars.none ~ false",
        "!vars.off ~ true",
        "true && !false ~ true",
        "vars.off || vars.env == 'x' || true ~ true",
        "true || false && false ~ true",
        "(true || false) && false ~ false",
        "!(vars.env == 'prod') ~ false",
        "${{ vars.env }} == 'prod' ~ true",
        "${{ vars.env == 'prod' && true }} ~ true",
        "'it''s' == 'it''s' ~ true",
        "steps.a.outcome == 'failed' ~ true",
        "steps.a.outcome == 'failure' ~ true",
        "steps.b.outcome == 'success' ~ true",
        "steps.c.outcome == '' ~ true",
        "steps.c.outcome != 'done' ~ true",
        "failed() ~ true",
        "failure() && !cancelled() ~ true",
        "success() ~ false",
        "always() ~ true",
      })
  void aConditionIsTrueOrFalse(String text, boolean is) {
    Condition condition = only(text).terms().when().orElseThrow();
    assertThat(condition.holds(COURSE)).isEqualTo(is);
  }

  private static final Condition.Course COURSE =
      new Condition.Course() {
        @Override
        public String outcome(StepId step) {
          return Map.of("a", "failed", "b", "done").getOrDefault(step.value(), "");
        }

        @Override
        public boolean anyFailed() {
          return true;
        }

        @Override
        public boolean anyCancelled() {
          return false;
        }

        @Override
        public boolean allDone() {
          return false;
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "vars.evn == 'x' ~ 17:7 there is no variable `evn` (did you mean `vars.env`?)",
        "vars.env = 'x' ~ 17:16 a single `=` compares nothing (write `==`)",
        "vars.env == prod ~ 17:19 `prod` means nothing here (text stands in single quotes:"
            + " `'prod'`; a variable is `vars.prod`)",
        "vars.env == \"\"prod\"\" ~ 17:19 text stands in single quotes (write `'…'`)",
        "vars.env == 'prod ~ 17:19 this text is never closed (write `'` after it)",
        "(vars.env ~ 17:7 this bracket is never closed (write `)` after it)",
        "vars.env && ~ 17:18 the condition ends too early (`vars.x`, `steps.<id>.outcome`,"
            + " `'text'`, `failed()`, `success()`, `always()` or `cancelled()` can)",
        "vars.env and failed() ~ 17:16 expected `&&`, `||` or the end here (write `&&`)",
        "failed ~ 17:7 `failed` means nothing here (write `failed()`)",
        "faild() ~ 17:7 there is no function `faild()` (did you mean `failed`?)",
        "failed('a') ~ 17:14 `failed()` takes nothing in its brackets (of one step:"
            + " `steps.<id>.outcome == 'failed'`)",
        "steps.a ~ 17:7 `steps.a` means nothing here (did you mean `steps.a.outcome`?)",
        "needs.a.result == 'success' ~ 17:7 `needs.a.result` means nothing here (did you mean"
            + " `steps.a.outcome`?)",
        "steps.a.outcome ~ 17:7 this is neither true nor false (compare it: `… == 'done'`)",
        "'x' || failed() ~ 17:7 this is neither true nor false (compare it: `… == 'done'`)",
        "steps.a.outcome == 'faild' ~ 17:26 `faild` is no outcome of a step (did you mean"
            + " `failed`?)",
        "steps.z.outcome == 'done' ~ 17:13 there is no step with the id `z` (did you mean `a`?)",
        "steps.d.outcome == 'done' ~ 17:13 this step waits for itself: `d` needs `d` (take"
            + " `d` out of its own `needs` or `if`)",
        "github.ref == 'x' ~ 17:7 `github.ref` means nothing here (a condition knows `vars.x` and"
            + " `steps.<id>.outcome`; text stands in single quotes: `'github.ref'`)",
        "@ ~ 17:7 `@` cannot stand here (`vars.x`, `steps.<id>.outcome`, `'text'`, `failed()`,"
            + " `success()`, `always()` or `cancelled()` can)",
      })
  void whatIsWrongIsSaidWithItsColumnAndAHint(String text, String problem) {
    assertThat(Texting.words(Texting.plan(plan(text)).problems())).containsExactly(problem);
  }

  @Test
  void nestingHasAnEnd() {
    String deep = "!".repeat(200) + "failed()";
    assertThat(Texting.words(Texting.plan(plan(deep)).problems()))
        .containsExactly("17:38 nested too deeply (make several steps of it)");
    String brackets = "(".repeat(2000);
    assertThat(Texting.words(Texting.plan(plan(brackets)).problems()))
        .containsExactly("17:7 longer than 1,000 characters (make several steps of it)");
  }

  @Test
  void editingAConditionIsAnEditOfAField() {
    assertThat(only("failed()").fields()).isNotEqualTo(only("always()").fields());
  }

  private static String plan(String text) {
    return HEAD + "### A\n\n### B\n\n### C\n\n### D\n\n- if: " + text + "\n";
  }

  private static Step only(String text) {
    Plan plan = Texting.plan(plan(text).replace("\n### A", "\n\n### A"));
    assertThat(plan.problems()).isEmpty();
    return List.copyOf(plan.steps()).getLast();
  }
}
