package dev.setpoint.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The expressions that run names and concurrency groups use. */
class ExpressionTest {
  private static final Map<String, String> NAMES =
      Map.of("inputs.version", "2.0", "inputs.empty", "", "github.ref_name", "main");

  @Test
  void namesAreReplacedWhateverTheirCaseAndUnknownOnesAreEmpty() {
    assertThat(fill("v${{ inputs.Version }} on ${{github.ref_name}}, ${{ inputs.nope }}."))
        .isEqualTo("v2.0 on main, .");
  }

  @Test
  void operatorsChooseLikeGitHubs() {
    assertThat(fill("${{ inputs.empty || 'none' }}")).isEqualTo("none");
    assertThat(fill("${{ inputs.version && 'yes' || 'no' }}")).isEqualTo("yes");
    assertThat(fill("${{ github.ref_name == 'MAIN' }}")).isEqualTo("true");
    assertThat(fill("${{ (github.ref_name != 'main') || !inputs.empty }}")).isEqualTo("true");
    assertThat(fill("${{ format('{0} it''s {1}', inputs.version, 'so') }}"))
        .isEqualTo("2.0 it's so");
  }

  @Test
  void whatCannotBeReadIsEmptyAndNothingIsExpandedTwice() {
    assertThat(fill("a${{ ? }}b${{ }}c${{ format( }}d")).isEqualTo("abcd");
    assertThat(Expression.fill("${{ inputs.x }}", Map.of("inputs.x", "${{ inputs.y }} $1 \\")))
        .isEqualTo("${{ inputs.y }} $1 \\");
  }

  private static String fill(String text) {
    return Expression.fill(text, NAMES);
  }
}
