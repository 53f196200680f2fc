package dev.setpoint.sandbox.rest;

import dev.setpoint.sandbox.git.Gate;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.web.Request;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sandbox.world.Token;
import dev.setpoint.sandbox.world.World;
import java.util.List;
import java.util.Optional;

/** Lets git requests pass by the same tokens and settings as API requests, in git's words. */
public final class RepoGate implements Gate {
  private final World world;

  public RepoGate(World world) {
    this.world = world;
  }

  @Override
  public Optional<Reply> refusal(Request request, String repository, boolean write) {
    Caller caller;
    try {
      caller = Caller.of(request.header("authorization"), world);
    } catch (Refusal wrong) {
      return Optional.of(
          challenge(
              "remote: Invalid username or token. Password authentication is not supported for Git"
                  + " operations.\n"));
    }
    Optional<Repo> found =
        world
            .repository(repository)
            .or(() -> world.newNameOf(repository).flatMap(world::repository))
            .filter(caller::sees)
            .filter(r -> world.apps().reaches(caller.token(), r));
    if (found.isEmpty()) {
      return Optional.of(
          caller.isAnonymous()
              ? challenge("remote: Repository not found.\n")
              : Reply.text(404, "remote: Repository not found.\n"));
    }
    Repo repo = found.get();
    if (caller.isAnonymous()) {
      return write ? Optional.of(challenge("No anonymous write access.\n")) : Optional.empty();
    }
    if (!write) {
      return caller.granted("contents", Token.Access.READ)
          ? Optional.empty()
          : Optional.of(Reply.text(403, "remote: Write access to repository not granted.\n"));
    }
    if (repo.isArchived()) {
      return Optional.of(
          Reply.text(403, "remote: This repository was archived so it is read-only.\n"));
    }
    boolean may =
        caller.granted("contents", Token.Access.WRITE)
            && RepoShapes.roleOf(repo, caller).atLeast(Role.WRITE);
    return may
        ? Optional.empty()
        : Optional.of(
            Reply.text(
                403,
                "remote: Permission to "
                    + repo.fullName()
                    + ".git denied to "
                    + caller.login()
                    + ".\n"));
  }

  private static Reply challenge(String text) {
    return Reply.text(401, text).with("WWW-Authenticate", "Basic realm=\"GitHub\"");
  }

  @Override
  public GitStore store(String repository) {
    return repo(repository).git();
  }

  @Override
  public Optional<String> protects(Request request, String repository, Push change) {
    Repo repo = repo(repository);
    String prefix = "refs/heads/";
    if (change.ref().startsWith("refs/pull/")) {
      return Optional.of("deny updating a hidden ref");
    }
    if (!change.ref().startsWith(prefix)) {
      return Optional.empty();
    }
    String branch = change.ref().substring(prefix.length());
    if (change.after().matches("0+") && branch.equals(repo.defaultBranch())) {
      return Optional.of("refusing to delete the current branch: " + change.ref());
    }
    String login = Caller.of(request.header("authorization"), world).login();
    return repo.mayPush(branch, login)
        ? Optional.empty()
        : Optional.of(
            "GH006: Protected branch update failed for "
                + change.ref()
                + ".\nerror: Changes must be made through a pull request.");
  }

  @Override
  public void pushed(Request request, String repository, List<Push> changes) {
    String login = Caller.of(request.header("authorization"), world).login();
    Repo repo = repo(repository);
    for (Push change : changes) {
      repo.pushed(login, change.ref(), change.before(), change.after(), change.forced());
    }
  }

  private Repo repo(String name) {
    return world
        .repository(name)
        .or(() -> world.newNameOf(name).flatMap(world::repository))
        .orElseThrow();
  }
}
