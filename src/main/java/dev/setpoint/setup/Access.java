package dev.setpoint.setup;

import dev.setpoint.setup.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the token and the repository's settings let Setpoint do its work. */
final class Access {
  private Access() {}

  static List<Finding> findings(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    if (facts.refusal().isPresent()) {
      findings.add(
          Finding.wrong(
              "token",
              facts.refusal().get(),
              facts.token()
                  ? "renew the token, and give it this repository"
                  : "set SETPOINT_TOKEN or GITHUB_TOKEN"));
      return findings;
    }
    findings.add(
        facts.token()
            ? Finding.fine("token", "GitHub accepts it")
            : Finding.wrong("token", "there is none", "set SETPOINT_TOKEN or GITHUB_TOKEN"));
    if (facts.archived()) {
      findings.add(
          Finding.wrong(
              "repository",
              "is archived, so nothing can be written",
              "unarchive it in its settings"));
    }
    if (!facts.issues()) {
      findings.add(
          Finding.wrong(
              "issues",
              "are switched off in this repository",
              "Settings, General, Features: tick Issues; people's steps are issues"));
    }
    if (!facts.actions()) {
      findings.add(
          Finding.wrong(
              "actions",
              "are switched off in this repository",
              "Settings, Actions, General: allow them; workflow steps are runs"));
    }
    if (facts.token() && !facts.archived()) {
      for (Permission permission : Permission.values()) {
        findings.add(permission(permission, Optional.ofNullable(facts.refused().get(permission))));
      }
    }
    facts.label().ifPresent(exists -> findings.add(label(exists)));
    return findings;
  }

  private static Finding permission(Permission permission, Optional<String> refused) {
    String subject = "permission " + permission.key();
    return refused.isEmpty()
        ? Finding.fine(subject, "is not refused")
        : Finding.wrong(
            subject,
            "is missing (" + permission.purpose() + "): " + refused.get(),
            "in a workflow add `%s: %s` under `permissions:`; in an App or a fine-grained token grant it; a person's token needs write access"
                .formatted(permission.key(), permission.access()));
  }

  private static Finding label(boolean exists) {
    return exists
        ? Finding.fine("label", "exists")
        : new Finding(
            Level.FINE, "label", "does not exist yet; the first job creates it", Optional.empty());
  }
}
