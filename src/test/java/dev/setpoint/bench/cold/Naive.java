package dev.setpoint.bench.cold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/**
 * The reads of an idle pass as one writes them first: github-api as it comes, a clone with a work
 * tree by JGit's porcelain.
 */
public final class Naive {
  private Naive() {}

  public static void main(String[] args) throws IOException, GitAPIException {
    String token = System.getenv("TOKEN");
    Path directory = Files.createTempDirectory("naive");
    try (Git git =
        Git.cloneRepository()
            .setURI(System.getenv("GIT_URL"))
            .setDirectory(directory.toFile())
            .setCredentialsProvider(
                new UsernamePasswordCredentialsProvider("x-access-token", token))
            .call()) {
      git.fetch()
          .setRefSpecs("+refs/setpoint/*:refs/setpoint/*")
          .setCredentialsProvider(new UsernamePasswordCredentialsProvider("x-access-token", token))
          .call();
      int steps = 0;
      try (Stream<Path> plans = Files.walk(directory.resolve("plans"))) {
        for (Path plan : plans.filter(Files::isRegularFile).toList()) {
          steps += (int) Files.readString(plan).lines().filter(l -> l.startsWith("### ")).count();
        }
      }
      GitHub github =
          new GitHubBuilder().withEndpoint(System.getenv("API_URL")).withOAuthToken(token).build();
      List<GHIssue> issues =
          github
              .getRepository(System.getenv("REPOSITORY"))
              .queryIssues()
              .state(GHIssueState.OPEN)
              .label("setpoint")
              .pageSize(100)
              .list()
              .toList();
      if (steps == 0 || issues.isEmpty()) {
        System.exit(1);
      }
    }
    Subject.delete(directory);
  }
}
