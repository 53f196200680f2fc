package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what each step needs: the step before it, or the ids, titles and groups that it names.
 * Steps that run beside the one before them are a run: what follows needs all of it.
 */
final class Needs {
  /** Hints compare a name with every step: beyond this many steps they are not worth the time. */
  private static final int MOST_FOR_HINTS = 500;

  private static final int MOST_HINTS = 50;

  private static final Pattern NUMBER =
      Pattern.compile("(?:step\\s*)?#?(\\d{1,6})[.)]?", Pattern.CASE_INSENSITIVE);

  private final PlanDocument document;
  private final List<StepId> ids;
  private final List<Problem> problems;
  private final Map<String, Integer> byName = new HashMap<>();
  private final Groups groups;

  private Needs(PlanDocument document, List<StepId> ids, List<Problem> problems) {
    this.document = document;
    this.ids = ids;
    this.problems = problems;
    for (int i = 0; i < ids.size(); i++) {
      byName.putIfAbsent(Titles.canonical(document.steps().get(i).title()), i);
    }
    // Ids win over titles.
    for (int i = ids.size() - 1; i >= 0; i--) {
      byName.put(ids.get(i).value(), i);
    }
    groups = Groups.of(document);
  }

  /**
   * The steps with their needs.
   *
   * @param ids of the document's steps, in their order
   * @param stepProblems of the document's steps, in their order
   * @param problems of the document; unknown names and cycles are added
   */
  static List<Step> resolve(
      PlanDocument document,
      List<StepId> ids,
      List<List<Problem>> stepProblems,
      List<Problem> problems) {
    Needs needs = new Needs(document, ids, problems);
    List<int[]> edges = new ArrayList<>();
    int run = 0;
    for (int i = 0; i < ids.size(); i++) {
      boolean beside = document.steps().get(i).parallel() && i > 0;
      edges.add(beside ? edges.getLast() : needs.of(i, run));
      run = beside ? run : i;
    }
    Cycles.each(needs.withNamed(edges), needs::report);
    needs.waits(edges);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      steps.add(needs.step(i, edges.get(i), stepProblems.get(i)));
    }
    return Collections.unmodifiableList(steps);
  }

  private Step step(int i, int[] edges, List<Problem> own) {
    WrittenStep step = document.steps().get(i);
    List<StepId> needs = new ArrayList<>();
    for (int edge : edges) {
      needs.add(ids.get(edge));
    }
    Print print = Print.of(needs.stream().map(StepId::value).sorted().toArray(String[]::new));
    return new Step(
        ids.get(i),
        step.title(),
        step.anchor(),
        step.line(),
        step.kind(),
        List.copyOf(needs),
        step.skip(),
        step.description(),
        step.fields(),
        step.text(),
        print,
        step.terms(),
        List.copyOf(own));
  }

  /**
   * What a step needs.
   *
   * @param run where the run of parallel steps before it begins; the step before, usually
   */
  private int[] of(int i, int run) {
    Optional<List<Reference>> names = document.steps().get(i).needs();
    if (names.isEmpty()) {
      return IntStream.range(run, i).toArray();
    }
    Set<Integer> needs = new LinkedHashSet<>();
    for (Reference name : names.get()) {
      Integer found = find(name.name());
      Optional<List<Integer>> group = groups.steps(name.name());
      if (found != null) {
        needs.add(found);
        if (group.isPresent() && !ids.get(found).value().equals(name.name())) {
          problems.add(ambiguous(name, ids.get(found)));
        }
      } else if (group.isPresent()) {
        needs.addAll(group.get());
      } else if (problems.size() < Findings.MOST) {
        problems.add(problem(name, "there is no step `" + name.name() + "`", hint(name.name())));
      }
    }
    return needs.stream().mapToInt(n -> n).toArray();
  }

  /**
   * The edges of a walk for cycles: a condition waits for the steps it names as well, though what
   * comes after it does not.
   */
  private List<int[]> withNamed(List<int[]> edges) {
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Set<Integer> both = new LinkedHashSet<>();
      Arrays.stream(edges.get(i)).forEach(both::add);
      for (Reference name :
          document.steps().get(i).terms().when().map(Condition::names).orElse(List.of())) {
        Integer at = byName.get(name.name());
        if (at != null && ids.get(at).value().equals(name.name())) {
          both.add(at);
        } else {
          String message = "there is no step with the id `" + name.name() + "`";
          problems.add(problem(name, message, Spelling.hint(name.name(), values())));
        }
      }
      all.add(both.stream().mapToInt(n -> n).toArray());
    }
    return all;
  }

  private List<String> values() {
    return ids.stream().map(StepId::value).toList();
  }

  private void waits(List<int[]> edges) {
    for (int i = 0; i < edges.size(); i++) {
      WrittenStep step = document.steps().get(i);
      if (step.kind() instanceof Kind.Wait && edges.get(i).length == 0) {
        problems.add(
            problem(
                heading(i),
                "`wait` counts from the end of the steps it needs, and this one needs none",
                Optional.of(
                    "let it need one, or write a moment: `until: 2026-12-01T09:00+01:00`")));
      }
    }
  }

  private @Nullable Integer find(String name) {
    Integer found = byName.get(name);
    if (found == null) {
      found = byName.get(Titles.canonical(name));
    }
    return found == null ? byName.get(Titles.canonical(Titles.withoutNumber(name))) : found;
  }

  private Problem ambiguous(Reference name, StepId step) {
    return problem(
        name,
        "`" + name.name() + "` is a step and a group",
        Optional.of(
            "write `"
                + step
                + "`, its id, for the step; for the group give one of them another name"));
  }

  private Optional<String> hint(String name) {
    Matcher number = NUMBER.matcher(name);
    if (number.matches()) {
      int nth = Integer.parseInt(number.group(1));
      String rule = "steps are named by id or title, not by number";
      return Optional.of(
          nth < 1 || nth > ids.size()
              ? rule
              : rule + "; the step in place " + nth + " is `" + ids.get(nth - 1) + "`");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("none") || lower.equals("nothing")) {
      return Optional.of("write `needs: nothing` alone");
    }
    if (ids.size() > MOST_FOR_HINTS || problems.size() > MOST_HINTS) {
      return Optional.empty();
    }
    List<String> titles = document.steps().stream().map(WrittenStep::title).toList();
    return Spelling.nearest(name, values())
        .or(() -> Spelling.nearest(name, titles))
        .or(() -> Spelling.nearest(name, groups.names()))
        .or(() -> byStart(Titles.withoutNumber(lower), titles))
        .map(
            meant ->
                meant.indexOf(',') < 0
                    ? "did you mean `" + meant + "`?"
                    : "did you mean `\"" + meant + "\"`? a title with a comma needs quotes");
  }

  /** A title that starts with what was written, if only one does. */
  private static Optional<String> byStart(String lower, List<String> titles) {
    List<String> starting =
        titles.stream().filter(t -> t.toLowerCase(Locale.ROOT).startsWith(lower)).toList();
    return starting.size() == 1 ? Optional.of(starting.get(0)) : Optional.empty();
  }

  private Problem problem(Reference at, String message, Optional<String> hint) {
    int column = document.source().column(at.line(), at.index());
    return new Problem(document.path(), at.line(), column, message, hint);
  }

  private void report(List<Integer> cycle) {
    StringBuilder words = new StringBuilder();
    int shown = Math.min(cycle.size(), 12);
    for (int i = 0; i < shown; i++) {
      words.append(i == 0 ? "" : i == 1 ? " needs " : ", which needs ").append(name(cycle.get(i)));
    }
    words.append(cycle.size() == 1 ? " needs " : ", which needs ");
    words.append(shown < cycle.size() ? "… and so back to " : "").append(name(cycle.get(0)));
    // Somebody wrote one of these needs: the default alone only ever points upwards.
    Reference at =
        cycle.stream()
            .map(document.steps()::get)
            .flatMap(
                s ->
                    Stream.concat(
                        s.needs().stream().flatMap(List::stream),
                        s.terms().when().stream().flatMap(w -> w.names().stream())))
            .findFirst()
            .orElseGet(() -> heading(cycle.getFirst()));
    problems.add(problem(at, message(cycle, words), Optional.of(wayOut(cycle))));
  }

  private static String message(List<Integer> cycle, CharSequence words) {
    return (cycle.size() == 1
            ? "this step waits for itself: "
            : "these steps wait for each other: ")
        + words;
  }

  private String wayOut(List<Integer> cycle) {
    return cycle.size() == 1
        ? "take `%s` out of its own `needs` or `if`".formatted(ids.get(cycle.getFirst()))
        : "take one of these needs away, whichever is not meant";
  }

  private Reference heading(int i) {
    WrittenStep step = document.steps().get(i);
    return new Reference(step.title(), step.line(), step.index());
  }

  private String name(int i) {
    return "`" + ids.get(i) + "`";
  }
}
