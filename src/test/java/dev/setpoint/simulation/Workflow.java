package dev.setpoint.simulation;

import dev.setpoint.read.Tip;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The workflows of the simulated repository. */
enum Workflow {
  /** Carries Setpoint's guard: a second run of a key refuses itself. */
  GUARDED("guarded.yml", true, true, false),
  /** Its runs can be recognised by their name. */
  NAMED("named.yml", false, true, false),
  /** Its runs cannot be recognised. */
  SHY("shy.yml", false, false, false),
  /** One run at a time. */
  SINGLE("single.yml", false, true, true),
  /** Runs a coding agent on an issue; its runs carry out no step. */
  AGENT("agent.yml", false, true, false);

  private static final String GUARD = "/guard@";

  final String file;
  final boolean guarded;
  final boolean namesKey;
  final boolean concurrent;

  Workflow(String file, boolean guarded, boolean namesKey, boolean concurrent) {
    this.file = file;
    this.guarded = guarded;
    this.namesKey = namesKey;
    this.concurrent = concurrent;
  }

  static Optional<Workflow> of(String file) {
    return List.of(values()).stream().filter(w -> w.file.equals(file)).findFirst();
  }

  String path() {
    return ".github/workflows/" + file;
  }

  String title(String key) {
    return namesKey ? "Work for " + key : "Work";
  }

  /** Whether the file of a tip carries the guard: people put it in and take it out. */
  boolean isGuardedIn(GitServer.Commit tip) {
    GitServer.Blob file = tip.tree().get(path());
    return file != null && file.text().contains(GUARD);
  }

  /** The same of a tip as a pass has read it. */
  boolean isGuardedIn(Tip tip) {
    return tip.workflows().stream()
        .filter(f -> f.path().value().equals(path()))
        .anyMatch(f -> new String(f.bytes(), StandardCharsets.UTF_8).contains(GUARD));
  }

  String yaml() {
    return yaml(guarded);
  }

  String yaml(boolean withGuard) {
    String guard =
        """
          guard:
            runs-on: ubuntu-latest
            steps:
              - uses: setpoint/setpoint/guard@v1
        """;
    return """
    name: Work
    %son:
      workflow_dispatch:
        inputs:
          setpoint: { required: false }
          issue: { required: false }
    %sjobs:
    %s  work:
    %s    runs-on: ubuntu-latest
        steps:
          - run: make work
    """
        .formatted(
            namesKey ? "run-name: Work for ${{ inputs.setpoint }}\n" : "",
            concurrent ? "concurrency: one\n" : "",
            withGuard ? guard : "",
            withGuard ? "    needs: guard\n" : "");
  }
}
