package dev.setpoint.sandbox.world;

import java.util.Map;

/** Something that happened, as webhooks tell of it. {@code action} is GitHub's word for it. */
public sealed interface Event {
  Repo repo();

  String sender();

  record IssueMoved(Repo repo, String sender, String action, Issue issue) implements Event {}

  record Commented(Repo repo, String sender, String action, Issue issue, Comment comment)
      implements Event {}

  record RunMoved(Repo repo, String sender, String action, Run run) implements Event {}

  record Pushed(Repo repo, String sender, String ref, String before, String after, boolean forced)
      implements Event {}

  record WorkflowDispatched(
      Repo repo, String sender, WorkflowFile workflow, String ref, Map<String, String> inputs)
      implements Event {}

  /** A {@code repository_dispatch}; the payload is the client's own JSON text. */
  record RepositoryDispatched(Repo repo, String sender, String type, String payload)
      implements Event {}
}
