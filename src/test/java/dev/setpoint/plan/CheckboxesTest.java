package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckboxesTest {
  @Test
  void boxesAreListItemsOutsideFences() {
    String text =
        "- [ ] a\n  * [x] b\n1. [X]  c \n```\n- [ ] code\n```\n- [] no\n-[ ] no\n- [y] no\n> - [ ] d\n";
    assertThat(Checkboxes.of(text))
        .extracting(Checkboxes.Box::text)
        .containsExactly("a", "b", "c", "d");
    assertThat(Checkboxes.of(text))
        .extracting(Checkboxes.Box::ticked)
        .containsExactly(false, true, true, false);
    assertThat(Checkboxes.of(text)).extracting(Checkboxes.Box::line).containsExactly(1, 2, 3, 10);
  }

  @Test
  void ticksFollowTheTextOfTheirBox() {
    assertThat(
            Checkboxes.carry(
                "- [x] a\n- [ ] b\n- [x] gone\n", "Intro\r\n\r\n- [ ] b\r\n- [ ] a\r\n- [x] new"))
        .isEqualTo("Intro\r\n\r\n- [ ] b\r\n- [x] a\r\n- [ ] new");
  }

  @Test
  void equalBoxesAreToldApartByTheirOrder() {
    assertThat(Checkboxes.carry("- [ ] a\n- [x] a\n", "- [ ] a\n- [ ] a\n- [ ] a"))
        .isEqualTo("- [ ] a\n- [x] a\n- [ ] a");
  }

  @Test
  void aTickInThePlanIsNotCarriedIntoANewIssue() {
    assertThat(Checkboxes.carry("", "- [x] a")).isEqualTo("- [ ] a");
  }
}
