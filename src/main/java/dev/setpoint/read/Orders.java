package dev.setpoint.read;

import dev.setpoint.job.Issue;
import dev.setpoint.job.Jobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the slash commands that people with write permission gave in the issues where Setpoint
 * asks.
 */
final class Orders {
  /** A command is the first line of a comment. */
  private static final Pattern COMMAND =
      Pattern.compile("^/(retry|started)(?:[ \\t]+(\\S{1,300}))?[ \\t]*(?:\\R|$)");

  private static final Pattern RUN_URL = Pattern.compile("/actions/runs/([0-9]{1,18})(?:$|[/?#])");

  private final JobSource source;
  private final Map<String, Boolean> mayWrite = new HashMap<>();

  Orders(JobSource source) {
    this.source = source;
  }

  /** The orders in those of the issues that have comments at all, oldest first. */
  List<Jobs.Order> in(List<Issue> open, Set<Integer> asking) throws IOException {
    List<Jobs.Order> orders = new ArrayList<>();
    for (Issue issue : open) {
      if (asking.contains(issue.number()) && issue.comments() > 0) {
        for (JobSource.Comment comment : source.comments(issue.number())) {
          Matcher m = COMMAND.matcher(comment.body());
          if (m.find() && isAllowed(comment.author())) {
            orders.add(
                new Jobs.Order(
                    issue.number(),
                    comment.id(),
                    m.group(1).toLowerCase(Locale.ROOT),
                    m.group(2) == null ? "" : m.group(2),
                    comment.createdAt()));
          }
        }
      }
    }
    orders.sort(Comparator.comparingLong(Jobs.Order::comment));
    return List.copyOf(orders);
  }

  private boolean isAllowed(String login) throws IOException {
    Boolean known = mayWrite.get(login);
    if (known == null) {
      known = source.mayWrite(login);
      mayWrite.put(login, known);
    }
    return known;
  }

  /** The runs that {@code /started} orders name. */
  static Set<Long> runs(List<Jobs.Order> orders) {
    Set<Long> ids = new TreeSet<>();
    for (Jobs.Order order : orders) {
      Matcher m = RUN_URL.matcher(order.argument());
      if (order.word().equals("started") && m.find()) {
        ids.add(Long.valueOf(m.group(1)));
      }
    }
    return ids;
  }
}
