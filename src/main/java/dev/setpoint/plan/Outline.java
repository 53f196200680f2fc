package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A document's headings, paragraphs and code blocks with their lines, as CommonMark sees them;
 * inline Markdown is not parsed.
 *
 * @param headings all of them, also in quotes and lists, in the document's order
 * @param paragraphs the lines of those that stand in no other block
 * @param code the lines of fenced and indented code
 */
record Outline(List<Title> headings, List<Lines> paragraphs, List<Lines> code) {

  /** Loaded where a text needs it. */
  private static final class CommonMark {
    /** Keeps the content of headings as it stands and skips everything else inline. */
    static final Parser PARSER =
        Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .inlineParserFactory(
                context ->
                    (content, node) -> {
                      if (node instanceof Heading) {
                        node.appendChild(new Text(content.getContent()));
                      }
                    })
            .build();
  }

  /** A run of lines, both ends included, from 1. */
  record Lines(int first, int last) {
    boolean hold(int line) {
      return first <= line && line <= last;
    }
  }

  /**
   * A heading.
   *
   * @param level 1 to 6
   * @param text plain, with a number if it has one
   * @param lines more than one where it is underlined
   * @param index of its first character in its first line, from 0
   * @param top stands in no list or quote
   */
  record Title(int level, String text, Lines lines, int index, boolean top) {
    /** Written with {@code ===} or {@code ---} under it. */
    boolean underlined() {
      return lines.last() > lines.first();
    }
  }

  /** Reads the lines of a text from {@code firstLine} (from 1) on. */
  static Outline of(SourceText source, int firstLine) {
    return Skim.of(source, firstLine).orElseGet(() -> parsed(source, firstLine));
  }

  /** The same by CommonMark's own rules, whatever the text. */
  static Outline parsed(SourceText source, int firstLine) {
    Node document = CommonMark.PARSER.parse(source.text().substring(source.start(firstLine)));
    List<Heading> headings = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    List<Lines> paragraphs = new ArrayList<>();
    List<Lines> code = new ArrayList<>();
    for (Node node = document.getFirstChild();
        node != null;
        node = node instanceof Heading ? Tree.after(node) : Tree.following(node)) {
      if (node instanceof Heading heading) {
        headings.add(heading);
      } else if (node instanceof LinkReferenceDefinition definition) {
        labels.add(HeadingText.fold(definition.getLabel()));
      } else if (node instanceof Paragraph && node.getParent() instanceof Document) {
        lines(node, firstLine).ifPresent(paragraphs::add);
      } else if (node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock) {
        lines(node, firstLine).ifPresent(code::add);
      }
    }
    List<Title> titles = new ArrayList<>();
    for (Heading heading : headings) {
      lines(heading, firstLine)
          .ifPresent(
              lines ->
                  titles.add(
                      new Title(
                          heading.getLevel(),
                          HeadingText.plain(content(heading), labels),
                          lines,
                          heading.getSourceSpans().get(0).getColumnIndex(),
                          heading.getParent() instanceof Document)));
    }
    return new Outline(titles, paragraphs, code);
  }

  boolean isCode(int line) {
    return code.stream().anyMatch(c -> c.hold(line));
  }

  private static String content(Heading heading) {
    return heading.getFirstChild() instanceof Text text ? text.getLiteral() : "";
  }

  private static Optional<Lines> lines(Node node, int firstLine) {
    List<SourceSpan> spans = node.getSourceSpans();
    if (spans.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Lines(
            spans.get(0).getLineIndex() + firstLine,
            spans.get(spans.size() - 1).getLineIndex() + firstLine));
  }
}
