package dev.setpoint.plan;

import dev.setpoint.plan.FieldBlock.Field;
import dev.setpoint.plan.Outline.Lines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one step: its fields into a kind, its text into a description. */
final class StepReader {
  /** GitHub refuses an issue with a longer one. */
  private static final int LONGEST_TITLE = 256;

  private final Sheet sheet;
  private final SourceText source;
  private final Findings findings;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Field> fields = new LinkedHashMap<>();

  /**
   * What holds for every step of a document.
   *
   * @param block the status block's lines: part of no step, wherever somebody put it
   * @param defaults of the plan
   * @param retries of the repository
   */
  record Sheet(
      SourceText source,
      Optional<Lines> block,
      FrontMatter.Defaults defaults,
      Vars vars,
      Optional<Integer> retries,
      Findings findings) {}

  private StepReader(Sheet sheet) {
    this.sheet = sheet;
    this.source = sheet.source();
    this.findings = sheet.findings();
  }

  /**
   * Reads the lines of a step.
   *
   * @param anchor GitHub's fragment for its heading
   * @param last its last line
   * @param group the group it stands in, if any
   */
  static WrittenStep read(
      Sheet sheet, Outline.Title heading, String anchor, int last, Optional<Group> group) {
    StepReader reader = new StepReader(sheet);
    return reader.step(heading, anchor, last, group);
  }

  private WrittenStep step(Outline.Title heading, String anchor, int last, Optional<Group> group) {
    int line = heading.lines().first();
    int first = heading.lines().last() + 1;
    FieldBlock read = FieldBlock.read(source, first, beforeBlock(first, last), findings);
    read.fields().forEach(this::keep);
    String written = Titles.withoutNumber(heading.text());
    String title = Titles.shown(sheet.vars().fill(written));
    if (title.isEmpty()) {
      findings.problem(line, heading.index(), "a step needs a title", "write it after the `###`");
    } else if (title.length() > LONGEST_TITLE) {
      findings.problem(
          line,
          heading.index(),
          "a step's title is longer than " + LONGEST_TITLE + " characters",
          "write the rest below it, as the description");
    }
    KindReader kinds = new KindReader(sheet, fields);
    Kind kind = kinds.kind();
    String description = sheet.vars().fill(Texts.of(source, read.next(), last, sheet.block()));
    variables(line, last);
    ticked(read.next(), last);
    Misplaced.notice(source, read.next(), beforeBlock(first, last), findings);
    return new WrittenStep(
        title,
        anchor,
        line,
        heading.index(),
        id(),
        kind,
        needs(),
        parallel(),
        value("skip"),
        description,
        kinds.print(kind),
        Print.of(description.replace("\r\n", "\n").replace('\r', '\n')),
        new Terms(Titles.shown(written), group, when(), optional(kind), due(kind), remind(kind)),
        List.copyOf(problems));
  }

  private int beforeBlock(int first, int last) {
    return sheet
        .block()
        .filter(b -> b.first() >= first)
        .map(b -> Math.min(last, b.first() - 1))
        .orElse(last);
  }

  private void keep(Field written) {
    Field field = Fields.VERBATIM.contains(written.key()) ? written : filled(written);
    if (fields.putIfAbsent(field.key(), field) != null) {
      findings.problem(
          field.line(),
          field.keyIndex(),
          "`" + field.key() + "` is given twice",
          "remove one of the two");
    }
    if (written.value().isEmpty() && field.items().isEmpty()) {
      findings.problem(
          field.line(),
          field.keyIndex(),
          "`" + field.key() + ":` has no value",
          "write for example `" + field.key() + ": " + Examples.of(field.key()) + "`");
    }
  }

  private Field filled(Field f) {
    // An input's value is filled when the line has been cut at its commas.
    // Where a variable is unknown, that is all there is to say about the value.
    Vars vars = sheet.vars();
    String value =
        f.key().equals("with")
            ? f.value()
            : vars.unknownIn(f.value()).isPresent() ? "" : vars.fill(f.value());
    return new Field(f.key(), value, f.line(), f.keyIndex(), f.valueIndex(), f.items());
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

  private Optional<Condition> when() {
    return Optional.ofNullable(fields.get("if"))
        .flatMap(f -> ConditionReader.read(f, sheet.vars(), findings));
  }

  private boolean optional(Kind kind) {
    Field field = fields.get("optional");
    if (field == null || !flag(field)) {
      return false;
    }
    if (kind instanceof Kind.Waiting) {
      findings.problem(
          field.line(),
          field.keyIndex(),
          "`optional` is for steps that somebody carries out, and this one only waits",
          "write `skip: reason` to go on without it");
    }
    return true;
  }

  private boolean parallel() {
    Field field = fields.get("parallel");
    if (field == null || !flag(field)) {
      return false;
    }
    if (fields.containsKey("needs")) {
      findings.problem(
          field.line(),
          field.keyIndex(),
          "`parallel` and `needs` exclude each other",
          "`parallel: yes` means the same needs as the step before");
    }
    return true;
  }

  /** A field that is switched on or off. */
  private boolean flag(Field field) {
    boolean yes = field.value().equalsIgnoreCase("yes") || field.value().equalsIgnoreCase("true");
    boolean no = field.value().equalsIgnoreCase("no") || field.value().equalsIgnoreCase("false");
    if (!yes && !no && !field.value().isEmpty()) {
      findings.problem(
          field.line(),
          field.valueIndex(),
          "`" + field.value() + "` is neither `yes` nor `no`",
          "write `" + field.key() + ": yes`, or leave the line out");
    }
    return yes;
  }

  private Optional<Duration> due(Kind kind) {
    onlyForPeople(kind, "due", "workflows have `timeout`");
    return duration("due", Field::value);
  }

  private Optional<Duration> remind(Kind kind) {
    onlyForPeople(kind, "remind", "`owners` in the front matter are asked when it fails");
    return duration("remind", f -> Durations.withoutEvery(f.value()))
        .or(() -> isSomebodys(kind) ? sheet.defaults().remind() : Optional.empty());
  }

  /** Whether its job is an issue, in which somebody can be reminded. */
  private static boolean isSomebodys(Kind kind) {
    return kind instanceof Kind.Person || kind instanceof Kind.Agent;
  }

  private void onlyForPeople(Kind kind, String key, String hint) {
    Field field = fields.get(key);
    if (field != null && !isSomebodys(kind)) {
      findings.problem(
          field.line(),
          field.keyIndex(),
          "`"
              + key
              + "` is for steps that a person does, and this one "
              + (kind instanceof Kind.Workflow ? "is a workflow" : "only waits"),
          hint);
    }
  }

  private Optional<Duration> duration(String key, Function<Field, String> text) {
    Field field = fields.get(key);
    if (field == null) {
      return Optional.empty();
    }
    String word = text.apply(field);
    Optional<Duration> length = Durations.parse(word);
    if (length.isEmpty() && !word.isEmpty()) {
      findings.problem(
          field.line(),
          field.valueIndex(),
          "`" + field.value() + "` is not a duration",
          Durations.hint(word));
    }
    return length;
  }

  /** Unknown variables, in all lines but those of the status block. */
  private void variables(int first, int last) {
    Optional<Lines> block = sheet.block().filter(b -> b.first() <= last && b.last() >= first);
    int end = block.map(b -> b.first() - 1).orElse(last);
    sheet.vars().check(source, source.start(first), source.end(end), findings);
    block.ifPresent(
        b -> sheet.vars().check(source, source.start(b.last() + 1), source.end(last), findings));
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
}
