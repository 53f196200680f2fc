package dev.setpoint.plan;

import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one way by which text from plans, issues and payloads reaches another place: it mentions
 * nobody, refers to and closes nothing, and forms no marker and no command there.
 */
public final class Escape {
  /** Breaks a word for GitHub and is not seen by a reader; the same as Markdown. */
  private static final char BREAK = '\u200B';

  private static final String BREAK_ENTITY = "&#8203;";

  /**
   * GitHub's closing keywords before an address; before {@code #12} the broken number is enough.
   * https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
   */
  private static final Pattern CLOSING =
      Pattern.compile(
          "\\b([cfr])(?=(?:lose[sd]?|ix(?:e[sd])?|esolve[sd]?)[\\s:<(\\[*_\"']{1,20}+(?:https?:|www\\.))",
          Pattern.CASE_INSENSITIVE);

  /** HTML that swallows what follows it, up to its own end tag. */
  private static final Pattern SWALLOWING =
      Pattern.compile(
          "<(?=(?:script|style|textarea|title|xmp|plaintext|iframe|noembed|noframes)\\b|pre\\b)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern OWN_MARKER =
      Pattern.compile("<!-(?=-[\\s/]{0,40}+setpoint)", Pattern.CASE_INSENSITIVE);

  private static final int MOST_PASSES = 6;

  private Escape() {}

  /**
   * For one line of plain text: titles, table cells, copies of inputs, commit subjects. Line breaks
   * and controls become blanks. Lines of a log go through {@link #log}.
   */
  public static String line(String text) {
    if (isHarmless(text)) {
      return text.strip();
    }
    StringBuilder flat = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
      flat.append(ends ? ' ' : c);
    }
    String seen = Invisible.remove(flat.toString());
    StringBuilder line = new StringBuilder(seen.length() + 8);
    for (int i = 0; i < seen.length(); i++) {
      char c = seen.charAt(i);
      line.append(c);
      if (breaksAfter(seen, i)) {
        line.append(BREAK);
      }
    }
    return CLOSING.matcher(line).replaceAll("$1" + BREAK).strip();
  }

  /**
   * Whether nothing in the text could be broken, as in most: a report of many plans has a hundred
   * thousand pieces, and looking at each in full is half of what it costs.
   */
  private static boolean isHarmless(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean perhaps =
          switch (c) {
            case '@', '#', '<', '>', ':' -> true;
            case '-' -> before == 'h' || before == 'H'; // GH-12
            case '.' -> before == 'w' || before == 'W'; // closes www.…
            default -> c < ' ' || c > '~';
          };
      if (perhaps) {
        return false;
      }
      before = c;
    }
    return true;
  }

  /**
   * For one line of a terminal or of a runner's log: the runner takes what it reads there for
   * orders. A log notifies nobody, so that mentions and numbers stay whole and can be copied.
   */
  public static String log(String text) {
    String line = line(text);
    return commandless(
        line.indexOf(BREAK) < 0
            ? line
            : line.replaceAll("@" + BREAK, "@").replaceAll("#" + BREAK + "(?=[0-9])", "#"));
  }

  /**
   * GitHub's runner takes {@code ::name::} at a line's start, and {@code ##[name]} anywhere in it,
   * for orders. https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
   */
  static String commandless(String line) {
    String broken = line.replace("##[", "#" + BREAK + "#[");
    int start = 0;
    while (start < broken.length() && isSpace(broken.charAt(start))) {
      start++;
    }
    return broken.startsWith("::", start)
        ? broken.substring(0, start) + ":" + BREAK + broken.substring(start + 1)
        : broken;
  }

  /** Also the blanks that do not break, which the runner trims like any other. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static boolean breaksAfter(String line, int i) {
    char next = i + 1 < line.length() ? line.charAt(i + 1) : ' ';
    return switch (line.charAt(i)) {
      case '@' -> next != ' ';
      case '#' -> Ascii.isDigit(next);
      case '<' -> next == '!';
      case '-' ->
          line.startsWith("->", i + 1)
              || (Ascii.isDigit(next) && line.regionMatches(true, i - 2, "gh", 0, 2));
      default -> false;
    };
  }

  /**
   * For Markdown that goes into an issue or a comment: it keeps its form, links and code, and the
   * result ends in no open code or HTML.
   */
  public static String markdown(String text) {
    String seen = Tree.closed(Invisible.remove(text));
    // What an HTML comment hid becomes Markdown when the comment is broken, and what was code
    // before may be prose after: hence again, until nothing changes.
    for (int again = 0; again < MOST_PASSES; again++) {
      String escaped = Tree.closed(escaped(seen, Terrain.of(seen)));
      String visible = Invisible.remove(escaped);
      if (visible.equals(seen)) {
        return escaped;
      }
      seen = visible;
    }
    return Tree.closed(escaped(seen, Terrain.allProse(seen)));
  }

  private static String escaped(String text, Terrain terrain) {
    StringBuilder escaped = new StringBuilder(text.length() + 64);
    BitSet closing = places(CLOSING, text);
    BitSet swallowing = swallowing(text);
    BitSet own = places(OWN_MARKER, text);
    for (int i = 0; i < text.length(); ) {
      i =
          switch (terrain.at(i)) {
            case PROSE -> prose(text, i, closing.get(i), swallowing.get(i), escaped);
            case ADDRESS -> address(text, i, escaped);
            case PERHAPS_CODE -> perhapsCode(text, i, closing.get(i), escaped);
            case CODE -> code(text, i, own.get(i), escaped);
          };
    }
    return escaped.toString();
  }

  private static BitSet swallowing(String text) {
    BitSet places = places(SWALLOWING, text);
    int closed = text.toLowerCase(Locale.ROOT).lastIndexOf("</pre>");
    for (int i = places.nextSetBit(0); i >= 0; i = places.nextSetBit(i + 1)) {
      if (i < closed && text.regionMatches(true, i, "<pre", 0, 4)) {
        places.clear(i);
      }
    }
    return places;
  }

  private static BitSet places(Pattern pattern, String text) {
    BitSet places = new BitSet();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      places.set(matcher.start());
    }
    return places;
  }

  private static int prose(
      String text, int i, boolean closing, boolean swallowing, StringBuilder out) {
    char c = text.charAt(i);
    if (c == '&') {
      return entity(text, i, out);
    }
    if (c == '<' && (swallowing || startsAny(text, i + 1, "!", "?"))) {
      // After a backslash the sign is text already, and an entity would not be one.
      out.append(isEscaped(text, i) ? "<" + BREAK_ENTITY : "&lt;");
    } else if (c == '>' && text.startsWith("--", i - 2)) {
      out.append("&gt;");
    } else {
      out.append(c);
      if (closing || refers(text, i)) {
        out.append(BREAK_ENTITY);
      }
    }
    return i + 1;
  }

  private static int entity(String text, int i, StringBuilder out) {
    // After a backslash it is shown as written, and its number would refer.
    Entities.Reference reference = isEscaped(text, i) ? null : Entities.at(text, i);
    if (reference == null) {
      out.append('&');
      return i + 1;
    }
    int c = reference.character();
    boolean hidden = Character.isValidCodePoint(c) && c != BREAK && Invisible.isInvisible(c);
    // Something must stay: what stands around a hidden character may be half a marker each.
    out.append(hidden ? BREAK_ENTITY : text.substring(i, reference.end()));
    if ((c == '@' || c == '#') && continues(text, reference.end())) {
      out.append(BREAK_ENTITY);
    }
    return reference.end();
  }

  /** Whether the character at this place starts a mention or a reference. */
  private static boolean refers(String text, int i) {
    return switch (text.charAt(i)) {
      case '@' -> continues(text, i + 1);
      case '#' -> startsNumber(text, i + 1);
      case '-' -> startsNumber(text, i + 1) && text.regionMatches(true, i - 2, "gh", 0, 2);
      default -> false;
    };
  }

  private static boolean continues(String text, int i) {
    return i < text.length()
        && !Character.isWhitespace(text.charAt(i))
        && !text.startsWith(BREAK_ENTITY, i);
  }

  private static boolean startsNumber(String text, int i) {
    if (i >= text.length() || text.charAt(i) != '&') {
      return i < text.length() && Ascii.isDigit(text.charAt(i));
    }
    Entities.Reference reference = Entities.at(text, i);
    return reference != null && Ascii.isDigit(reference.character());
  }

  private static int perhapsCode(String text, int i, boolean closing, StringBuilder out) {
    char c = text.charAt(i);
    out.append(c);
    if (closing || refers(text, i) || (c == '<' && startsAny(text, i + 1, "!", "?"))) {
      out.append(BREAK);
    }
    return i + 1;
  }

  private static int address(String text, int i, StringBuilder out) {
    char c = text.charAt(i);
    Entities.Reference reference = c == '&' ? Entities.at(text, i) : null;
    if (reference != null && reference.character() == '@') {
      out.append("%40");
      return reference.end();
    }
    if (c == '<' && text.startsWith("!", i + 1)) {
      out.append("%3C");
    } else if (c == '>' && text.startsWith("--", i - 2)) {
      out.append("%3E");
    } else if (c == '@' && (i == 0 || !isWord(text.charAt(i - 1)))) {
      out.append("%40");
    } else {
      out.append(c);
    }
    return i + 1;
  }

  /** Code is shown as it stands, but may not hold one of our markers for a program to find. */
  private static int code(String text, int i, boolean own, StringBuilder out) {
    out.append(text.charAt(i));
    if (own) {
      out.append(BREAK);
    }
    return i + 1;
  }

  private static boolean isEscaped(String text, int i) {
    int first = i;
    while (first > 0 && text.charAt(first - 1) == '\\') {
      first--;
    }
    return (i - first) % 2 == 1;
  }

  private static boolean isWord(char c) {
    return Ascii.isAlphanumeric(c) || c == '_';
  }

  private static boolean startsAny(String text, int i, String one, String other) {
    return text.startsWith(one, i) || text.startsWith(other, i);
  }
}
