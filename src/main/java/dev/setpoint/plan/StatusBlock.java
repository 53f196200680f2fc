package dev.setpoint.plan;

import dev.setpoint.plan.Outline.Lines;
import dev.setpoint.plan.Outline.Title;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The one region of a plan that Setpoint writes: rendered whole, and put into the file's bytes. */
public final class StatusBlock {
  static final String ATTENTION = "⚠️";

  /** Shown for a step that may be a renamed one: it has no identity until somebody decides. */
  static final StepId UNDECIDED = new StepId("?");

  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  private StatusBlock() {}

  /**
   * The block's text with LF between its lines and none at its end.
   *
   * @param rows one for each step, in the plan's order
   */
  public static String render(Plan plan, List<StatusRow> rows) {
    StringBuilder block = new StringBuilder();
    block
        .append(BlockPlace.OPEN)
        .append(" plan=")
        .append(BlockText.word(plan.id().value()))
        .append(isMoved(plan) ? " at=" + BlockText.word(plan.path().value()) : "")
        .append(" · written by Setpoint, edits in here are overwritten -->\n")
        .append(Headline.of(plan, rows).markdown())
        .append("\n\n| Step | Status | Job | Since |\n|-|-|-|-|\n");
    Optional<Group> group = Optional.empty();
    for (StatusRow row : rows) {
      Optional<Group> its = row.step().terms().group();
      if (its.isPresent() && !its.equals(group)) {
        block.append(line(its.get(), rows)).append('\n');
      }
      group = its;
      block.append(line(row)).append('\n');
    }
    return block.append(BlockPlace.CLOSE).toString();
  }

  /** A group's own line; it does not begin as a step's row does. */
  private static String line(Group group, List<StatusRow> rows) {
    List<StatusRow> its =
        rows.stream()
            .filter(r -> r.step().terms().group().filter(group::equals).isPresent())
            .toList();
    return "| **[%s](#%s)** | %s | | |"
        .formatted(
            BlockText.escape(group.name()),
            group.anchor(),
            Tally.of(its.stream().map(StatusRow::status).toList()));
  }

  // A new file at the old path, or a copy of this one, must not be taken for it.
  private static boolean isMoved(Plan plan) {
    return !plan.id().equals(PlanId.of(plan.path()));
  }

  private static String line(StatusRow row) {
    Step step = row.step();
    StepId id = Identity.isUndecided(step) ? UNDECIDED : step.id();
    String link = "[" + BlockText.escape(step.title()) + "](#" + step.anchor() + ")";
    String status = row.status().sign() + " " + cell(row.words());
    return "|"
        + padded(id.equals(Slug.of(step.title())) ? link : link + " `" + id + "`")
        + padded(row.attention() != StatusRow.Attention.NONE ? status + " " + ATTENTION : status)
        + padded(row.job().map(j -> "[" + cell(j.text()) + "](" + url(j.url()) + ")").orElse(""))
        + padded(row.since().map(Object::toString).orElse(""));
  }

  private static String padded(String cell) {
    return cell.isEmpty() ? " |" : " " + cell + " |";
  }

  /** Our own Markdown, which must only not end its cell or its line. */
  private static String cell(String words) {
    StringBuilder cell = new StringBuilder(words.length());
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c == '\\' && i + 1 < words.length()) {
        cell.append(c).append(words.charAt(++i));
      } else if (c == '|') {
        cell.append("\\|");
      } else {
        cell.append(c < ' ' ? ' ' : c);
      }
    }
    return cell.toString().strip();
  }

  private static String url(String url) {
    return url.replace("|", "%7C").replace("(", "%28").replace(")", "%29").replace(" ", "%20");
  }

  /**
   * The file with the block in it: in the place of the one that is there, else after the title's
   * first paragraph. Works on bytes, so that whatever else the file holds stays as it is; uses the
   * file's own line ending.
   *
   * @return the same array when nothing would change, and when the file's markers do not pair or
   *     the file is too large to be a plan
   */
  public static byte[] splice(byte[] original, String block) {
    // Latin-1 gives every byte one character: offsets in this text are offsets in the file. The
    // structure of Markdown is ASCII, and so are the markers.
    String text = new String(original, StandardCharsets.ISO_8859_1);
    if (text.indexOf('\r') < 0 && holdsOnly(text, latin1(block))) {
      return original;
    }
    SourceText file = SourceText.of(text, text.startsWith(BYTE_ORDER_MARK) ? 3 : 0);
    if (original.length > PlanParser.MOST_BYTES || file.lines() > PlanParser.MOST_LINES) {
      return original;
    }
    String ending = file.ending();
    String written = latin1(block.replace("\n", ending));
    int firstLine = FrontMatter.bodyLine(file);
    Outline outline = Outline.of(file, firstLine);
    return switch (BlockPlace.in(file, firstLine, outline)) {
      case BlockPlace.Broken broken -> original;
      case BlockPlace.Found found -> {
        boolean same = file.text().substring(found.from(), found.to()).equals(written);
        yield same ? original : replace(original, found.from(), found.to(), written);
      }
      case BlockPlace.Nowhere nowhere -> {
        int after = lineBefore(outline, firstLine);
        int at = file.start(after + 1);
        boolean open = after >= 1 && file.next(after) == file.end(after);
        String before = after == 0 ? "" : open ? ending + ending : ending;
        boolean last = at >= file.text().length();
        String behind =
            last ? (open ? "" : ending) : file.isBlank(after + 1) ? ending : ending + ending;
        yield replace(original, at, at, before + written + behind);
      }
    };
  }

  /**
   * The last line of the title's first paragraph; of the title, or of the front matter, without.
   */
  private static int lineBefore(Outline outline, int firstLine) {
    Optional<Title> title = title(outline);
    if (title.isEmpty()) {
      return firstLine - 1;
    }
    int titleEnd = title.get().lines().last();
    int nextHeading =
        outline.headings().stream()
            .mapToInt(h -> h.lines().first())
            .filter(line -> line > titleEnd)
            .min()
            .orElse(Integer.MAX_VALUE);
    return outline.paragraphs().stream()
        .filter(p -> p.first() > titleEnd && p.first() < nextHeading)
        .findFirst()
        .map(Lines::last)
        .orElse(titleEnd);
  }

  /** The first heading of the first level that stands in no list or quote. */
  static Optional<Title> title(Outline outline) {
    return outline.headings().stream().filter(h -> h.level() == 1 && h.top()).findFirst();
  }

  private static String latin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The usual case, without parsing: the one opening marker begins this very block. */
  private static boolean holdsOnly(String text, String block) {
    int at = text.indexOf(BlockPlace.OPEN);
    return at >= 0 && text.startsWith(block, at) && text.lastIndexOf(BlockPlace.OPEN) == at;
  }

  private static byte[] replace(byte[] original, int from, int to, String latin1) {
    byte[] middle = latin1.getBytes(StandardCharsets.ISO_8859_1);
    byte[] result = Arrays.copyOf(original, original.length - (to - from) + middle.length);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(original, to, result, from + middle.length, original.length - to);
    return result;
  }
}
