package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Issue;
import dev.setpoint.job.Marker;
import dev.setpoint.plan.Checkboxes;
import dev.setpoint.plan.Escape;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import java.util.Optional;

/** Keeps an open issue's title and Setpoint's region of its body in step with the plan's text. */
final class Edits {
  /** GitHub refuses a longer body. */
  private static final int MOST_CHARACTERS = 65_536;

  private final Drafts drafts;

  Edits(Drafts drafts) {
    this.drafts = drafts;
  }

  Todo of(Plan plan, Step step, Claim claim, Issue issue) {
    String text = Drafts.text(step);
    if (Marker.says(issue.body(), text)) {
      return Todo.NOTHING;
    }
    Optional<Marker> marker = Marker.in(issue.body());
    if (marker.isEmpty()) {
      return Todo.NOTHING;
    }
    String region = drafts.region(plan, step);
    boolean untouched = marker.get().regionUntouched(issue.body());
    String anew = rewritten(marker.get(), issue, text, region);
    // What people wrote below the region is never cut to make room for it.
    boolean fits = anew.length() <= MOST_CHARACTERS || Marker.below(issue.body()).isBlank();
    String body =
        untouched && fits
            ? anew
            : marker.get().withText(text).line()
                + issue.body().substring(issue.body().indexOf('\n'));
    Optional<String> comment =
        untouched && fits
            ? Optional.empty()
            : Optional.of(
                "The plan's text of this step has changed. As %s, it is left as it is; the new text:\n\n"
                        .formatted(
                            untouched
                                ? "this issue has no room for it"
                                : "somebody edited this issue")
                    + region);
    return Todo.doing(
        new Command.Edit(claim.key(), issue.number(), Escape.line(step.title()), body, comment));
  }

  private static String rewritten(Marker marker, Issue issue, String text, String region) {
    String ticked =
        Marker.region(issue.body()).map(old -> Checkboxes.carry(old, region)).orElse(region);
    return Marker.wrap(marker.path(), marker.nonce(), text, ticked) + Marker.below(issue.body());
  }
}
