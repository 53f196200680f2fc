package dev.setpoint.checklist;

import dev.setpoint.plan.Identity;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Settings;
import dev.setpoint.plan.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a checklist into a plan, keeping every word: the items of its top-level lists become steps,
 * the headings over them groups, and what stands under an item becomes that step's text. Items
 * without a box that stand over lists with boxes are such headings too.
 */
public final class Checklist {
  private static final PlanPath PATH = new PlanPath("plans/imported.md");

  /** GitHub's own limit for what names a ref, and a plan's for an id. */
  private static final int LONGEST_ID = 40;

  private Checklist() {}

  /**
   * The plan of a checklist.
   *
   * @param text the whole document
   * @param name the title where the document has none
   * @return empty where no list is found to make steps of
   */
  public static Optional<Imported> planOf(String text, String name) {
    String plain = (text.startsWith("\uFEFF") ? text.substring(1) : text).replaceAll("\r\n?", "\n");
    Parts parts = Parts.of(plain);
    if (parts.steps() == 0) {
      return Optional.empty();
    }
    Draft draft = new Draft(parts, name);
    // Ids come from titles as a plan's own reader makes them: the first reading tells them.
    Plan first = read(draft.text(List.of(), List.of()));
    List<String> ids = first.steps().stream().map(s -> s.id().value()).toList();
    List<String> own = distinct(ids);
    List<Optional<String>> given = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      given.add(own.get(i).equals(ids.get(i)) ? Optional.empty() : Optional.of(own.get(i)));
    }
    String written = draft.text(own, given);
    boolean crlf = text.indexOf("\r\n") >= 0 && text.indexOf("\r\n") == text.indexOf('\n') - 1;
    return Optional.of(new Imported(crlf ? written.replace("\n", "\r\n") : written, read(written)));
  }

  /** Whether the document is a plan already: it has a life cycle and steps, or a status block. */
  public static boolean isPlan(String text) {
    Plan plan = read(text);
    boolean says = text.startsWith("---") && text.lines().limit(40).anyMatch(Checklist::isStatus);
    return text.contains("<!-- setpoint:status") || (says && !plan.steps().isEmpty());
  }

  private static boolean isStatus(String line) {
    return line.strip().matches("status:\\s*(draft|approved|paused|cancelled)");
  }

  private static Plan read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Identity.identify(
        PlanParser.parse(PATH, "", bytes, Settings.NONE), List.of(), Set.of(PATH));
  }

  private static List<String> distinct(List<String> ids) {
    Set<String> taken = new HashSet<>();
    Set<String> all = new HashSet<>(ids);
    List<String> distinct = new ArrayList<>();
    for (String id : ids) {
      String own = id;
      for (int n = 2; taken.contains(own) || (!own.equals(id) && all.contains(own)); n++) {
        String end = "-" + n;
        own = id.substring(0, Math.min(id.length(), LONGEST_ID - end.length())) + end;
      }
      taken.add(own);
      distinct.add(own);
    }
    return distinct;
  }

  /**
   * What came of it.
   *
   * @param text the plan's file
   * @param plan as it will be read
   */
  public record Imported(String text, Plan plan) {
    /** How many of its steps were ticked. */
    public long done() {
      return plan.steps().stream().map(Step::skip).filter(Optional::isPresent).count();
    }
  }
}
