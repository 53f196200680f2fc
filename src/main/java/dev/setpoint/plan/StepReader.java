package dev.setpoint.plan;

import dev.setpoint.plan.FieldBlock.Field;
import dev.setpoint.plan.Outline.Lines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one step: its fields into a kind, its text into a description. */
final class StepReader {
  /** GitHub takes 25 inputs; one of them carries Setpoint's key. */
  private static final int MOST_INPUTS = 24;

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml");
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9._-]");

  private final SourceText source;
  private final Findings findings;
  private final FrontMatter.Defaults defaults;
  private final Optional<Integer> repositoryRetries;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Field> fields = new LinkedHashMap<>();

  private StepReader(
      SourceText source,
      Findings findings,
      FrontMatter.Defaults defaults,
      Optional<Integer> repositoryRetries) {
    this.source = source;
    this.findings = findings;
    this.defaults = defaults;
    this.repositoryRetries = repositoryRetries;
  }

  /**
   * Reads the lines of a step.
   *
   * @param heading its heading
   * @param anchor GitHub's fragment for it
   * @param last its last line
   * @param block the status block's lines: part of no step, wherever somebody put it
   * @param group the problem of the group it stands in, if any
   */
  static WrittenStep read(
      SourceText source,
      Outline.Title heading,
      String anchor,
      int last,
      Optional<Lines> block,
      Optional<Problem> group,
      FrontMatter.Defaults defaults,
      Optional<Integer> repositoryRetries,
      Findings findings) {
    StepReader reader = new StepReader(source, findings, defaults, repositoryRetries);
    group.ifPresent(reader.problems::add);
    return reader.step(heading, anchor, last, block);
  }

  private WrittenStep step(Outline.Title heading, String anchor, int last, Optional<Lines> block) {
    int first = heading.lines().last() + 1;
    int fieldsEnd =
        block.isPresent() && block.get().first() >= first
            ? Math.min(last, block.get().first() - 1)
            : last;
    FieldBlock read = FieldBlock.read(source, first, fieldsEnd, findings);
    for (Field field : read.fields()) {
      if (fields.putIfAbsent(field.key(), field) != null) {
        findings.problem(field.line(), field.keyIndex(), "`" + field.key() + "` is given twice");
      }
      if (field.value().isEmpty() && field.items().isEmpty()) {
        findings.problem(field.line(), field.keyIndex(), "`" + field.key() + ":` has no value");
      }
    }
    String title = Titles.withoutNumber(heading.text());
    if (Titles.canonical(title).isEmpty()) {
      findings.problem(heading.lines().first(), heading.index(), "a step needs a title");
    }
    Kind kind = kind();
    String description = Texts.of(source, read.next(), last, block);
    unsupported(heading.lines().first(), last, block);
    ticked(read.next(), last);
    return new WrittenStep(
        title,
        anchor,
        heading.lines().first(),
        heading.index(),
        id(),
        kind,
        needs(),
        value("skip"),
        description,
        print(kind),
        Fingerprint.of(description.replace("\r\n", "\n").replace('\r', '\n')),
        List.copyOf(problems));
  }

  private Optional<String> value(String key) {
    return Optional.ofNullable(fields.get(key)).map(Field::value).filter(v -> !v.isEmpty());
  }

  private Optional<Reference> id() {
    Field field = fields.get("id");
    if (field == null || field.value().isEmpty()) {
      return Optional.empty();
    }
    if (!Slug.isId(field.value())) {
      findings.problem(
          field.line(),
          field.valueIndex(),
          "`" + field.value() + "` cannot be an id: only `a-z`, `0-9` and `-`, at most 40",
          "write for example `id: " + Slug.of(field.value()) + "`");
      return Optional.empty();
    }
    return Optional.of(new Reference(field.value(), field.line(), field.valueIndex()));
  }

  private Optional<List<Reference>> needs() {
    Field field = fields.get("needs");
    if (field == null || field.value().isEmpty()) {
      return Optional.empty();
    }
    if (field.value().equalsIgnoreCase("nothing")) {
      return Optional.of(List.of());
    }
    return Optional.of(Reference.list(field.value(), field.line(), field.valueIndex()));
  }

  private Kind kind() {
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
    if (kinds.isEmpty()) {
      onlyFor("workflow", "with", "retries", "timeout");
      problems.addAll(defaults.later());
    }
    Field assign = fields.get("assign");
    return new Kind.Person(
        assign == null
            ? defaults.assign()
            : Logins.read(assign.value(), assign.line(), assign.valueIndex(), findings));
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
    if (!isFileName(workflow.value())) {
      findings.problem(
          workflow.line(),
          workflow.valueIndex(),
          "`" + workflow.value() + "` is not the name of a file in `.github/workflows`",
          "write for example `" + fileName(workflow.value()) + "`");
    }
    return new Kind.Workflow(
        workflow.value(),
        inputs(),
        retries().or(defaults::retries).or(() -> repositoryRetries).orElse(0),
        timeout().or(defaults::timeout));
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
          field.line(), field.valueIndex(), Numbers.message("retries", field.value(), 0, 100));
    }
    return number;
  }

  private Optional<Duration> timeout() {
    Field field = fields.get("timeout");
    Optional<Duration> length = Optional.ofNullable(field).flatMap(f -> Durations.parse(f.value()));
    if (field != null && length.isEmpty() && !field.value().isEmpty()) {
      findings.problem(
          field.line(),
          field.valueIndex(),
          "`" + field.value() + "` is not a duration",
          Durations.hint(field.value()));
    }
    return length;
  }

  private Map<String, String> inputs() {
    Field with = fields.get("with");
    if (with == null) {
      return Map.of();
    }
    Map<String, String> inputs = new LinkedHashMap<>();
    for (Field input : with.items().isEmpty() ? inline(with) : with.items()) {
      if (!isInputName(input.key())) {
        findings.problem(
            input.line(), input.keyIndex(), "`" + input.key() + "` cannot be an input's name");
      } else if (input.key().equals("setpoint")) {
        findings.problem(
            input.line(), input.keyIndex(), "the input `setpoint` is filled in by Setpoint itself");
      } else if (inputs.putIfAbsent(input.key(), input.value()) != null) {
        findings.problem(
            input.line(), input.keyIndex(), "the input `" + input.key() + "` is given twice");
      }
    }
    if (inputs.size() > MOST_INPUTS) {
      findings.problem(
          with.line(),
          with.keyIndex(),
          "GitHub takes at most 25 inputs, one of them is Setpoint's, and these are "
              + inputs.size());
    }
    return Collections.unmodifiableMap(inputs);
  }

  /** {@code a=1, b=2}. */
  private List<Field> inline(Field with) {
    List<Field> inputs = new ArrayList<>();
    int from = 0;
    String value = with.value();
    while (from < value.length()) {
      int comma = value.indexOf(',', from);
      int end = comma < 0 ? value.length() : comma;
      String piece = value.substring(from, end);
      int index = with.valueIndex() + from + (piece.length() - piece.stripLeading().length());
      String input = FieldBlock.withoutBackticks(piece.strip());
      int equals = input.indexOf('=');
      if (equals > 0) {
        String given = FieldBlock.withoutBackticks(input.substring(equals + 1).strip());
        String name = input.substring(0, equals).strip();
        inputs.add(new Field(name, given, with.line(), index, index, List.of()));
      } else {
        findings.problem(
            with.line(),
            index,
            "`" + input + "` is not `name=value`",
            "a value with a comma goes on a line of its own: `  - name: value`");
      }
      from = end + 1;
    }
    return inputs;
  }

  /** Fields and variables that are understood but have no behaviour yet. */
  private void unsupported(int first, int last, Optional<Lines> block) {
    for (Field field : fields.values()) {
      if (Fields.LATER.contains(field.key())) {
        problems.add(Fields.notYet(field.key(), field.line(), field.keyIndex(), findings));
      }
    }
    Texts.variable(source, first, last, block)
        .ifPresent(
            at -> {
              int line = source.lineAt(at);
              problems.add(Fields.notYet("vars", line, at - source.start(line), findings));
            });
  }

  private void ticked(int first, int last) {
    if (first > last) {
      return;
    }
    for (Checkboxes.Box box :
        Checkboxes.of(source.text().substring(source.start(first), source.end(last)))) {
      if (box.ticked()) {
        int line = first + box.line() - 1;
        findings.notice(
            line,
            box.mark() + source.start(first) - source.start(line),
            "a tick in the plan file does nothing",
            "tick it in the step's issue, or write `skip: already done` as a field");
      }
    }
  }

  /** Of all that a running attempt depends on: how it is carried out, and with what. */
  private String print(Kind kind) {
    List<String> parts = new ArrayList<>();
    switch (kind) {
      case Kind.Person person -> {
        parts.add("person");
        parts.addAll(person.assignees());
      }
      case Kind.Workflow workflow -> {
        parts.add("workflow");
        parts.add(workflow.file());
        parts.add(Integer.toString(workflow.retries()));
        parts.add(workflow.timeout().map(Duration::toString).orElse(""));
        workflow.inputs().forEach((name, value) -> parts.addAll(List.of(name, value)));
      }
    }
    for (Field field : fields.values()) {
      if (Fields.LATER.contains(field.key())) {
        parts.addAll(List.of(field.key(), field.value()));
      }
    }
    return Fingerprint.of(parts.toArray(String[]::new));
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

  private static boolean isInputName(String name) {
    return !name.isEmpty()
        && !Ascii.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> Ascii.isAlphanumeric(c) || c == '-' || c == '_');
  }
}
