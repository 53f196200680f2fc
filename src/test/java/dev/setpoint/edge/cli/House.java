package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import java.util.List;

/** A sandbox with the plan of a move: a person's step, a workflow's, another person's. */
final class House {
  static final String PLAN =
      """
      ---
      status: approved
      ---

      # Move House

      ## Steps

      ### Pack

      - assign: @alice

      ### Drive

      - workflow: `drive.yml`

      ### Unpack
      """;

  private static final String DRIVE =
      """
      name: drive
      run-name: Drive ${{ inputs.setpoint }}
      on:
        workflow_dispatch:
          inputs:
            setpoint: { required: false }
      jobs:
        drive:
          runs-on: ubuntu-latest
          steps: [{ run: "true" }]
      """;

  private House() {}

  static Sandbox planned() {
    return planned(PLAN);
  }

  /** The same with another plan of the move. */
  static Sandbox planned(String plan) {
    Sandbox github = Sandbox.start();
    github
        .as("alice")
        .pushes(
            "main",
            List.of(
                GitStore.Change.write("plans/house.md", plan),
                GitStore.Change.write(".github/workflows/drive.yml", DRIVE)),
            "Plan the move");
    github.requests().reset();
    return github;
  }

  static String tip(Sandbox github) {
    return github.repo().git().resolve("refs/heads/main").orElseThrow();
  }

  static void assertNothingWasWritten(Sandbox github, String tipBefore) {
    assertThat(github.requests().writes()).isZero();
    assertThat(github.requests().gitPushes()).isZero();
    assertThat(tip(github)).isEqualTo(tipBefore);
  }
}
