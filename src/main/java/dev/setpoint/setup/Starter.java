package dev.setpoint.setup;

import dev.setpoint.plan.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The files with which a repository starts, and what its own workflows add to take part. */
public final class Starter {
  /** Where the workflow that runs Setpoint stands. */
  public static final String WORKFLOW = ".github/workflows/setpoint.yml";

  /** Where the sample plan stands. */
  public static final String PLAN = "plans/first-plan.md";

  // Whoever owns the copy; its guard and callback are named by a longer path.
  private static final Pattern ACTION = Pattern.compile("uses:\\s*[\"']?[A-Za-z0-9-]+/setpoint@");

  private Starter() {}

  /**
   * The workflow that runs Setpoint.
   *
   * @param globs of the repository's plans
   * @param settings the plan branch stands in them where it is not the default branch
   */
  public static String workflow(List<String> globs, Settings settings) {
    List<String> paths = new ArrayList<>(globs);
    paths.add(Settings.PATH.value());
    paths.add(".github/workflows/**");
    String listed = String.join(", ", paths.stream().map(Starter::quoted).toList());
    String branch =
        settings.branch().map(Starter::literal).orElse("github.event.repository.default_branch");
    return text("setpoint.yml").replace("@PATHS@", "[" + listed + "]").replace("@BRANCH@", branch);
  }

  /** A plan that shows the form, as a draft. */
  public static String plan() {
    return text("first-plan.md");
  }

  /**
   * What a workflow looks like that plans may start, that no plan starts twice, and that calls
   * back.
   */
  public static String stepWorkflow() {
    return text("step-workflow.yml");
  }

  /** Of the token that a pass works with, each with what it is needed for. */
  public static List<Permission> permissions() {
    return List.of(Permission.values());
  }

  /** Whether a workflow's text runs Setpoint. */
  public static boolean runsSetpoint(String workflow) {
    return ACTION.matcher(workflow).find();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  // Of GitHub's expressions: a quote is doubled.
  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String text(String name) {
    try (InputStream in = Starter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name + " from the jar", e);
    }
  }
}
