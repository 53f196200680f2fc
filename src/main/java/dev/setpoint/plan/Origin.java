package dev.setpoint.plan;

import java.util.Optional;
import java.util.Set;

/** Tells a moved plan from a copied one, by the id that its status block carries. */
final class Origin {
  private Origin() {}

  /** The id in the block's marker, unless the block was copied with the file's text. */
  static PlanId planId(PlanDocument document, Set<PlanPath> pathsInTip) {
    Optional<PlanId> carried = document.block().plan();
    return carried.isEmpty() || isCopied(document, pathsInTip)
        ? PlanId.of(document.path())
        : carried.get();
  }

  /**
   * Whether the file that the block was written for is still there beside this one. A block that
   * was written after a move says where.
   */
  static boolean isCopied(PlanDocument document, Set<PlanPath> pathsInTip) {
    Optional<PlanId> carried = document.block().plan();
    if (carried.isEmpty() || carried.get().equals(PlanId.of(document.path()))) {
      return false;
    }
    Optional<PlanPath> at = document.block().at();
    if (at.isPresent()) {
      return !at.get().equals(document.path()) && pathsInTip.contains(at.get());
    }
    // Plans outside plans/ keep their whole path as id.
    String id = carried.get().value();
    return pathsInTip.contains(new PlanPath("plans/" + id + ".md"))
        || pathsInTip.contains(new PlanPath(id + ".md"))
        || pathsInTip.contains(new PlanPath(id));
  }
}
