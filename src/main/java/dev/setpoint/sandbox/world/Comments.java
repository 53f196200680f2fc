package dev.setpoint.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The comments on a repository's issues, and the reactions to them. */
public final class Comments {
  private final World world;
  private final Repo repo;
  private final Issues issues;
  private final Shelf<Long, Comment> comments = new Shelf<>();
  private final Map<Integer, Integer> counts = new HashMap<>();
  private final List<Reaction> reactions = new ArrayList<>();

  Comments(World world, Repo repo, Issues issues) {
    this.world = world;
    this.repo = repo;
    this.issues = issues;
  }

  public Optional<Comment> find(long id) {
    return world.alone(() -> Optional.ofNullable(comments.get(id)));
  }

  /** The comments on one issue, oldest first, as a list request sees them. */
  public List<Comment> on(int issue) {
    return listed().stream().filter(c -> c.issue() == issue).toList();
  }

  /** The comments on one issue as they are now, oldest first. */
  public List<Comment> current(int issue) {
    return world.alone(() -> comments.all().stream().filter(c -> c.issue() == issue).toList());
  }

  /** All comments of the repository, oldest first, as a list request sees them. */
  public List<Comment> listed() {
    return world.alone(() -> comments.asOf(world.seenByLists()));
  }

  /** How many comments the issue has now. */
  public int count(int issue) {
    return world.alone(() -> counts.getOrDefault(issue, 0));
  }

  public Comment add(int issue, String author, String body) {
    return world.alone(
        () -> {
          Instant now = world.now();
          String login = world.accounts().of(author).login();
          Comment comment = new Comment(world.nextId(), issue, login, body, now, now);
          comments.put(now, comment.id(), comment);
          counts.merge(issue, 1, Integer::sum);
          issues.touch(issue);
          world.tell(new Event.Commented(repo, login, "created", issues.get(issue), comment));
          return comment;
        });
  }

  public Comment edit(long id, String actor, String body) {
    return world.alone(
        () -> {
          Instant now = world.now();
          Comment edited = find(id).orElseThrow().saying(body, now);
          comments.put(now, id, edited);
          issues.touch(edited.issue());
          Issue issue = issues.get(edited.issue());
          world.tell(new Event.Commented(repo, actor, "edited", issue, edited));
          return edited;
        });
  }

  public void delete(long id, String actor) {
    world.alone(
        () -> {
          Comment gone = find(id).orElseThrow();
          comments.remove(world.now(), id);
          counts.merge(gone.issue(), -1, Integer::sum);
          Issue issue = issues.get(gone.issue());
          world.tell(new Event.Commented(repo, actor, "deleted", issue, gone));
          return gone;
        });
  }

  /** Reacts to a comment; who reacted the same way before keeps that one reaction. */
  public Reaction react(long comment, String author, String content) {
    return world.alone(
        () ->
            reactionBy(comment, author, content)
                .orElseGet(
                    () -> {
                      String login = world.accounts().of(author).login();
                      Reaction made =
                          new Reaction(world.nextId(), comment, login, content, world.now());
                      reactions.add(made);
                      return made;
                    }));
  }

  public Optional<Reaction> reactionBy(long comment, String author, String content) {
    return reactionsTo(comment).stream()
        .filter(r -> r.author().equalsIgnoreCase(author) && r.content().equals(content))
        .findFirst();
  }

  public List<Reaction> reactionsTo(long comment) {
    return world.alone(() -> reactions.stream().filter(r -> r.comment() == comment).toList());
  }
}
