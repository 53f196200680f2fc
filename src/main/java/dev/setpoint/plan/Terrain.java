package dev.setpoint.plan;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** Which characters of a Markdown text are prose to GitHub, which are code, which an address. */
final class Terrain {
  /** What GitHub does with a character. */
  enum Ground {
    /** Mentions, references and HTML count. */
    PROSE,
    /** Shown as it stands. */
    CODE,
    /** Shown as it stands, unless GitHub sees a table or a list where CommonMark sees code. */
    PERHAPS_CODE,
    /** Part of a link's target. */
    ADDRESS
  }

  /** A bare address that GitHub makes a link of; the host needs a dot. */
  private static final Pattern BARE =
      Pattern.compile(
          "(?<![^\\s*_~(\"'|>])(?:(?:https?|ftp)://|www\\.)[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+[^\\s<>\"]*+");

  private final Ground[] grounds;

  private Terrain(Ground[] grounds) {
    this.grounds = grounds;
  }

  static Terrain of(String markdown) {
    Terrain terrain = allProse(markdown);
    Tree.each(Tree.of(markdown), node -> terrain.mark(node, markdown));
    Matcher bare = BARE.matcher(markdown);
    while (bare.find()) {
      if (terrain.at(bare.start()) == Ground.PROSE) {
        terrain.markBare(bare.start(), bare.end());
      }
    }
    return terrain;
  }

  /** For text that is not worth telling apart. */
  static Terrain allProse(String markdown) {
    Ground[] grounds = new Ground[markdown.length()];
    Arrays.fill(grounds, Ground.PROSE);
    return new Terrain(grounds);
  }

  Ground at(int i) {
    return grounds[i];
  }

  private void mark(Node node, String text) {
    if (node instanceof FencedCodeBlock) {
      markAll(node, Ground.CODE);
    } else if (node instanceof IndentedCodeBlock) {
      markAll(node, Ground.PERHAPS_CODE);
    } else if (node instanceof Code code) {
      // In a table GitHub cuts cells first: a bar ends the code span.
      markAll(node, code.getLiteral().indexOf('|') < 0 ? Ground.CODE : Ground.PERHAPS_CODE);
    } else if (node instanceof Link || node instanceof Image) {
      markTarget(node, text);
    } else if (node instanceof LinkReferenceDefinition) {
      int colon = text.indexOf("]:", Tree.start(node));
      if (colon >= 0) {
        mark(colon + 2, Tree.end(node), Ground.ADDRESS);
      }
    }
  }

  /** GitHub's bare addresses go on over backticks, so that code may begin elsewhere for it. */
  private void markBare(int from, int to) {
    for (int i = from; i < grounds.length && (i < to || grounds[i] == Ground.CODE); i++) {
      grounds[i] =
          switch (grounds[i]) {
            case PROSE, ADDRESS -> Ground.ADDRESS;
            case CODE, PERHAPS_CODE -> Ground.PERHAPS_CODE;
          };
    }
  }

  private void markTarget(Node link, String text) {
    int start = Tree.start(link);
    int end = Tree.end(link);
    if (start >= 0 && text.charAt(start) == '<') {
      mark(start, end, Ground.ADDRESS);
      return;
    }
    int close = Targets.afterText(link);
    if (close >= 0 && text.startsWith("](", close)) {
      mark(close + 1, end, Ground.ADDRESS);
    }
  }

  private void markAll(Node node, Ground ground) {
    for (SourceSpan span : node.getSourceSpans()) {
      mark(span.getInputIndex(), span.getInputIndex() + span.getLength(), ground);
    }
  }

  private void mark(int from, int to, Ground ground) {
    Arrays.fill(grounds, from, Math.min(Math.max(from, to), grounds.length), ground);
  }
}
