package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.edge.cli.Console.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Importing a checklist from the command line. */
class ImportTest {
  private static final String LIST = "Go-live\n=======\n\n- [x] Ask\n- [ ] Do it\n";

  @TempDir Path here;

  private final Console console = new Console();

  @BeforeEach
  void list() throws IOException {
    console.directory = here;
    Files.createDirectories(here.resolve(".git"));
    Files.writeString(here.resolve("list.md"), LIST);
  }

  @Test
  void thePlanGoesToStdoutAndNothingElseDoes() {
    Said said = console.run("import", "list.md");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .isEqualTo(
            """
            ---
            status: draft
            ---

            Go-live
            =======

            ## Steps

            ### Ask

            - skip: already done

            ### Do it
            """);
    assertThat(said.err()).isEmpty();
  }

  @Test
  void aPlanThatIsWrittenPassesTheCheck() {
    Said said = console.run("import", "list.md", "-o", "plans/ops/go-live.md");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .isEqualTo(
            "wrote plans/ops/go-live.md: 2 steps, 1 already done; a draft until its status says approved\n");
    Said checked = console.run("check");
    assertThat(checked.out()).isEqualTo("1 file checked, no problems\n");
    assertThat(checked.code()).isZero();
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    assertUsage(console.run("import", "list.md", "--output", "list.md"), "nothing is overwritten");
    assertThat(Files.readString(here.resolve("list.md"))).isEqualTo(LIST);
  }

  @Test
  void whatIsNoChecklistIsRefusedInASentence() throws IOException {
    Files.writeString(here.resolve("prose.md"), "# Only words\n");
    assertUsage(console.run("import", "prose.md"), "has no list to make steps of");
    assertUsage(console.run("import", "nowhere.md"), "there is no file nowhere.md");
    Files.write(here.resolve("latin.md"), new byte[] {'-', ' ', (byte) 0xe4, '\n'});
    assertUsage(console.run("import", "latin.md"), "is not UTF-8");
    Files.write(here.resolve("big.md"), new byte[1024 * 1024 + 1]);
    assertUsage(console.run("import", "big.md"), "larger than 1 MiB");
    console.run("import", "list.md", "-o", "plan.md");
    assertUsage(console.run("import", "plan.md"), "is a plan already");
    Files.writeString(here.resolve("deep.md"), "- [ ] " + "> ".repeat(300_000));
    assertThat(console.run("import", "deep.md").code()).isBetween(0, 2);
  }

  @Test
  void theJsonHoldsThePlanAndItsSteps() {
    JsonNode json = console.run("import", "list.md", "--json").json();
    assertThat(json.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.get("title").asText()).isEqualTo("Go-live");
    assertThat(json.at("/steps/0/id").asText()).isEqualTo("ask");
    assertThat(json.at("/steps/0/skip").asText()).isEqualTo("already done");
    assertThat(json.at("/steps/1/title").asText()).isEqualTo("Do it");
    assertThat(json.at("/steps/1/skip").isNull()).isTrue();
    assertThat(json.get("problems")).isEmpty();
    assertThat(json.get("plan").asText()).startsWith("---\nstatus: draft\n---\n");
  }

  private static void assertUsage(Said said, String sentence) {
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains(sentence).doesNotContain("\tat ");
    assertThat(said.out()).isEmpty();
  }
}
