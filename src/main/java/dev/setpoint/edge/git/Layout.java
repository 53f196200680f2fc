package dev.setpoint.edge.git;

import java.util.List;
import java.util.Optional;

/**
 * Where in a repository the plans are.
 *
 * @param branch short name of the plan branch; empty: the remote's default branch
 * @param plans which paths are plans
 */
public record Layout(Optional<String> branch, Globs plans) {
  public static final Layout USUAL =
      new Layout(Optional.empty(), new Globs(List.of("plans/**/*.md")));
}
