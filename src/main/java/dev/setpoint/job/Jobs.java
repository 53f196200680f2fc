package dev.setpoint.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The actual state: every job that a claim speaks of, as seen in this pass.
 *
 * @param issues by number
 * @param runs by id
 * @param openIssues every open issue with Setpoint's label, where the list was needed
 * @param evidence what might belong to claims without a record; empty when there was no such claim
 * @param orders slash commands of people who may give them, oldest first
 */
public record Jobs(
    Map<Integer, Sighting<Issue>> issues,
    Map<Long, Sighting<Run>> runs,
    List<Issue> openIssues,
    Optional<Evidence> evidence,
    List<Order> orders) {

  /** The same with these issues, which were just created. */
  public Jobs with(List<Issue> created) {
    Map<Integer, Sighting<Issue>> all = new HashMap<>(issues);
    List<Issue> open = new ArrayList<>(openIssues);
    for (Issue issue : created) {
      all.put(issue.number(), new Sighting.ById<>(issue));
      open.add(issue);
    }
    return new Jobs(all, runs, List.copyOf(open), evidence, orders);
  }

  /** The same with orders that were heard before. */
  public Jobs hearing(List<Order> heard) {
    return new Jobs(issues, runs, openIssues, evidence, heard);
  }

  public static final Jobs NONE =
      new Jobs(Map.of(), Map.of(), List.of(), Optional.empty(), List.of());

  /**
   * Complete lists, in which a job that a dead pass created must stand.
   *
   * @param bot the login the job must be by
   * @param since from when on the lists are complete
   * @param at by GitHub's clock, a moment no later than the lists were read: what they do not show
   *     was not there then; empty when GitHub told no time
   */
  public record Evidence(
      String bot, Instant since, Optional<Instant> at, List<Issue> issues, List<Run> runs) {}

  /**
   * A slash command in a job's issue, by a person with write permission.
   *
   * @param issue where it was written
   * @param comment its id, which a claim names so that it is handled once
   * @param word {@code retry}, {@code started}, {@code why} or {@code cancel}
   * @param argument the rest of its line
   * @param by login of who wrote it
   */
  public record Order(
      int issue, long comment, String word, String argument, Instant at, String by) {
    private static final Pattern ANSWER =
        Pattern.compile("<!-- setpoint:answer ([0-9]{1,18}) -->(?s:.*)");

    /** The comment that a claim's {@code Cause} names, if an order made it. */
    public static Optional<Long> commentIn(String cause) {
      return cause.matches("comment [0-9]{1,18}")
          ? Optional.of(Long.valueOf(cause.substring("comment ".length())))
          : Optional.empty();
    }

    /** The hidden first line of the comment that answers this order. */
    public String answerLine() {
      return "<!-- setpoint:answer " + comment + " -->";
    }

    /** The comment that a comment with this text answers, if it is an answer. */
    public static Optional<Long> answeredBy(String body) {
      Matcher m = ANSWER.matcher(body);
      return m.matches() ? Optional.of(Long.valueOf(m.group(1))) : Optional.empty();
    }

    /** What a claim's {@code Cause} says when this order made it. */
    public String cause() {
      return "comment " + comment;
    }
  }
}
