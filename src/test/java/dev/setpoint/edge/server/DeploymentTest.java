package dev.setpoint.edge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.setpoint.edge.cli.Cli;
import dev.setpoint.edge.cli.Surroundings;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files in {@code deploy/} agree with each other and with the command that they start. */
class DeploymentTest {
  private static final Path DEPLOY = Path.of("deploy");
  private static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
  private static final Map<String, String> API =
      Map.of(
          "Deployment", "apps/v1",
          "Service", "v1",
          "Secret", "v1",
          "Ingress", "networking.k8s.io/v1",
          "PodDisruptionBudget", "policy/v1",
          "Kustomization", "kustomize.config.k8s.io/v1beta1");

  @TempDir Path directory;

  private static Object yaml(String name) throws Exception {
    LoadSettings strict = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    return new Load(strict).loadFromString(Files.readString(KUBERNETES.resolve(name)));
  }

  private static Object at(Object node, Object... path) {
    Object here = node;
    for (Object step : path) {
      here = step instanceof Integer i ? ((List<?>) here).get(i) : ((Map<?, ?>) here).get(step);
      assertThat(here).as("%s in %s", step, List.of(path)).isNotNull();
    }
    return here;
  }

  private static List<String> files() throws Exception {
    try (var files = Files.list(KUBERNETES)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyManifestIsOfAKnownKindAndListed() throws Exception {
    List<String> listed = new ArrayList<>();
    ((List<?>) at(yaml("kustomization.yaml"), "resources")).forEach(r -> listed.add((String) r));
    for (String file : files()) {
      Object manifest = yaml(file);
      String kind = (String) at(manifest, "kind");
      assertThat(at(manifest, "apiVersion")).as(file).isEqualTo(API.get(kind));
      if (!kind.equals("Kustomization") && !kind.equals("Secret")) {
        assertThat(at(manifest, "metadata", "name")).isEqualTo("setpoint");
        assertThat(listed).contains(file);
      }
    }
    assertThat(files()).containsAll(listed);
  }

  @Test
  void everyFieldIsOneOfKubernetes() throws Exception {
    List<String> held = new ArrayList<>();
    for (String file : files()) {
      Object manifest = yaml(file);
      // As JSON, for the client's models refuse fields that they do not know.
      JsonElement json = JsonParser.parseString(new ObjectMapper().writeValueAsString(manifest));
      switch ((String) at(manifest, "kind")) {
        case "Deployment" -> V1Deployment.validateJsonElement(json);
        case "Service" -> V1Service.validateJsonElement(json);
        case "Secret" -> V1Secret.validateJsonElement(json);
        case "Ingress" -> V1Ingress.validateJsonElement(json);
        case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
        default -> {
          continue;
        }
      }
      held.add(file);
    }
    assertThat(held).hasSize(5);
    JsonElement wrong = JsonParser.parseString("{\"spec\":{\"replica\":2}}");
    assertThatThrownBy(() -> V1Deployment.validateJsonElement(wrong))
        .hasMessageContaining("replica");
  }

  @Test
  void manifestsAgreeWithEachOther() throws Exception {
    Object deployment = yaml("deployment.yaml");
    Object labels = at(deployment, "spec", "template", "metadata", "labels");
    assertThat(labels).isEqualTo(at(deployment, "spec", "selector", "matchLabels"));
    assertThat(labels).isEqualTo(at(yaml("service.yaml"), "spec", "selector"));
    assertThat(labels).isEqualTo(at(yaml("disruption.yaml"), "spec", "selector", "matchLabels"));
    Object container = at(deployment, "spec", "template", "spec", "containers", 0);
    Object port = at(container, "ports", 0, "name");
    assertThat(at(yaml("service.yaml"), "spec", "ports", 0, "targetPort")).isEqualTo(port);
    Object backend =
        at(yaml("ingress.yaml"), "spec", "rules", 0, "http", "paths", 0, "backend", "service");
    assertThat(at(backend, "name")).isEqualTo(at(yaml("service.yaml"), "metadata", "name"));
    assertThat(at(backend, "port", "name"))
        .isEqualTo(at(yaml("service.yaml"), "spec", "ports", 0, "name"));
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      assertThat(at(container, probe, "httpGet", "port")).isEqualTo(port);
      assertThat((String) at(container, probe, "httpGet", "path")).isIn("/healthz", "/readyz");
    }
    Map<?, ?> secret = (Map<?, ?>) at(yaml("secret.example.yaml"), "stringData");
    for (Object variable : (List<?>) at(container, "env")) {
      if (((Map<?, ?>) variable).containsKey("valueFrom")) {
        assertThat(secret.keySet().contains(at(variable, "valueFrom", "secretKeyRef", "key")))
            .isTrue();
      }
    }
    Object item = at(deployment, "spec", "template", "spec", "volumes", 1, "secret", "items", 0);
    assertThat(secret.keySet().contains(at(item, "key"))).isTrue();
  }

  @Test
  void whatIsStartedIsACommandWithItsOptions() throws Exception {
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(help, true, StandardCharsets.UTF_8);
    Cli.run(List.of("serve", "--help"), new Surroundings(Map.of(), directory, out, out, false));
    Set<String> known = options(help.toString(StandardCharsets.UTF_8));
    Set<String> used = new TreeSet<>();
    used.addAll(
        options(Files.readString(KUBERNETES.resolve("deployment.yaml")).replaceAll("(?m)#.*", "")));
    used.addAll(
        options(Files.readString(DEPLOY.resolve("Dockerfile")).replaceAll("(?ms).*^CMD", "")));
    used.addAll(
        options(
            Files.readString(DEPLOY.resolve("setpoint.service"))
                .replaceAll("(?ms).* serve |\n.*", "")));
    assertThat(used).contains("--host", "--data", "--grace");
    assertThat(known).containsAll(used);
    assertThat(help.toString(StandardCharsets.UTF_8))
        .contains("SETPOINT_DATABASE", "SETPOINT_APP_KEY");
  }

  private static Set<String> options(String text) {
    Set<String> found = new TreeSet<>();
    Matcher m = Pattern.compile("--[a-z][a-z-]+").matcher(text);
    while (m.find()) {
      found.add(m.group());
    }
    return found;
  }

  @Test
  void theDockerfileIsWellFormedAndNotRoot() throws Exception {
    String joined = Files.readString(DEPLOY.resolve("Dockerfile")).replace("\\\n", " ");
    List<String> words = new ArrayList<>();
    for (String line : joined.split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        words.add(line.split(" ", 2)[0]);
      }
    }
    assertThat(words)
        .startsWith("FROM")
        .isSubsetOf(
            "FROM", "RUN", "COPY", "USER", "WORKDIR", "VOLUME", "EXPOSE", "ENTRYPOINT", "CMD");
    assertThat(words.indexOf("USER")).isLessThan(words.indexOf("ENTRYPOINT"));
    assertThat(joined).contains("USER 10001").doesNotContain("SECRET");
    assertThat(Files.readString(Path.of(".dockerignore"))).contains("!target/setpoint-full.jar");
  }

  @Test
  void systemdFindsNothingWrongWithTheUnit() throws Exception {
    Path tool = Path.of("/usr/bin/systemd-analyze");
    if (!Files.isExecutable(tool)) {
      System.err.println("NOT TESTED: the systemd unit, as there is no systemd-analyze here");
      return;
    }
    Path unit =
        Files.copy(DEPLOY.resolve("setpoint.service"), directory.resolve("setpoint.service"));
    Process process =
        new ProcessBuilder(tool.toString(), "verify", "--man=no", unit.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said.lines().filter(l -> l.contains("setpoint")).toList()).isEmpty();
  }
}
