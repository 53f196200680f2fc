package dev.setpoint.edge.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.Sandbox;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The guard, run as a step of a real composite runner: what it takes from the event that started
 * the workflow.
 */
class GuardActionTest {
  @BeforeAll
  static void tools() {
    Composite.require("the guard in a composite runner");
  }

  @Test
  void theGuardTakesItsKeyFromTheDispatch() throws IOException {
    try (Sandbox github = Sandbox.start()) {
      ObjectNode spec = Composite.spec(github, "workflow_dispatch", Composite.object());
      spec.put("action", Composite.ROOT.resolve("guard").toString());
      assertThat(Composite.run(spec).log()).contains("Started by hand");

      ObjectNode payload = Composite.object();
      payload.putObject("inputs").put("setpoint", "a-0/b-0/1/0123456789abcdef");
      spec = Composite.spec(github, "workflow_dispatch", payload);
      spec.put("action", Composite.ROOT.resolve("guard").toString());
      Composite.Result refused = Composite.run(spec);

      assertThat(refused.ok()).isFalse();
      assertThat(refused.log()).contains("There is no open claim of attempt 1");
      assertThat(refused.problems()).isEmpty();
    }
  }
}
