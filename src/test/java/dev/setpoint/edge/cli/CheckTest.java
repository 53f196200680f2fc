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

/** What {@code check} says about files, without network and without a token. */
class CheckTest {
  @TempDir Path checkout;

  private final Console console = new Console();

  @BeforeEach
  void checkout() throws IOException {
    console.directory = checkout;
    Files.createDirectories(checkout.resolve(".git"));
    write(
        "plans/good.md",
        """
        ---
        status: approved
        ---
        # Good

        ## Steps

        ### One

        - workflow: `deploy.yml`
        - with: version=1
        """);
    write(
        ".github/workflows/deploy.yml",
        """
        on:
          workflow_dispatch:
            inputs:
              version: { required: true }
              setpoint: { required: false }
        jobs: {}
        """);
  }

  @Test
  void aGoodCheckoutAnswersNought() {
    Said said = console.run("check");
    assertThat(said.out()).isEqualTo(UNGUARDED + "1 file checked, no problems\n");
    assertThat(said.code()).isZero();
  }

  @Test
  void itIsSaidWhichWorkflowStepsAreGuardedAndNoProblemThatSomeAreNot() throws IOException {
    write(
        ".github/workflows/safe.yml",
        """
        on: { workflow_dispatch: { inputs: { setpoint: { required: false } } } }
        jobs:
          guard: { runs-on: x, steps: [ { uses: setpoint-dev/setpoint/guard@v1 } ] }
          go: { needs: guard, runs-on: x, steps: [ { run: ./go } ] }
        """);
    write(
        ".github/workflows/tells.yml",
        "on: { workflow_dispatch: { inputs: { setpoint: {}, issue: {} } } }\njobs: {}\n");
    write(".github/workflows/nobody.yml", "on: workflow_dispatch\njobs: {}\n");
    write(
        "plans/more.md",
        """
        # More

        ## Steps

        ### A

        - workflow: safe.yml

        ### B

        - workflow: safe.yml

        ### C

        - workflow: safe.yml

        ### D

        - workflow: safe.yml

        ### E

        - agent: workflow tells.yml
        """);
    Said said = console.run("check");
    assertThat(said.out())
        .isEqualTo(
            UNGUARDED
                + "safe.yml: guarded for more/a, more/b, more/c and 1 more\n"
                + "2 files checked, no problems\n");
    assertThat(said.code()).isZero();
    JsonNode json = console.run("check", "--json").json();
    assertThat(json.get("problems")).isEmpty();
    assertThat(json.get("workflows").toString())
        .isEqualTo(
            "[{\"file\":\"deploy.yml\",\"guarded\":false,\"steps\":[\"good/one\"]},"
                + "{\"file\":\"safe.yml\",\"guarded\":true,"
                + "\"steps\":[\"more/a\",\"more/b\",\"more/c\",\"more/d\"]}]");
    // Of the files that were asked about.
    assertThat(console.run("check", "plans/good.md").out()).doesNotContain("safe.yml");
  }

  @Test
  void everythingWrongIsSaidAtOnceWithItsPlace() throws IOException {
    write("plans/deep/bad.md", BAD);
    write(".github/setpoint.yml", "lable: x\n");
    Said said = console.run("check");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out())
        .isEqualTo(
            """
            .github/setpoint.yml:1:1: error: unknown setting `lable`
            lable: x
            ^
            hint: did you mean `label`?
            plans/deep/bad.md:7:3: error: unknown field `workflw`
            - workflw: deploy.yml
              ^
            hint: did you mean `workflow`?
            plans/deep/bad.md:11:13: error: there is no workflow `nowhere.yml` on the default branch
            - workflow: nowhere.yml
                        ^
            hint: workflows that take part: deploy.yml
            plans/deep/bad.md:15:4: warning: a tick in the plan file does nothing
            - [x] ticked
               ^
            hint: tick it in the step's issue, or write `skip: already done` as a field
            deploy.yml: not guarded for good/one: should an answer get lost, a person is asked whether it was started
            3 files checked, 3 problems, 1 warning
            """);
  }

  @Test
  void everyInputThatAWorkflowLacksIsReportedWhereItStands() throws IOException {
    write(
        "plans/good.md",
        """
        ---
        status: approved
        ---
        # Good

        ## Steps

        ### One

        - workflow: `deploy.yml`
        - with: verzion=1, colour=red

        ### Two

        - workflow: `deploy.yml`
        - with:
          - version: 1
          - size: 2
        """);
    assertThat(console.run("check").out().lines().filter(l -> l.contains("error")))
        .containsExactly(
            "plans/good.md:10:13: error: workflow `deploy.yml` requires the input `version`",
            "plans/good.md:11:9: error: workflow `deploy.yml` has no input `verzion`",
            "plans/good.md:11:20: error: workflow `deploy.yml` has no input `colour`",
            "plans/good.md:18:5: error: workflow `deploy.yml` has no input `size`");
  }

  @Test
  void theJsonHasThePlacesToo() throws IOException {
    write("plans/deep/bad.md", BAD);
    JsonNode json = console.run("check", "--json").json();
    assertThat(json.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.at("/problems/0/file").asText()).isEqualTo("plans/deep/bad.md");
    assertThat(json.at("/problems/0/line").asInt()).isEqualTo(7);
    assertThat(json.at("/problems/0/column").asInt()).isEqualTo(3);
    assertThat(json.at("/warnings/0/message").asText()).contains("tick");
  }

  @Test
  void aFileIsNamedAsThePersonNamedIt() throws IOException {
    write("plans/deep/bad.md", BAD);
    console.directory = checkout.resolve("plans/deep");
    assertThat(console.run("check", "bad.md", "../good.md").out())
        .startsWith("bad.md:7:3: error: ")
        .endsWith("2 files checked, 2 problems, 1 warning\n");
    Said missing = console.run("check", "no.md");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).isEqualTo("setpoint: there is no file no.md\n");
  }

  @Test
  void globsDecideWhatIsAPlanAndLinksAreNone() throws IOException {
    write("docs/idea.md", BAD);
    Files.createSymbolicLink(checkout.resolve("plans/link.md"), checkout.resolve("docs/idea.md"));
    assertThat(console.run("check").out()).endsWith("1 file checked, no problems\n");
    assertThat(console.run("check", "--plans", "docs/*.md").code()).isEqualTo(3);
    console.variables.put("SETPOINT_PLANS", "docs/*.md, plans/*.md");
    assertThat(console.run("check").out()).contains("2 files checked");
    write(".github/setpoint.yml", "plans: nothing/**/*.md\n");
    console.variables.clear();
    assertThat(console.run("check").out()).isEqualTo("1 file checked, no problems\n");
  }

  @Test
  void whatIsNoPlanAtAllIsAProblemAndNoStackTrace() throws IOException {
    Files.write(checkout.resolve("plans/binary.md"), new byte[] {(byte) 0xff, 0, 10, (byte) 0xfe});
    Files.write(checkout.resolve("plans/huge.md"), new byte[3 * 1024 * 1024]);
    Said said = console.run("check");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out())
        .contains("plans/binary.md:1:1: error: ")
        .contains("plans/huge.md:1:1: error: ");
    assertThat(said.err()).isEmpty();
  }

  @Test
  void whatAPassWouldFindBetweenFilesIsFoundHereToo() throws IOException {
    write(
        "plans/more.md",
        """
        ---
        status: approved
        ---
        # More

        ## Steps

        ### Sub

        - plan: nope.md

        ### Run

        - workflow: nope.yml
        """);
    for (String[] command : new String[][] {{"check"}, {"check", "plans/more.md"}}) {
      Said said = console.run(command);
      assertThat(said.code()).isEqualTo(3);
      assertThat(said.out())
          .contains("plans/more.md:10:9: error: there is no plan `nope.md`")
          .contains("plans/more.md:14:13: error: there is no workflow `nope.yml`");
    }
  }

  @Test
  void globsThatMatchNothingAreAMistake() {
    Said said = console.run("check", "--plans", "nomatch/**");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).contains("no plans here");
  }

  private static final String UNGUARDED =
      "deploy.yml: not guarded for good/one: should an answer get lost, a person is asked whether"
          + " it was started\n";

  private static final String BAD =
      """
      # Bad

      ## Steps

      ### One

      - workflw: deploy.yml

      ### Two

      - workflow: nowhere.yml

      ### Three

      - [x] ticked
      """;

  private void write(String path, String text) throws IOException {
    Path file = checkout.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
