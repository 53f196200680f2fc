package dev.setpoint.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something on GitHub that a plan may wait for and that Setpoint did not start.
 *
 * <p>{@code repository} is {@code owner/name}; empty for the plan's own.
 */
public sealed interface Happening {
  /** How to write one. */
  String FORM =
      "write `merged #12`, `merged owner/repo#12`, `release v1.4 published`, `tag v1.4 exists`, or"
          + " a moment such as `2026-12-01T09:00+01:00`";

  Optional<String> repository();

  /** What is waited for, as a colleague would say it: {@code #12 is merged}. */
  String words();

  /** A pull request is merged. */
  record Merged(Optional<String> repository, int number) implements Happening {
    @Override
    public String words() {
      return repository.orElse("") + "#" + number + " is merged";
    }
  }

  /** A release of a tag is published: a draft does not count. */
  record Released(Optional<String> repository, String tag) implements Happening {
    @Override
    public String words() {
      return "release " + named(repository, tag) + " is published";
    }
  }

  /** A tag exists. */
  record Tagged(Optional<String> repository, String tag) implements Happening {
    @Override
    public String words() {
      return "tag " + named(repository, tag) + " exists";
    }
  }

  private static String named(Optional<String> repository, String tag) {
    return repository.map(r -> r + "@" + tag).orElse(tag);
  }

  /** Reads {@code merged owner/repo#12} and its like. */
  static Optional<Happening> parse(String value) {
    Matcher merged = Forms.MERGED.matcher(value);
    if (merged.matches()) {
      return Optional.of(
          new Merged(Optional.ofNullable(merged.group(1)), Integer.parseInt(merged.group(2))));
    }
    Matcher tag = Forms.TAG.matcher(value);
    if (!tag.matches() || tag.group(3).contains("..") || tag.group(3).endsWith(".")) {
      return Optional.empty();
    }
    Optional<String> repository = Optional.ofNullable(tag.group(2));
    boolean release = tag.group(1) != null;
    return Optional.of(
        release ? new Released(repository, tag.group(3)) : new Tagged(repository, tag.group(3)));
  }

  /** How they are written. */
  final class Forms {
    private static final String REPOSITORY =
        "([A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100})";
    private static final Pattern MERGED =
        Pattern.compile("merged +" + REPOSITORY + "?#([1-9][0-9]{0,8})");
    private static final Pattern TAG =
        Pattern.compile(
            "(?:(release +)(?=.* published$)|tag +(?=.* exists$))(?:"
                + REPOSITORY
                + "@)?([A-Za-z0-9][A-Za-z0-9._/+-]{0,99}) +(?:published|exists)");

    private Forms() {}
  }
}
