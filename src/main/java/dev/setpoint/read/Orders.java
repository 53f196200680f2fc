package dev.setpoint.read;

import dev.setpoint.job.Jobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds, among comments, the slash commands that nobody has answered yet and whose authors may give
 * them. What a claim or an answer of ours names costs no request any more.
 */
final class Orders {
  /** A command is the first line of a comment: never what is quoted, indented or stands in code. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "^/(retry|started|why|cancel)(?:[ \\t]+(\\S{1,300}))?[ \\t]*(?:\\R|$)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern RUN_URL = Pattern.compile("/actions/runs/([0-9]{1,18})(?:$|[/?#])");

  private final JobSource source;
  private final Set<String> claimed;
  private final Map<String, Boolean> mayWrite = new HashMap<>();

  /**
   * @param claimed the causes that claims name: those orders have been carried out
   */
  Orders(JobSource source, Set<String> claimed) {
    this.source = source;
    this.claimed = claimed;
  }

  /** The open orders, oldest first. */
  List<Jobs.Order> in(Collection<JobSource.Comment> comments) throws IOException {
    Set<Long> answered = answered(comments);
    List<Jobs.Order> orders = new ArrayList<>();
    for (JobSource.Comment comment : comments) {
      Matcher m = COMMAND.matcher(comment.body());
      if (m.find() && !answered.contains(comment.id())) {
        Jobs.Order order =
            new Jobs.Order(
                comment.issue(),
                comment.id(),
                m.group(1).toLowerCase(Locale.ROOT),
                m.group(2) == null ? "" : m.group(2),
                comment.createdAt(),
                comment.author());
        if (!claimed.contains(order.cause()) && isAllowed(comment.author())) {
          orders.add(order);
        }
      }
    }
    orders.sort(Comparator.comparingLong(Jobs.Order::comment));
    return List.copyOf(orders);
  }

  // Anybody may write the marker; only ours says that we have answered.
  private Set<Long> answered(Collection<JobSource.Comment> comments) throws IOException {
    Set<Long> ids = new HashSet<>();
    for (JobSource.Comment comment : comments) {
      Long order = Jobs.Order.answeredBy(comment.body()).orElse(null);
      if (order != null && comment.author().equals(source.botLogin())) {
        ids.add(order);
      }
    }
    return ids;
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
