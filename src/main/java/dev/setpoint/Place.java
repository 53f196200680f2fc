package dev.setpoint;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.Author;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a pass works and in whose name: one repository, as git and as GitHub see it.
 *
 * @param gitUrl {@code https://}, {@code http://}, {@code file://} or a path; never with a secret
 *     in it
 * @param api the REST API's root
 * @param repository {@code owner/name}
 * @param webUrl the repository's page, without a final slash
 * @param branch the plan branch, where somebody named one; else the settings file or the default
 *     branch decides
 * @param plans the globs of plan files, where somebody named any
 * @param token sent to these two origins only
 * @param login under which the token writes, where somebody said so
 * @param actionsToken the token is an Action's {@code GITHUB_TOKEN}, which may not ask who it is
 * @param author of the commits
 * @param who stands in claims as their author
 */
public record Place(
    String gitUrl,
    URI api,
    String repository,
    String webUrl,
    Optional<String> branch,
    List<String> plans,
    Token token,
    Optional<String> login,
    boolean actionsToken,
    Author author,
    String who) {}
