package dev.setpoint.plan;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;

/**
 * What {@code .github/setpoint.yml} says; flags and environment win over it.
 *
 * @param plans globs of the files that are plans
 * @param branch the plan branch's short name; empty for the default branch
 * @param label put on every issue
 * @param owners logins without {@code @}, for plans that name none
 * @param maxOpenJobs how many jobs of the repository may be open at a time; empty for no limit
 * @param retries of workflow steps that say nothing
 */
public record Settings(
    List<String> plans,
    Optional<String> branch,
    String label,
    List<String> owners,
    Optional<Integer> maxOpenJobs,
    Optional<Integer> retries) {

  /** Where they stand in the repository. */
  public static final PlanPath PATH = new PlanPath(".github/setpoint.yml");

  /** Those of a repository without the file. */
  public static final Settings NONE =
      new Settings(
          List.of("plans/**/*.md"),
          Optional.empty(),
          "setpoint",
          List.of(),
          Optional.empty(),
          Optional.empty());

  private static final List<String> KEYS =
      List.of("plans", "branch", "label", "owners", "max-open-jobs", "retries");

  /**
   * The settings that were read, and what is wrong with the file.
   *
   * @param settings where something is wrong, as if that key were absent
   * @param source for showing the lines of the problems
   */
  public record Read(Settings settings, List<Problem> problems, SourceText source) {}

  /** Reads the file's content. */
  public static Read parse(byte[] bytes) {
    SourceText source;
    try {
      source = SourceText.of(Utf8.decode(bytes));
    } catch (CharacterCodingException e) {
      SourceText nothing = SourceText.of("");
      return new Read(NONE, List.of(Utf8.problem(PATH, bytes)), nothing);
    }
    Findings findings = new Findings(PATH, source);
    String text = source.text().substring(source.start(1));
    Settings settings =
        YamlReader.read(text, 1, findings)
            .map(entries -> of(new Keys(entries, KEYS, "setting", findings)))
            .orElse(NONE);
    return new Read(settings, findings.problems(), source);
  }

  private static Settings of(Keys keys) {
    List<String> plans = keys.words("plans");
    return new Settings(
        plans.isEmpty() ? NONE.plans : plans,
        keys.word("branch"),
        keys.word("label").orElse(NONE.label),
        keys.logins("owners"),
        keys.number("max-open-jobs", 1, 1000),
        keys.number("retries", 0, 100));
  }
}
