package dev.setpoint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The process's answer. */
class ExitTest {
  @Test
  void problemsAnswerThreeAndWhatTheNextPassMendsAnswersOneAllTheSame() {
    Report fine = Sample.report(List.of(), List.of(), List.of());
    Report problems = Sample.report(List.of(), List.of(), List.of(Sample.problem("wrong")));
    assertThat(Exit.of(fine).code()).isZero();
    assertThat(Exit.of(problems).code()).isEqualTo(3);
    for (Deed.Outcome outcome : List.of(Deed.Outcome.HELD, Deed.Outcome.UNCLEAR)) {
      Deed deed = Sample.deed(Deed.Kind.OPEN_ISSUE, outcome, "");
      assertThat(Exit.of(Sample.report(List.of(deed), List.of(), problems.problems())).code())
          .isEqualTo(1);
    }
    Report failed = Report.ofFailure("the network is down", Requests.NONE);
    assertThat(Exit.of(failed).code()).isEqualTo(1);
  }

  @Test
  void aLostRaceAndARecordedRefusalAreNoFailure() {
    for (Deed.Outcome outcome :
        List.of(Deed.Outcome.LOST, Deed.Outcome.REFUSED, Deed.Outcome.DONE, Deed.Outcome.PLANNED)) {
      Deed deed = Sample.deed(Deed.Kind.START_RUN, outcome, "");
      assertThat(Exit.of(Sample.report(List.of(deed), List.of(), List.of())).code()).isZero();
    }
  }

  @Test
  void aWishThatMakesNoSenseIsUsage() {
    Report refused =
        new Report(
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of("there is no plan `x`"),
            Optional.empty(),
            Requests.NONE,
            "");
    assertThat(Exit.of(refused).code()).isEqualTo(2);
  }
}
