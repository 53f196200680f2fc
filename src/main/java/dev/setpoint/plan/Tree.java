package dev.setpoint.plan;

import java.util.Optional;
import java.util.function.Consumer;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Walks a Markdown tree whose nodes know where in the text they stand. */
final class Tree {
  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  private Tree() {}

  static Node of(String markdown) {
    return PARSER.parse(markdown);
  }

  /** Every node in the document's order, without recursion: nesting is the author's choice. */
  static void each(Node root, Consumer<Node> visit) {
    for (Node node = root; node != null; node = following(node)) {
      visit.accept(node);
    }
  }

  /** The next node in the document's order: the first child, else what comes after. */
  static @Nullable Node following(Node node) {
    return node.getFirstChild() != null ? node.getFirstChild() : after(node);
  }

  /** The next node in the document's order that is not inside this one. */
  static @Nullable Node after(Node node) {
    Node at = node;
    while (at != null && at.getNext() == null) {
      at = at.getParent();
    }
    return at == null ? null : at.getNext();
  }

  /** Where the node begins in the text; -1 when it has no place. */
  static int start(Node node) {
    return node.getSourceSpans().isEmpty() ? -1 : node.getSourceSpans().get(0).getInputIndex();
  }

  /** Where the node ends in the text; -1 when it has no place. */
  static int end(Node node) {
    if (node.getSourceSpans().isEmpty()) {
      return -1;
    }
    SourceSpan last = node.getSourceSpans().get(node.getSourceSpans().size() - 1);
    return last.getInputIndex() + last.getLength();
  }

  /** With the last code fence closed, so that what is written after the text is not code. */
  static String closed(String markdown) {
    return unclosed(of(markdown))
        .map(fence -> markdown + (markdown.endsWith("\n") ? "" : "\n") + fence)
        .orElse(markdown);
  }

  private static Optional<String> unclosed(Node root) {
    if (root instanceof Document
        && root.getLastChild() instanceof FencedCodeBlock code
        && code.getClosingFenceLength() == null) {
      Integer length = code.getOpeningFenceLength();
      return Optional.of(code.getFenceCharacter().repeat(length == null ? 3 : length));
    }
    return Optional.empty();
  }
}
