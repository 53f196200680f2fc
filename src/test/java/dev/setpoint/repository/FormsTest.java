package dev.setpoint.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** GitHub drops an issue form or an update rule that it cannot read without telling anybody. */
class FormsTest {
  private static final Set<String> KINDS =
      Set.of("markdown", "textarea", "input", "dropdown", "checkboxes");

  @Test
  void everyIssueFormIsOneThatGitHubShows() throws IOException {
    assertThat(RepositoryFiles.issueForms()).hasSize(3);
    for (Path file : RepositoryFiles.issueForms()) {
      Map<?, ?> form = RepositoryFiles.read(file);
      assertThat(form.keySet().stream().map(Object::toString))
          .as(file.toString())
          .containsExactlyInAnyOrder("name", "description", "labels", "body");
      Set<Object> ids = new HashSet<>();
      for (Object part : RepositoryFiles.list(form.get("body"))) {
        isGood(file, RepositoryFiles.map(part), ids);
      }
      assertThat(ids).as("questions of %s", file).isNotEmpty();
    }
  }

  private static void isGood(Path file, Map<?, ?> part, Set<Object> ids) {
    Map<?, ?> attributes = RepositoryFiles.map(part.get("attributes"));
    assertThat(part.get("type")).as(file.toString()).isIn(KINDS);
    if ("markdown".equals(part.get("type"))) {
      assertThat(attributes.get("value")).as(file.toString()).isInstanceOf(String.class);
      return;
    }
    assertThat(attributes.get("label")).as(file.toString()).isInstanceOf(String.class);
    assertThat(String.valueOf(part.get("id"))).as(file.toString()).matches("[a-zA-Z0-9_-]+");
    assertThat(ids.add(part.get("id"))).as("%s has %s once", file, part.get("id")).isTrue();
    if ("dropdown".equals(part.get("type"))) {
      assertThat(RepositoryFiles.list(attributes.get("options"))).as(file.toString()).isNotEmpty();
    }
  }

  @Test
  void updatesAreLookedForWhereThereIsSomethingToUpdate() throws IOException {
    Map<String, String> manifests =
        Map.of("maven", "pom.xml", "github-actions", ".github/workflows", "npm", "package.json");
    Map<?, ?> dependabot = RepositoryFiles.read(Path.of(".github", "dependabot.yml"));
    Set<Object> kinds = new HashSet<>();
    for (Object entry : RepositoryFiles.list(dependabot.get("updates"))) {
      Map<?, ?> update = RepositoryFiles.map(entry);
      Object kind = update.get("package-ecosystem");
      String folder = String.valueOf(update.get("directory")).substring(1);
      kinds.add(kind);
      assertThat(Path.of(folder).resolve(manifests.get(String.valueOf(kind))))
          .satisfies(manifest -> assertThat(Files.exists(manifest)).isTrue());
    }
    assertThat(kinds).containsAll(manifests.keySet());
  }
}
