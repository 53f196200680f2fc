package dev.setpoint.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A step as the people of a story have it in mind; they write it down anew with each edit. */
final class StepDraft {
  /** The titles it has had, the present one last. */
  final List<String> titles = new ArrayList<>();

  String description;
  Optional<Workflow> workflow = Optional.empty();
  Optional<String> id = Optional.empty();
  Optional<String> needs = Optional.empty();
  Optional<String> skip = Optional.empty();
  String extra = "";
  int retries;
  boolean hours;

  StepDraft(String title, String description) {
    titles.add(title);
    this.description = description;
  }

  StepDraft copy() {
    StepDraft copy = new StepDraft(title(), description);
    copy.workflow = workflow;
    copy.id = id;
    copy.needs = needs;
    copy.skip = skip;
    copy.extra = extra;
    copy.retries = retries;
    copy.hours = hours;
    return copy;
  }

  String title() {
    return titles.getLast();
  }

  void writeTo(StringBuilder text) {
    text.append("### ").append(title()).append("\n\n");
    int fields = text.length();
    id.ifPresent(i -> text.append("- id: ").append(i).append('\n'));
    workflow.ifPresent(w -> text.append("- workflow: `").append(w.file).append("`\n"));
    if (workflow.isPresent() && retries > 0) {
      text.append("- retries: ").append(retries).append('\n');
    }
    if (workflow.isPresent() && hours) {
      text.append("- timeout: 2h\n");
    }
    needs.ifPresent(n -> text.append("- needs: ").append(n).append('\n'));
    skip.ifPresent(s -> text.append("- skip: ").append(s).append('\n'));
    text.append(extra);
    if (text.length() > fields) {
      text.append('\n');
    }
    text.append(description).append("\n\n");
  }
}
