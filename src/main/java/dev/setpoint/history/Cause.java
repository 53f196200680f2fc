package dev.setpoint.history;

import java.util.Locale;
import java.util.Optional;

/**
 * Who or what brought a change about.
 *
 * @param kind in the closed list that programs read
 * @param words for people, without a final stop; may hold text of strangers
 * @param who a person's name, as git or GitHub has it; empty where no person is known
 */
public record Cause(Kind kind, String words, Optional<String> who) {
  /** What sort of cause. */
  public enum Kind {
    /** A person's commit. */
    EDIT,
    /** A step that was needed became done or skipped. */
    NEED,
    /** What happened to its issue or run on GitHub. */
    JOB,
    /** It was tried again. */
    RETRY,
    /** This clone does not tell. */
    UNKNOWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Cause of(Kind kind, String words) {
    return new Cause(kind, words, Optional.empty());
  }

  static Cause by(String who, String words) {
    return new Cause(Kind.EDIT, words, Optional.of(who));
  }

  /** {@code added by Alice}. */
  public String sentence() {
    return who.filter(w -> kind == Kind.EDIT).map(w -> words + " by " + w).orElse(words);
  }
}
