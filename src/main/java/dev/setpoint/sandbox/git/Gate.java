package dev.setpoint.sandbox.git;

import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.web.Request;
import java.util.List;
import java.util.Optional;

/** Who may pass to a repository over git's protocol, and who wants to hear of a push. */
public interface Gate {

  /** The answer to give instead of git's, when this request may not pass. */
  Optional<Reply> refusal(Request request, String repository, boolean write);

  /** The repository's store; asked only after {@link #refusal} had nothing to say. */
  GitStore store(String repository);

  /** Why this ref may not be changed so, in GitHub's words; empty when it may. */
  Optional<String> protects(Request request, String repository, Push change);

  /** Refs were changed by this request. */
  void pushed(Request request, String repository, List<Push> changes);

  /**
   * A change of one ref.
   *
   * @param before all zeros when the ref is created
   * @param after all zeros when it is deleted
   */
  record Push(String ref, String before, String after, boolean forced) {}
}
