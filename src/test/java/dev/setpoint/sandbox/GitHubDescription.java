package dev.setpoint.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.setpoint.sandbox.rest.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's own description of its operations (an extract), to hold requests and answers against.
 */
final class GitHubDescription {
  private static final String ID = "https://api.github.test/extract.json";

  /** Answers that GitHub gives everywhere without describing them at each operation. */
  private static final Set<Integer> ANYWHERE = Set.of(301, 307, 401, 403, 404, 410, 422);

  private final JsonNode extract;
  private final JsonSchemaFactory schemas;
  private final Map<String, JsonSchema> compiled = new HashMap<>();

  private GitHubDescription(JsonNode extract, String text) {
    this.extract = extract;
    this.schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V7,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ID, text))));
  }

  static GitHubDescription read() {
    try (InputStream in =
        GitHubDescription.class.getResourceAsStream("/openapi/github-extract.json")) {
      if (in == null) {
        throw new IllegalStateException("the extract is not on the class path");
      }
      String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return new GitHubDescription(new ObjectMapper().readTree(text), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> operations() {
    Set<String> names = new TreeSet<>();
    extract.get("operations").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The operation, as {@code METHOD /template}, that a request calls. */
  Optional<String> operation(String method, String path) {
    return operations().stream()
        .filter(name -> name.startsWith(method + " "))
        .filter(name -> pattern(name.substring(method.length() + 1)).matcher(path).matches())
        .min(java.util.Comparator.comparingLong(n -> n.chars().filter(c -> c == '{').count()));
  }

  private static Pattern pattern(String template) {
    String regex =
        template.replaceAll("\\{(path|ref|branch)}", "(.+)").replaceAll("\\{[a-z_]+}", "([^/]+)");
    return Pattern.compile(regex);
  }

  /** What is wrong with a request, in words. */
  List<String> requestProblems(String operation, Set<String> query, String body) {
    JsonNode described = extract.get("operations").get(operation);
    List<String> problems = new ArrayList<>();
    for (String name : query) {
      if (!described.get("query").has(name)) {
        problems.add("unknown query parameter " + name);
      }
    }
    if (!body.isEmpty()) {
      String schema = Json.text(described, "request");
      JsonNode json = Json.read(body);
      if (schema == null || json == null) {
        problems.add("a body where none belongs, or no JSON");
      } else {
        problems.addAll(check(schema, json));
        JsonNode known = extract.get("definitions").get(schema).path("properties");
        json.fieldNames()
            .forEachRemaining(
                name -> {
                  if (!known.isEmpty() && !known.has(name)) {
                    problems.add("unknown property " + name);
                  }
                });
      }
    }
    return problems;
  }

  /** What is wrong with an answer, in words. */
  List<String> answerProblems(String operation, int status, String body) {
    JsonNode responses = extract.get("operations").get(operation).get("responses");
    if (status == 304) {
      return body.isEmpty() ? List.of() : List.of("304 with a body");
    }
    String named = String.valueOf(status);
    if (!responses.has(named)) {
      return ANYWHERE.contains(status)
          ? check("basic-error", body)
          : List.of("status " + status + " is not described");
    }
    String schema = Json.text(responses, named);
    if (schema == null) {
      return body.isEmpty() || body.equals("{}")
          ? List.of()
          : List.of(status + " should have no body");
    }
    return check(schema, body);
  }

  private List<String> check(String schema, String body) {
    JsonNode json = Json.read(body);
    return json == null ? List.of("no JSON") : check(schema, json);
  }

  private List<String> check(String schema, JsonNode json) {
    return compiled(schema).validate(json).stream().map(ValidationMessage::getMessage).toList();
  }

  private JsonSchema compiled(String name) {
    @Nullable JsonSchema known = compiled.get(name);
    if (known != null) {
      return known;
    }
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    JsonSchema made = schemas.getSchema(SchemaLocation.of(ID + "#/definitions/" + name), config);
    compiled.put(name, made);
    return made;
  }
}
