package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The known keys of one YAML mapping, each read as what it must be; all else is reported. */
final class Keys {
  private static final int LONGEST_LABEL = 50;

  private final Yaml.Entries entries;
  private final Findings findings;

  /**
   * Reports the keys that are not known.
   *
   * @param what a key is called in messages
   */
  Keys(Yaml.Entries entries, List<String> known, String what, Findings findings) {
    this.entries = entries;
    this.findings = findings;
    for (Yaml.Entry entry : entries.entries()) {
      Yaml.Word key = entry.key();
      if (!known.contains(key.text())) {
        findings.problem(
            key.line(),
            key.index(),
            "unknown " + what + " `" + key.text() + "`",
            Spelling.hint(key.text(), known)
                .or(() -> Optional.of("one of `" + String.join("`, `", known) + "`")));
      }
    }
  }

  /** What stands under the key; empty when the key or its value is missing. */
  Optional<Yaml> value(String key) {
    return entries.entries().stream()
        .filter(e -> e.key().text().equals(key))
        .map(Yaml.Entry::value)
        .filter(v -> !(v instanceof Yaml.Word word && word.absent()))
        .findFirst();
  }

  /** A single word or sentence. */
  Optional<Yaml.Word> scalar(String key) {
    Optional<Yaml> value = value(key);
    if (value.isPresent() && value.get() instanceof Yaml.Word word) {
      return Optional.of(word);
    }
    value.ifPresent(v -> findings.problem(v.line(), v.index(), "`" + key + "` must be one value"));
    return Optional.empty();
  }

  Optional<String> word(String key) {
    return scalar(key).map(w -> w.text().strip()).filter(w -> !w.isEmpty());
  }

  /** A mapping under the key. */
  Optional<Yaml.Entries> mapping(String key) {
    Optional<Yaml> value = value(key);
    if (value.isPresent() && value.get() instanceof Yaml.Entries mapping) {
      return Optional.of(mapping);
    }
    value.ifPresent(
        v -> findings.problem(v.line(), v.index(), "`" + key + "` must hold `key: value` lines"));
    return Optional.empty();
  }

  /**
   * A YAML list, or one value alone; commas are part of a value, as in the glob {@code {a,b}.md}.
   */
  List<String> words(String key) {
    return list(key).stream().map(w -> w.text().strip()).filter(w -> !w.isEmpty()).toList();
  }

  /** Names of labels, one or several. */
  List<String> labels(String key) {
    for (Yaml.Word word : list(key)) {
      if (word.text().length() > LONGEST_LABEL) {
        findings.problem(
            word.line(),
            word.index(),
            "a label's name has at most " + LONGEST_LABEL + " characters on GitHub");
      }
    }
    return words(key);
  }

  List<String> logins(String key) {
    List<String> logins = new ArrayList<>();
    for (Yaml.Word word : list(key)) {
      int index = word.quoted() ? word.index() + 1 : word.index();
      logins.addAll(Logins.read(word.text(), word.line(), index, findings));
    }
    return logins.stream().distinct().toList();
  }

  /** A whole number within bounds. */
  Optional<Integer> number(String key, int least, int most) {
    Optional<Yaml.Word> word = scalar(key);
    Optional<Integer> number = word.flatMap(w -> Numbers.parse(w.text(), least, most));
    if (word.isPresent() && number.isEmpty()) {
      findings.problem(
          word.get().line(),
          word.get().index(),
          Numbers.message(key, word.get().text(), least, most),
          Numbers.hint(key, word.get().text(), least, most));
    }
    return number;
  }

  private List<Yaml.Word> list(String key) {
    Optional<Yaml> value = value(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<Yaml.Word> words = new ArrayList<>();
    List<Yaml> items = value.get() instanceof Yaml.Items list ? list.items() : List.of(value.get());
    for (Yaml item : items) {
      if (item instanceof Yaml.Word word) {
        words.add(word);
      } else {
        findings.problem(item.line(), item.index(), "`" + key + "` must be a list of words");
      }
    }
    return words;
  }
}
