package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which step is which: a step keeps its id through reordering and renaming, so that nothing
 * that was done is done again.
 *
 * <p>In order: {@code id:} in the text; what a claim or receipt remembers for the title; the status
 * block's row for the title; a remembered step that no heading has and whose fields and text are
 * exactly those of one new heading (a rename); the title's slug.
 */
public final class Identity {
  private static final String UNDECIDED = "this may be a renamed step that was already started";

  private final PlanDocument document;
  private final BlockSeen block;
  private final Map<StepId, Remembered> remembered = new LinkedHashMap<>();
  private final Map<String, List<Remembered>> byTitle = new HashMap<>();
  private final Map<String, StepId> rows = new HashMap<>();
  private final Set<StepId> inRows = new HashSet<>();
  private final Set<String> questions = new HashSet<>();
  private final List<@Nullable StepId> ids = new ArrayList<>();
  private final List<String> titles = new ArrayList<>();
  private final List<List<Problem>> stepProblems = new ArrayList<>();
  private final List<Problem> problems;
  private final Set<StepId> taken = new HashSet<>();
  private final Set<Integer> fresh = new LinkedHashSet<>();
  private final Set<Integer> asked = new HashSet<>();

  private Identity(PlanDocument document, BlockSeen block, Collection<Remembered> memory) {
    this.document = document;
    this.block = block;
    this.problems = new ArrayList<>(document.problems());
    for (Remembered one : memory) {
      remembered.put(one.id(), one);
    }
    for (Remembered one : remembered.values()) {
      byTitle.computeIfAbsent(Titles.canonical(one.title()), t -> new ArrayList<>()).add(one);
    }
    for (BlockSeen.Row row : block.rows()) {
      if (row.id().equals(StatusBlock.UNDECIDED)) {
        questions.add(row.title());
      } else {
        rows.putIfAbsent(row.title(), row.id());
        inRows.add(row.id());
      }
    }
    for (WrittenStep step : document.steps()) {
      ids.add(null);
      titles.add(Titles.canonical(step.title()));
      stepProblems.add(new ArrayList<>(step.problems()));
    }
  }

  /**
   * The id a plan's claims carry. The block's marker says it, unless the file that it stands for is
   * still there: then this one is a copy with a foreign block.
   *
   * @param pathsInTip every Markdown path of the tip's tree
   */
  public static PlanId planId(PlanDocument document, Set<PlanPath> pathsInTip) {
    return Origin.planId(document, pathsInTip);
  }

  /**
   * The plan with every step's id known and every reference resolved.
   *
   * @param memory what claims and receipts of this plan's id remember, one for each step
   * @param pathsInTip every Markdown path of the tip's tree
   */
  public static Plan identify(
      PlanDocument document, Collection<Remembered> memory, Set<PlanPath> pathsInTip) {
    BlockSeen block = Origin.isCopied(document, pathsInTip) ? BlockSeen.NONE : document.block();
    return new Identity(document, block, memory).plan(planId(document, pathsInTip));
  }

  /** Whether a step waits for somebody to say if it is a renamed one. */
  static boolean isUndecided(Step step) {
    return step.problems().stream().anyMatch(p -> p.message().startsWith(UNDECIDED));
  }

  private Plan plan(PlanId id) {
    byField();
    byClaim();
    byRow();
    bySlugOfAClaim();
    byContent();
    bySlug();
    List<StepId> lost = lost();
    List<StepId> known = ids.stream().map(Objects::requireNonNull).toList();
    Duplicates.report(document, known, problems);
    List<Step> steps = Needs.resolve(document, known, stepProblems, problems);
    return new Plan(
        id,
        document.path(),
        document.blob(),
        document.title(),
        document.lifecycle(),
        document.owners(),
        document.labels(),
        document.maxOpenJobs(),
        steps,
        Findings.sorted(problems),
        lost,
        block);
  }

  private WrittenStep step(int i) {
    return document.steps().get(i);
  }

  private String title(int i) {
    return titles.get(i);
  }

  /** What is remembered under this title: as the text has it, else as it reads now. */
  private List<Remembered> remembered(int i) {
    String written = step(i).terms().written();
    List<Remembered> found =
        written.equals(step(i).title()) ? List.of() : free(Titles.canonical(written));
    return found.isEmpty() ? free(title(i)) : found;
  }

  private List<Remembered> free(String title) {
    List<Remembered> same = byTitle.get(title);
    return same == null ? List.of() : same.stream().filter(r -> !taken.contains(r.id())).toList();
  }

  private void decide(int i, StepId id) {
    ids.set(i, id);
    taken.add(id);
  }

  private void byField() {
    for (int i = 0; i < ids.size(); i++) {
      if (step(i).id().isPresent()) {
        decide(i, new StepId(step(i).id().get().name()));
      }
    }
  }

  private void byClaim() {
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) == null) {
        int at = i;
        List<Remembered> same = remembered(i);
        List<Remembered> equal = same.stream().filter(r -> unchanged(at, r)).toList();
        StepId row = rows.get(title(i));
        if (same.size() == 1) {
          decide(i, same.get(0).id());
        } else if (row != null && same.stream().anyMatch(r -> r.id().equals(row))) {
          decide(i, row);
        } else if (equal.size() == 1) {
          decide(i, equal.get(0).id());
        } else if (same.stream().anyMatch(r -> r.id().equals(Slug.of(title(at))))) {
          decide(i, Slug.of(title(i)));
        } else if (!same.isEmpty()) {
          ask(i, same.stream().map(Remembered::id).toList());
        }
      }
    }
  }

  private void byRow() {
    for (int i = 0; i < ids.size(); i++) {
      StepId row = rows.get(title(i));
      if (ids.get(i) == null && row != null) {
        if (!taken.contains(row)) {
          decide(i, row);
        } else if (remembered.containsKey(row)) {
          // The block says that this heading was that step, and another heading now claims to be.
          ask(i, List.of(row));
        }
      }
    }
  }

  /** A title that changed only in what its slug leaves out. */
  private void bySlugOfAClaim() {
    for (int i = 0; i < ids.size(); i++) {
      StepId slug = Slug.of(title(i));
      if (ids.get(i) == null && remembered.containsKey(slug) && !taken.contains(slug)) {
        decide(i, slug);
      }
    }
  }

  /** Renames: unchanged but for the title, and unique both ways. */
  private void byContent() {
    Map<String, List<Integer>> headings = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) == null && !rows.containsKey(title(i))) {
        headings
            .computeIfAbsent(
                content(step(i).fields().hex(), step(i).text().hex()), c -> new ArrayList<>())
            .add(i);
      }
    }
    Map<String, List<StepId>> left = new HashMap<>();
    for (Remembered one : remembered.values()) {
      if (!taken.contains(one.id()) && (block.rows().isEmpty() || isRecent(one))) {
        left.computeIfAbsent(content(one.fields(), one.text()), c -> new ArrayList<>())
            .add(one.id());
      }
    }
    headings.forEach(
        (content, at) -> {
          List<StepId> candidates = left.getOrDefault(content, List.of());
          if (at.size() == 1 && candidates.size() == 1) {
            decide(at.get(0), candidates.get(0));
          }
        });
  }

  private void bySlug() {
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) == null) {
        if (!rows.containsKey(title(i))) {
          fresh.add(i);
        }
        decide(i, Slug.of(title(i)));
      } else if (step(i).id().isPresent() && isAnothersTitle(i)) {
        fresh.add(i);
      }
    }
  }

  /** An {@code id:} put on a step that was started under another would start it again. */
  private boolean isAnothersTitle(int i) {
    StepId id = ids.get(i);
    return !remembered.containsKey(id) && !inRows.contains(id) && !remembered(i).isEmpty();
  }

  /**
   * In the text when the last pass looked. Others left it longer ago, on purpose: receipts remember
   * them for ever, and they must not make a question of every later heading.
   */
  private boolean isRecent(Remembered one) {
    return one.unsettled() || inRows.contains(one.id());
  }

  /** Started steps that left the text while new headings came: each new heading is asked about. */
  private List<StepId> lost() {
    List<Remembered> gone =
        remembered.values().stream().filter(r -> !taken.contains(r.id())).toList();
    List<StepId> recent =
        gone.stream().filter(this::isRecent).map(Remembered::id).sorted().toList();
    List<StepId> candidates =
        recent.isEmpty() ? gone.stream().map(Remembered::id).sorted().toList() : recent;
    for (int i : fresh) {
      // A question stays until it is answered, though the block has forgotten what it was about.
      if (!recent.isEmpty() || questions.contains(title(i))) {
        ask(i, candidates);
      }
    }
    return fresh.stream().anyMatch(asked::contains) ? candidates : List.of();
  }

  private void ask(int i, List<StepId> candidates) {
    if (!asked.add(i)) {
      return;
    }
    String names =
        String.join(", ", candidates.stream().limit(3).map(id -> "`id: " + id + "`").toList());
    String old = names.isEmpty() ? "the `id:` that it had" : names;
    String otherwise =
        step(i).id().isPresent() || candidates.contains(Slug.of(title(i)))
            ? "give it another title"
            : "write `id: " + Slug.of(title(i)) + "`";
    String hint = "write " + old + " if it is that step; if it is new, " + otherwise;
    int line = step(i).line();
    int column = document.source().column(line, step(i).index());
    stepProblems
        .get(i)
        .add(new Problem(document.path(), line, column, UNDECIDED, Optional.of(hint)));
  }

  private boolean unchanged(int i, Remembered one) {
    return step(i).fields().hex().equals(one.fields()) && step(i).text().hex().equals(one.text());
  }

  private static String content(String fields, String text) {
    return fields + " " + text;
  }
}
