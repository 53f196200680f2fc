package dev.setpoint.bench.cold;

import dev.setpoint.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** The programs that are compared, each pointed at one repository of the sandbox. */
record Programs(Path checkout, Path work, Certificate certificate, Sandbox sandbox) {
  private static final String MAIN = "dev.setpoint.edge.action.ActionMain";
  private static final String ONE_REQUEST = "one-request.jar";

  /** The floor: git, curl and jq. */
  Subject bash(Place place, boolean acts) {
    Map<String, String> environment = where(place);
    environment.put("ACT", acts ? "1" : "");
    return new Subject("bash", List.of(bench("floor.sh")), environment, false);
  }

  Subject node(Place place) {
    return new Subject("node", List.of("node", bench("floor.mjs")), where(place), false);
  }

  /** github-api and JGit as they come. */
  Subject naive(Place place) {
    String path = classes() + ":" + checkout.resolve("target/setpoint-full.jar");
    List<String> command = java(List.of());
    command.addAll(List.of("-cp", path, Naive.class.getName()));
    return new Subject("naive", command, where(place), false);
  }

  /** The floor of the JVM: one request with Setpoint's flags, and no more. */
  Subject oneRequest(Place place) {
    return oneRequest("one-request", place, List.of());
  }

  /** The same with an archive of the classes that it loads. */
  Subject oneRequestWithArchive(Place place) {
    return oneRequest("one-request-archive", place, archiveFlags("one-request.jsa"));
  }

  private Subject oneRequest(String name, Place place, List<String> more) {
    List<String> command = java(flags(more));
    command.addAll(
        List.of("-cp", work.resolve(ONE_REQUEST).toString(), OneRequest.class.getName()));
    return new Subject(name, command, where(place), false);
  }

  /** Setpoint as the Action starts it, with its flags and no archive. */
  Subject flags(Place place) {
    return setpoint("setpoint", place, List.of(), false);
  }

  Subject warm(Place place) {
    return setpoint("setpoint-warm-home", place, List.of(), true);
  }

  /** The same with the archive of loaded classes that an earlier run left. */
  Subject archive(Place place) {
    return setpoint("setpoint-archive", place, archiveFlags("setpoint.jsa"), false);
  }

  /** The five-step plan from start to end in one process, with the sandbox in it. */
  Subject fiveSteps() {
    return engine(
        "five-steps",
        "dev.setpoint.compare.FiveSteps",
        checkout.resolve("target/setpoint-full.jar").toString());
  }

  /**
   * The same on Temporal, with its test server in the process.
   *
   * @param path of its classes
   */
  Subject temporal(String path) {
    return engine("temporal", "dev.setpoint.compare.temporal.FiveActivities", path);
  }

  private Subject engine(String name, String main, String path) {
    List<String> command = java(flags(List.of()));
    command.addAll(List.of("-cp", classes() + ":" + path, main));
    return new Subject(name, command, Map.of(), false);
  }

  private List<String> archiveFlags(String file) {
    return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + work.resolve(file));
  }

  private List<String> flags(List<String> more) {
    List<String> flags = new ArrayList<>(List.of("@" + checkout.resolve("action/java-options")));
    flags.addAll(more);
    return flags;
  }

  private Subject setpoint(String name, Place place, List<String> more, boolean keepsHome) {
    List<String> command = java(flags(more));
    command.addAll(List.of("-cp", checkout.resolve("target/setpoint.jar").toString(), MAIN));
    return new Subject(name, command, action(place), keepsHome);
  }

  private List<String> java(List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(flags);
    // The JVM takes its user's home from the system, not from the environment.
    command.add("-Duser.home={home}");
    command.add("-Djavax.net.ssl.trustStore=" + certificate.trusted());
    return command;
  }

  private Map<String, String> where(Place place) {
    Map<String, String> environment = new HashMap<>();
    environment.put("GIT_URL", sandbox.apiUrl() + "/" + place.name() + ".git");
    environment.put("API_URL", sandbox.apiUrl());
    environment.put("REPOSITORY", place.name());
    environment.put("TOKEN", sandbox.token());
    for (String variable : List.of("GIT_SSL_CAINFO", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")) {
      environment.put(variable, certificate.pem().toString());
    }
    return environment;
  }

  private Map<String, String> action(Place place) {
    Map<String, String> environment = action(sandbox, place);
    environment.put("GITHUB_EVENT_PATH", work.resolve("event.json").toString());
    return environment;
  }

  /** What a runner gives to the Action, the event's file aside. */
  static Map<String, String> action(Sandbox sandbox, Place place) {
    Map<String, String> environment = new HashMap<>();
    environment.put("GITHUB_SERVER_URL", sandbox.apiUrl());
    environment.put("GITHUB_API_URL", sandbox.apiUrl());
    environment.put("GITHUB_REPOSITORY", place.name());
    environment.put("GITHUB_EVENT_NAME", "issues");
    environment.put("GITHUB_OUTPUT", "{home}/output");
    environment.put("GITHUB_STEP_SUMMARY", "{home}/summary");
    environment.put("SETPOINT_LOGIN", "setpoint-bot");
    environment.put("SETPOINT_INPUTS", "{\"token\":\"" + sandbox.token() + "\"}");
    return environment;
  }

  void prepare() throws IOException {
    Files.writeString(work.resolve("event.json"), "{\"action\":\"closed\"}");
    String type = OneRequest.class.getName().replace('.', '/') + ".class";
    // A jar, for the archive: it takes no folder's classes.
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(work.resolve(ONE_REQUEST)))) {
      jar.putNextEntry(new ZipEntry(type));
      Files.copy(Path.of(classes(), type), jar);
    }
  }

  private String bench(String script) {
    return checkout.resolve("bench").resolve(script).toString();
  }

  private String classes() {
    return checkout.resolve("target/test-classes").toString();
  }
}
