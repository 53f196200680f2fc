package dev.setpoint.plan;

import dev.setpoint.plan.FieldBlock.Field;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a step's fields how it is carried out. */
final class KindReader {
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml");
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9._-]");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern LOCAL =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2})?).*");

  private final StepReader.Sheet sheet;
  private final Findings findings;
  private final Map<String, Field> fields;

  KindReader(StepReader.Sheet sheet, Map<String, Field> fields) {
    this.sheet = sheet;
    this.findings = sheet.findings();
    this.fields = fields;
  }

  Kind kind() {
    List<Field> kinds =
        fields.values().stream().filter(f -> Fields.KINDS.contains(f.key())).toList();
    if (kinds.size() > 1) {
      Field second = kinds.get(1);
      findings.problem(
          second.line(),
          second.keyIndex(),
          "a step is carried out in one way: `"
              + kinds.get(0).key()
              + "` and `"
              + second.key()
              + "` exclude each other",
          "make two steps of it");
    }
    if (fields.containsKey("workflow")) {
      return workflow(fields.get("workflow"));
    }
    if (fields.containsKey("agent")) {
      return agent(fields.get("agent"));
    }
    if (kinds.isEmpty() && !fields.containsKey("assign") && sheet.defaults().agent().isPresent()) {
      return sheet.defaults().agent().get();
    }
    Optional<Kind> waiting = kinds.stream().findFirst().flatMap(this::waiting);
    if (waiting.isPresent()) {
      nobody("assign", "with", "retries", "timeout");
      return waiting.get();
    }
    if (kinds.isEmpty()) {
      onlyFor("workflow", "with", "retries", "timeout");
    }
    Field assign = fields.get("assign");
    return new Kind.Person(
        assign == null
            ? sheet.defaults().assign()
            : Logins.read(assign.value(), assign.line(), assign.valueIndex(), findings));
  }

  /** What is waited for; empty for a kind that somebody carries out. */
  private Optional<Kind> waiting(Field field) {
    return switch (field.key()) {
      case "wait" -> Optional.of(new Kind.Wait(duration(field).orElse(Duration.ZERO)));
      case "until" -> Optional.of(until(field));
      case "plan" -> Optional.of(new Kind.SubPlan(field.value(), Optional.empty()));
      default -> Optional.empty();
    };
  }

  private Kind until(Field field) {
    String value = field.value();
    Optional<Happening> what = Happening.parse(value);
    if (what.isPresent()) {
      return new Kind.Event(what.get());
    }
    try {
      return new Kind.Until(OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeException e) {
      if (!value.isEmpty()) {
        findings.problem(
            field.line(),
            field.valueIndex(),
            "`" + value + "` is neither a moment nor something that can be waited for",
            moment(value));
      }
      return new Kind.Until(Instant.MAX);
    }
  }

  /** How to write the moment that was probably meant. */
  private static String moment(String value) {
    if (DAY.matcher(value).matches()) {
      return possible("a moment has a time and an offset: `%s`", value + "T09:00+01:00");
    }
    Matcher local = LOCAL.matcher(value);
    return local.matches()
        ? possible(
            "write it with a `T` and an offset: `%s`", local.group(1) + "T" + local.group(2) + "Z")
        : Happening.FORM;
  }

  private static String possible(String hint, String moment) {
    try {
      return hint.formatted(OffsetDateTime.parse(moment).toString().isEmpty() ? "" : moment);
    } catch (DateTimeException e) {
      return "there is no such day or time; a moment is written `2026-12-01T09:00+01:00`";
    }
  }

  private Kind agent(Field agent) {
    onlyFor("workflow", "retries", "timeout");
    Kind.Agent read = AgentName.read(agent.value(), agent.line(), agent.valueIndex(), findings);
    Field assign = fields.get("assign");
    if (assign != null) {
      findings.problem(
          assign.line(),
          assign.keyIndex(),
          "`assign` is for steps that a person does, and this one is an agent's",
          "`owners` in the front matter are asked when it needs a person");
    }
    Field with = fields.get("with");
    if (with != null && read.workflow().isEmpty()) {
      findings.problem(
          with.line(),
          with.keyIndex(),
          "`with` is for agents that a workflow runs",
          "write what the agent has to know into the step's text");
    }
    return new Kind.Agent(
        read.login(),
        read.workflow(),
        Inputs.read(Optional.ofNullable(with), sheet.vars(), findings));
  }

  private Kind workflow(Field workflow) {
    Field assign = fields.get("assign");
    if (assign != null) {
      findings.problem(
          assign.line(),
          assign.keyIndex(),
          "`assign` is for steps that a person does, and this one is a workflow",
          "`owners` in the front matter are asked when it fails");
    }
    if (!workflow.value().isEmpty() && !isFileName(workflow.value())) {
      findings.problem(
          workflow.line(),
          workflow.valueIndex(),
          "`" + workflow.value() + "` is not the name of a file in `.github/workflows`",
          "write for example `" + fileName(workflow.value()) + "`");
    }
    return new Kind.Workflow(
        workflow.value(),
        Inputs.read(Optional.ofNullable(fields.get("with")), sheet.vars(), findings),
        retries().or(sheet.defaults()::retries).or(sheet::retries).orElse(0),
        timeout().or(sheet.defaults()::timeout));
  }

  /** Fields that make no sense where nobody does anything. */
  private void nobody(String... keys) {
    for (String key : keys) {
      Optional.ofNullable(fields.get(key))
          .ifPresent(
              field ->
                  findings.problem(
                      field.line(),
                      field.keyIndex(),
                      "`"
                          + key
                          + "` is for steps that somebody carries out, and this one only waits",
                      "make two steps of it"));
    }
  }

  private void onlyFor(String kind, String... keys) {
    for (String key : keys) {
      Field field = fields.get(key);
      if (field != null) {
        findings.problem(
            field.line(),
            field.keyIndex(),
            "`" + key + "` is for `" + kind + "` steps, and this one is a person's",
            key.equals("timeout") ? "people get `due`" : "add `" + kind + ":` or remove it");
      }
    }
  }

  private Optional<Integer> retries() {
    Field field = fields.get("retries");
    Optional<Integer> number =
        Optional.ofNullable(field).flatMap(f -> Numbers.parse(f.value(), 0, 100));
    if (field != null && number.isEmpty() && !field.value().isEmpty()) {
      findings.problem(
          field.line(),
          field.valueIndex(),
          Numbers.message("retries", field.value(), 0, 100),
          Numbers.hint("retries", field.value(), 0, 100));
    }
    return number;
  }

  private Optional<Duration> timeout() {
    return Optional.ofNullable(fields.get("timeout")).flatMap(this::duration);
  }

  private Optional<Duration> duration(Field field) {
    Optional<Duration> length = Durations.parse(field.value());
    if (length.isEmpty() && !field.value().isEmpty()) {
      findings.problem(
          field.line(),
          field.valueIndex(),
          "`" + field.value() + "` is not a duration",
          Durations.hint(field.value()));
    }
    return length;
  }

  /** Of all that a running attempt depends on: how it is carried out, and with what. */
  Print print(Kind kind) {
    List<String> parts = new ArrayList<>();
    switch (kind) {
      case Kind.Person person -> {
        parts.add("person");
        parts.addAll(person.assignees());
      }
      case Kind.Agent agent -> {
        parts.addAll(List.of("agent", agent.login(), agent.workflow()));
        agent.inputs().forEach((name, value) -> parts.addAll(List.of(name, value)));
      }
      case Kind.Workflow workflow -> {
        parts.add("workflow");
        parts.add(workflow.file());
        parts.add(Integer.toString(workflow.retries()));
        parts.add(workflow.timeout().map(Duration::toString).orElse(""));
        workflow.inputs().forEach((name, value) -> parts.addAll(List.of(name, value)));
      }
      case Kind.Wait wait -> parts.addAll(List.of("wait", wait.time().toString()));
      case Kind.Until until -> parts.addAll(List.of("until", until.moment().toString()));
      case Kind.Event event -> parts.addAll(List.of("until", event.what().words()));
      case Kind.SubPlan plan -> parts.addAll(List.of("plan", plan.written()));
    }
    Optional.ofNullable(fields.get("if")).ifPresent(f -> parts.addAll(List.of("if", f.value())));
    return Print.of(parts.toArray(String[]::new));
  }

  private static boolean isFileName(String value) {
    return FILE_NAME.matcher(value).matches();
  }

  private static String fileName(String value) {
    String name = NOT_IN_NAMES.matcher(value.substring(value.lastIndexOf('/') + 1)).replaceAll("");
    if (name.isEmpty() || name.startsWith(".")) {
      return "deploy.yml";
    }
    return name.endsWith(".yml") || name.endsWith(".yaml") ? name : name + ".yml";
  }
}
