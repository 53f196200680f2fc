package dev.setpoint.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The YAML between two lines of {@code ---} at a plan's start: what holds for the plan as a whole.
 *
 * @param bodyLine the line of the file (from 1) on which the Markdown begins
 */
record FrontMatter(
    Lifecycle lifecycle,
    List<String> owners,
    List<String> labels,
    Optional<Integer> maxOpenJobs,
    Defaults defaults,
    Vars vars,
    int bodyLine) {

  private static final List<String> KEYS =
      List.of("status", "defaults", "owners", "vars", "labels", "max-open-jobs");
  private static final List<String> DEFAULT_KEYS =
      List.of("assign", "agent", "timeout", "retries", "remind");

  private static final Pattern KEY = Pattern.compile("[A-Za-z-]{1,40}:");

  /**
   * What steps of the kind it applies to have, when they say nothing themselves.
   *
   * @param agent who does the steps that name nobody
   */
  record Defaults(
      List<String> assign,
      Optional<Duration> timeout,
      Optional<Integer> retries,
      Optional<Duration> remind,
      Optional<Kind.Agent> agent) {
    static final Defaults NONE =
        new Defaults(
            List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static FrontMatter none(int bodyLine) {
    return new FrontMatter(
        Lifecycle.DRAFT,
        List.of(),
        List.of(),
        Optional.empty(),
        Defaults.NONE,
        Vars.NONE,
        bodyLine);
  }

  static FrontMatter read(SourceText source, Findings findings) {
    int bodyLine = bodyLine(source);
    if (bodyLine > 1) {
      String yaml = source.text().substring(source.start(2), source.start(bodyLine - 1));
      return YamlReader.read(yaml, 2, findings)
          .map(entries -> of(new Keys(entries, KEYS, "key", findings), findings, bodyLine))
          .orElseGet(() -> none(bodyLine));
    }
    // Without an end it is a thematic break, unless it is meant as front matter.
    if (fence(source, 1) && KEY.matcher(source.line(2)).lookingAt()) {
      findings.problem(
          1, 0, "the front matter is opened and never closed", "end it with a line of `---`");
    }
    below(source, findings);
    return none(1);
  }

  // Elsewhere it is text, and the plan a draft for ever.
  private static void below(SourceText source, Findings findings) {
    int line = 1;
    while (line < source.lines() && source.isBlank(line)) {
      line++;
    }
    if (line > 1 && fence(source, line) && KEY.matcher(source.line(line + 1)).lookingAt()) {
      findings.problem(
          line, 0, "front matter begins on the first line", "remove what stands above it");
    }
  }

  /** The line (from 1) after the front matter; 1 where there is none. */
  static int bodyLine(SourceText source) {
    if (fence(source, 1)) {
      for (int line = 2; line <= source.lines(); line++) {
        if (fence(source, line)) {
          return line + 1;
        }
      }
    }
    return 1;
  }

  private static boolean fence(SourceText source, int line) {
    return source.line(line).stripTrailing().equals("---");
  }

  private static FrontMatter of(Keys keys, Findings findings, int bodyLine) {
    Vars vars = Vars.read(keys, findings);
    return new FrontMatter(
        lifecycle(keys, findings),
        keys.logins("owners"),
        keys.labels("labels"),
        keys.number("max-open-jobs", 1, 1000),
        keys.mapping("defaults")
            .map(d -> defaults(new Keys(vars.fill(d), DEFAULT_KEYS, "default", findings), findings))
            .orElse(Defaults.NONE),
        vars,
        bodyLine);
  }

  private static Lifecycle lifecycle(Keys keys, Findings findings) {
    Optional<Yaml.Word> word = keys.scalar("status");
    if (word.isEmpty()) {
      return Lifecycle.DRAFT;
    }
    String status = word.get().text();
    for (Lifecycle one : Lifecycle.values()) {
      if (one.word().equals(status)) {
        return one;
      }
    }
    List<String> words = Arrays.stream(Lifecycle.values()).map(Lifecycle::word).toList();
    findings.problem(
        word.get().line(),
        word.get().index(),
        "unknown status `" + status + "`",
        Spelling.hint(status, words)
            .or(() -> Optional.of("one of `" + String.join("`, `", words) + "`")));
    return Lifecycle.DRAFT;
  }

  private static Defaults defaults(Keys keys, Findings findings) {
    return new Defaults(
        keys.logins("assign"),
        duration("timeout", keys, findings),
        keys.number("retries", 0, 100),
        duration("remind", keys, findings),
        keys.scalar("agent")
            .map(w -> AgentName.read(w.text().strip(), w.line(), w.index(), findings)));
  }

  private static Optional<Duration> duration(String key, Keys keys, Findings findings) {
    Optional<Yaml.Word> word = keys.scalar(key);
    Optional<Duration> length =
        word.flatMap(w -> Durations.parse(Durations.withoutEvery(w.text())));
    if (word.isPresent() && length.isEmpty()) {
      String text = word.get().text();
      findings.problem(
          word.get().line(),
          word.get().index(),
          "`" + text + "` is not a duration",
          Durations.hint(text));
    }
    return length;
  }
}
