package dev.setpoint.simulation;

import dev.setpoint.job.Issue;
import dev.setpoint.read.JobSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** GitHub's issues, each with all its former states. */
final class Issues {
  /** An issue beyond what the API shows of it. */
  static final class Ticket {
    final int number;
    final Set<String> labels;
    final History<Issue> states = new History<>();
    final List<JobSource.Comment> comments = new ArrayList<>();
    boolean everCompleted;
    boolean everDropped;
    boolean everReopened;
    int reopenings;
    String gone = "";

    Ticket(int number, Set<String> labels) {
      this.number = number;
      this.labels = labels;
    }

    Optional<Issue> now() {
      return states.now();
    }

    boolean isOpen() {
      return now().filter(i -> i.state() == Issue.State.OPEN).isPresent();
    }
  }

  private final Clockwork clock;
  private final Map<Integer, Ticket> tickets = new TreeMap<>();
  private long comments;

  Issues(Clockwork clock) {
    this.clock = clock;
  }

  Ticket open(
      String author, String title, String body, Set<String> labels, List<String> assignees) {
    Ticket ticket = new Ticket(tickets.size() + 1, new HashSet<>(labels));
    tickets.put(ticket.number, ticket);
    Instant now = clock.now();
    Issue issue =
        new Issue(
            ticket.number,
            title,
            body,
            author,
            Issue.State.OPEN,
            false,
            List.copyOf(assignees),
            0,
            now,
            now,
            Optional.empty(),
            Optional.empty(),
            World.WEB + "/issues/" + ticket.number);
    ticket.states.put(clock.change(), Optional.of(issue));
    return ticket;
  }

  List<Ticket> all() {
    return List.copyOf(tickets.values());
  }

  Optional<Ticket> ticket(int number) {
    return Optional.ofNullable(tickets.get(number));
  }

  boolean hasLabel(int number, String label) {
    return ticket(number).filter(t -> t.labels.contains(label)).isPresent();
  }

  /** The same issue, as if nothing had happened to it since it was opened. */
  static Issue untouched(Issue i) {
    return new Issue(
        i.number(),
        i.title(),
        i.body(),
        i.author(),
        i.state(),
        i.reopened(),
        i.assignees(),
        i.comments(),
        i.createdAt(),
        i.createdAt(),
        i.closedAt(),
        i.closedBy(),
        i.url());
  }

  /** The same issue, as if that login had written it. */
  static Issue by(Issue i, String author) {
    return new Issue(
        i.number(),
        i.title(),
        i.body(),
        author,
        i.state(),
        i.reopened(),
        i.assignees(),
        i.comments(),
        i.createdAt(),
        i.updatedAt(),
        i.closedAt(),
        i.closedBy(),
        i.url());
  }

  /** Every issue that was there at that moment, as it was then. */
  List<Issue> at(long moment) {
    List<Issue> seen = new ArrayList<>();
    tickets.values().forEach(t -> t.states.at(moment).ifPresent(seen::add));
    return seen;
  }

  /** Closing a closed one changes nothing. */
  void close(int number, Issue.State reason, String by) {
    Ticket ticket = tickets.get(number);
    if (ticket != null && ticket.isOpen()) {
      ticket.everCompleted |= reason == Issue.State.COMPLETED;
      ticket.everDropped |= reason == Issue.State.NOT_PLANNED || reason == Issue.State.DUPLICATE;
      change(
          ticket,
          i ->
              with(
                  i,
                  i.title(),
                  i.body(),
                  reason,
                  false,
                  i.comments(),
                  Optional.of(clock.now()),
                  Optional.of(by)));
    }
  }

  void reopen(int number) {
    Ticket ticket = tickets.get(number);
    if (ticket != null && ticket.now().isPresent() && !ticket.isOpen()) {
      ticket.everReopened = true;
      ticket.reopenings++;
      change(
          ticket,
          i ->
              with(
                  i,
                  i.title(),
                  i.body(),
                  Issue.State.OPEN,
                  true,
                  i.comments(),
                  Optional.empty(),
                  Optional.empty()));
    }
  }

  void edit(int number, String title, String body) {
    Ticket ticket = tickets.get(number);
    if (ticket != null) {
      change(
          ticket,
          i ->
              with(
                  i,
                  title,
                  body,
                  i.state(),
                  i.reopened(),
                  i.comments(),
                  i.closedAt(),
                  i.closedBy()));
    }
  }

  void assign(int number, String login) {
    Ticket ticket = tickets.get(number);
    if (ticket != null) {
      change(
          ticket,
          i ->
              new Issue(
                  i.number(),
                  i.title(),
                  i.body(),
                  i.author(),
                  i.state(),
                  i.reopened(),
                  List.of(login),
                  i.comments(),
                  i.createdAt(),
                  clock.now(),
                  i.closedAt(),
                  i.closedBy(),
                  i.url()));
    }
  }

  void comment(int number, String author, String body) {
    Ticket ticket = tickets.get(number);
    if (ticket != null && ticket.now().isPresent()) {
      ticket.comments.add(new JobSource.Comment(number, ++comments, author, body, clock.now()));
      change(
          ticket,
          i ->
              with(
                  i,
                  i.title(),
                  i.body(),
                  i.state(),
                  i.reopened(),
                  ticket.comments.size(),
                  i.closedAt(),
                  i.closedBy()));
    }
  }

  /** Deleted or transferred: not there any more. */
  void remove(int number, String how) {
    Ticket ticket = tickets.get(number);
    if (ticket != null && ticket.now().isPresent()) {
      ticket.gone = how;
      ticket.states.put(clock.change(), Optional.empty());
    }
  }

  private void change(Ticket ticket, UnaryOperator<Issue> edit) {
    if (ticket.now().isPresent()) {
      Issue next = edit.apply(ticket.now().get());
      ticket.states.put(clock.change(), Optional.of(next));
    }
  }

  private Issue with(
      Issue i,
      String title,
      String body,
      Issue.State state,
      boolean reopened,
      int commentCount,
      Optional<Instant> closedAt,
      Optional<String> closedBy) {
    return new Issue(
        i.number(),
        title,
        body,
        i.author(),
        state,
        reopened,
        i.assignees(),
        commentCount,
        i.createdAt(),
        clock.now(),
        closedAt,
        closedBy,
        i.url());
  }
}
