package dev.setpoint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The drawing of the house, as rules: a package is a stage or a noun, each library has one room,
 * nothing points at the edge.
 */
class ArchitectureTest {
  private static final String HOME = "dev.setpoint.";
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.setpoint");

  @Test
  void planKnowsNothingButPlans() {
    onlyKnows("plan", "plan", "org.commonmark", "org.snakeyaml");
  }

  @Test
  void jobKnowsPlansOnly() {
    onlyKnows("job", "job", "plan");
  }

  @Test
  void checklistsKnowPlansOnly() {
    onlyKnows("checklist", "checklist", "plan", "org.commonmark");
  }

  @Test
  void historyIsDerivedFromVersionsAndClaims() {
    onlyKnows("history", "history", "job", "plan");
  }

  @Test
  void settingUpIsPureToo() {
    onlyKnows("setup", "setup", "diff", "read", "job", "plan");
  }

  @Test
  void diffIsPure() {
    onlyKnows("diff", "diff", "read", "job", "plan");
    noClasses()
        .that()
        .resideInAnyPackage(HOME + "plan", HOME + "job", HOME + "diff")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.util.concurrent..")
        .check(HOUSE);
  }

  @Test
  void executeAndSyncDoNotKnowEachOther() {
    onlyKnows("execute", "execute", "diff", "read", "job", "plan");
    onlyKnows("sync", "sync", "diff", "read", "job", "plan");
  }

  @Test
  void nothingPointsAtTheEdge() {
    noClasses()
        .that()
        .resideInAnyPackage(
            HOME + "plan..",
            HOME + "job..",
            HOME + "read..",
            HOME + "diff..",
            HOME + "execute..",
            HOME + "sync..",
            HOME + "report..",
            HOME + "history..",
            HOME + "setup..",
            HOME + "checklist..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(HOME + "edge..", HOME + "sandbox..")
        .check(HOUSE);
  }

  @Test
  void eachLibraryHasItsRoom() {
    livesIn("org.eclipse.jgit..", HOME + "edge.git..", HOME + "edge.cli..", HOME + "sandbox..");
    livesIn("org.kohsuke.github..", HOME + "edge.github..");
    livesIn("picocli..", HOME + "edge.cli..", HOME + "edge.mcp..");
    livesIn("com.sun.net.httpserver..", HOME + "demo.web..");
    livesIn("io.modelcontextprotocol..", HOME + "edge.mcp..");
    livesIn("org.commonmark..", HOME + "plan..", HOME + "checklist..");
    livesIn("io.javalin..", HOME + "edge.server..");
    livesIn("org.eclipse.jetty..", HOME + "edge.server.http..");
    livesIn("com.github.kagkarlsson..", HOME + "edge.server.queue..");
    livesIn("com.zaxxer.hikari..", HOME + "edge.server.queue..");
    livesIn("io.micrometer..", HOME + "edge.server");
    livesIn("ch.qos.logback..", HOME + "edge.server");
    livesIn("org.slf4j..", HOME + "edge.server..");
  }

  @Test
  void onlyItsCommandKnowsTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages(HOME + "edge.server..", HOME + "edge.cli.full..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HOME + "edge.server..")
        .check(HOUSE);
  }

  @Test
  void theSandboxIsAStrangerToTheProduct() {
    noClasses()
        .that()
        .resideInAPackage(HOME + "sandbox..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            HOME + "plan..",
            HOME + "job..",
            HOME + "read..",
            HOME + "diff..",
            HOME + "execute..",
            HOME + "sync..",
            HOME + "edge..")
        .check(HOUSE);
  }

  private static void livesIn(String library, String... rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(HOUSE);
  }

  private static void onlyKnows(String room, String... known) {
    String[] packages = new String[known.length + 2];
    packages[0] = "java..";
    packages[1] = "org.jspecify..";
    for (int i = 0; i < known.length; i++) {
      packages[i + 2] = known[i].contains(".") ? known[i] + ".." : HOME + known[i];
    }
    classes()
        .that()
        .resideInAPackage(HOME + room)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(HOUSE);
  }
}
