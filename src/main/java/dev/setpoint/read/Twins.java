package dev.setpoint.read;

import dev.setpoint.job.Ledger;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanDocument;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Remembered;
import dev.setpoint.plan.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Files that could be one plan: moved ones with another file at their old path, and copies. Only
 * one of them may have what was started under the plan's id; where nobody can tell which, none has
 * it until a person decides, so that nothing is done twice.
 */
final class Twins {
  private final Set<PlanPath> homes;
  private final Map<PlanPath, PlanId> blocks = new HashMap<>();
  private final Set<PlanPath> copies = new HashSet<>();

  private Twins(Set<PlanPath> homes) {
    this.homes = homes;
  }

  static Twins among(List<PlanDocument> documents, Ledger ledger, Set<PlanPath> markdown) {
    Twins twins = new Twins(homes(documents, ledger, markdown));
    for (PlanDocument document : documents) {
      document.block().plan().ifPresent(id -> twins.blocks.put(document.path(), id));
      carried(document)
          .filter(id -> isStartedCopy(document, id, ledger))
          .ifPresent(id -> twins.copies.add(document.path()));
    }
    return twins;
  }

  /**
   * The paths at which the plan may still be whose block this file carries. A file that carries
   * another plan's block is no such place, so that files may exchange their names.
   */
  Set<PlanPath> homes(PlanDocument document) {
    Optional<PlanId> carried = carried(document);
    if (carried.isEmpty()) {
      return homes;
    }
    Set<PlanPath> candidates = new TreeSet<>(carried.get().paths());
    candidates.add(new PlanPath(carried.get().value()));
    document.block().at().ifPresent(candidates::add);
    if (!copies.contains(document.path())) {
      candidates.removeIf(
          path ->
              !homes.contains(path)
                  || !blocks.getOrDefault(path, carried.get()).equals(carried.get()));
    }
    return candidates;
  }

  /** Whose block a file carries, where it is not that of its own path. */
  private static Optional<PlanId> carried(PlanDocument document) {
    return document.block().plan().filter(id -> !id.equals(PlanId.of(document.path())));
  }

  // What was started under its own path's id, before a block of its own could be written, stays so
  // even when the file that it was copied from goes away.
  private static boolean isStartedCopy(PlanDocument document, PlanId carried, Ledger ledger) {
    return knows(ledger, PlanId.of(document.path()), document)
        && !knows(ledger, carried, document)
        && document.block().at().filter(document.path()::equals).isEmpty();
  }

  private static boolean knows(Ledger ledger, PlanId id, PlanDocument document) {
    return ledger.remembered(id).stream()
        .map(Remembered::title)
        .anyMatch(document.titles()::contains);
  }

  /**
   * The paths at which a plan may still be that bears the path's id. A file without a block at the
   * path of a plan that was started, while another file carries that plan's block, is no such
   * place: the plan may have been moved, and this be a new one. Nor is the path to which a plan was
   * moved before, when a file without its block and its steps stands there now.
   */
  private static Set<PlanPath> homes(
      List<PlanDocument> documents, Ledger ledger, Set<PlanPath> markdown) {
    Set<PlanId> carried =
        documents.stream().flatMap(d -> carried(d).stream()).collect(Collectors.toSet());
    if (carried.isEmpty()) {
      return markdown;
    }
    // Claims can be deleted; the block that went along with the file still shows their jobs.
    Set<PlanId> withJobs =
        documents.stream()
            .filter(d -> d.block().rows().stream().anyMatch(r -> r.job().isPresent()))
            .flatMap(d -> carried(d).stream())
            .collect(Collectors.toSet());
    Set<PlanPath> homes = new TreeSet<>(markdown);
    for (PlanDocument document : documents) {
      PlanId own = PlanId.of(document.path());
      boolean started = !ledger.of(own).isEmpty() || withJobs.contains(own);
      boolean movedOn =
          documents.stream()
              .filter(d -> d.block().at().filter(document.path()::equals).isPresent())
              .filter(d -> !d.path().equals(document.path()))
              .flatMap(d -> d.block().plan().stream())
              .anyMatch(id -> isNew(document, ledger.remembered(id)));
      if (document.block().plan().isEmpty() && ((started && carried.contains(own)) || movedOn)) {
        homes.remove(document.path());
      }
    }
    return homes;
  }

  private static boolean isNew(PlanDocument document, List<Remembered> remembered) {
    Set<String> titles = remembered.stream().map(Remembered::title).collect(Collectors.toSet());
    return !titles.isEmpty() && document.titles().stream().noneMatch(titles::contains);
  }

  /** The plans, those with a problem that share an id with another and are not its owner. */
  static List<Plan> refused(List<Plan> plans, Ledger ledger) {
    Map<PlanId, List<Plan>> byId = new HashMap<>();
    plans.forEach(p -> byId.computeIfAbsent(p.id(), id -> new ArrayList<>()).add(p));
    if (byId.size() == plans.size()) {
      return plans;
    }
    List<Plan> result = new ArrayList<>();
    for (Plan plan : plans) {
      List<Plan> same = byId.getOrDefault(plan.id(), List.of(plan));
      Optional<Plan> owner = owner(same, ledger);
      boolean fine =
          same.size() == 1 || owner.filter(o -> o.path().equals(plan.path())).isPresent();
      result.add(fine ? plan : plan.withProblem(problem(plan, same, owner)));
    }
    return List.copyOf(result);
  }

  private static Optional<Plan> owner(List<Plan> same, Ledger ledger) {
    List<Plan> settled =
        same.stream().filter(p -> p.block().at().filter(p.path()::equals).isPresent()).toList();
    if (settled.size() == 1) {
      return Optional.of(settled.getFirst());
    }
    List<Plan> carriers = same.stream().filter(p -> p.block().plan().isPresent()).toList();
    boolean othersAreNew =
        same.stream()
            .filter(p -> p.block().plan().isEmpty())
            .noneMatch(p -> sharesSteps(p, ledger));
    return carriers.size() == 1 && othersAreNew
        ? Optional.of(carriers.getFirst())
        : Optional.empty();
  }

  private static boolean sharesSteps(Plan plan, Ledger ledger) {
    Set<StepId> remembered =
        ledger.remembered(plan.id()).stream().map(Remembered::id).collect(Collectors.toSet());
    return plan.steps().stream().anyMatch(s -> remembered.contains(s.id()));
  }

  private static Problem problem(Plan plan, List<Plan> same, Optional<Plan> owner) {
    PlanPath other =
        owner
            .or(() -> same.stream().filter(p -> !p.path().equals(plan.path())).findFirst())
            .map(Plan::path)
            .orElse(plan.path());
    String hint =
        plan.block().plan().isEmpty()
            ? "if this is a new plan, give its file another name"
            : "if this is a copy, remove its status block";
    String undecided =
        owner.isPresent()
            ? hint
            : hint + "; until one of the two goes another way, neither starts anything";
    return new Problem(
        plan.path(),
        1,
        1,
        "`"
            + other
            + "` is the plan `"
            + plan.id()
            + "` too"
            + (owner.isPresent() ? ", moved" : ""),
        Optional.of(undecided));
  }
}
