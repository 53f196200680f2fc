package dev.setpoint.report;

import dev.setpoint.plan.Escape;

/** What was done, as a colleague would say it; one line each, safe in a terminal and in a log. */
public final class Sentences {
  private Sentences() {}

  /** One command and what became of it. */
  public static String of(Deed deed) {
    String step = deed.key().plan() + "/" + deed.key().step();
    String words = deed.words().isBlank() ? "" : ": " + line(deed.words());
    return switch (deed.outcome()) {
      case DONE -> deed.kind().done() + object(deed, step) + detail(deed, words);
      case PLANNED -> "would " + deed.kind().todo() + object(deed, step) + words;
      case LOST -> "another pass was faster to " + deed.kind().todo() + object(deed, step);
      case REFUSED -> "GitHub refused to " + deed.kind().todo() + object(deed, step) + words;
      case HELD -> "put off: " + deed.kind().todo() + object(deed, step) + words;
      case UNCLEAR ->
          "no clear answer, the next pass finds out: "
              + deed.kind().todo()
              + object(deed, step)
              + words;
    };
  }

  private static String object(Deed deed, String step) {
    String subject = deed.subject().isEmpty() ? "" : " " + line(deed.subject());
    return switch (deed.kind()) {
      case OPEN_ISSUE -> subject + " for " + step;
      case START_RUN -> subject + " for " + step;
      case BIND -> subject + " for " + step;
      case ADOPT -> subject + " for " + step;
      case PARK -> " " + step;
      case SETTLE -> " " + step;
      case WITHDRAW -> subject + " of " + step;
      case TIME_OUT -> subject + " of " + step;
      case EDIT_ISSUE -> subject + " of " + step;
      case CLOSE_ISSUE -> subject + " of " + step;
      case ANSWER -> subject + " of " + step;
      case REMIND -> subject + " of " + step;
      case HAND_OVER -> subject + " of " + step;
    };
  }

  // A creation needs no explanation, only its attempt; the rest says why it was done.
  private static String detail(Deed deed, String words) {
    return switch (deed.kind()) {
      case OPEN_ISSUE -> attempt(deed);
      case START_RUN -> attempt(deed);
      case BIND -> "";
      case ADOPT -> "";
      case EDIT_ISSUE -> words;
      case PARK -> words;
      case WITHDRAW -> words;
      case TIME_OUT -> words;
      case CLOSE_ISSUE -> words;
      case ANSWER -> words;
      case REMIND -> "";
      case SETTLE -> words;
      case HAND_OVER -> words;
    };
  }

  private static String attempt(Deed deed) {
    return deed.key().attempt() == 1 || deed.key().step().isAsk()
        ? ""
        : " (attempt " + deed.key().attempt() + ")";
  }

  /** Text from elsewhere on one line of a terminal or a log. */
  public static String line(String text) {
    return Escape.log(text);
  }
}
