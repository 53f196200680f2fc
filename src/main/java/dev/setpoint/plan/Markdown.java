package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.LinkResult;

/** Makes a step's text stand alone: its links lead to the same places from anywhere. */
public final class Markdown {
  private static final Pattern SCHEME =
      Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:|//).*", Pattern.DOTALL);
  private static final Pattern HTML_TARGET =
      Pattern.compile(
          "\\b(href|src)\\s{0,9}=\\s{0,9}(\"[^\"]*+\"|'[^']*+')", Pattern.CASE_INSENSITIVE);

  private final String text;
  private final int offset;
  private final PlanPath path;
  private final String base;
  private final List<Edit> edits = new ArrayList<>();

  private record Edit(int from, int to, String target) {}

  private Markdown(String text, int offset, PlanPath path, String base) {
    this.text = text;
    this.offset = offset;
    this.path = path;
    this.base = base;
  }

  /**
   * The description with relative links and images made absolute, and with the reference
   * definitions that it uses but that stand elsewhere in its document.
   *
   * @param document the whole file the description was cut from
   * @param path the file's place in the repository
   * @param baseUrl where the branch's files are shown, with a final slash: {@code
   *     https://github.com/shop/app/blob/main/}; images are taken from {@code /raw/} instead
   */
  public static String absolute(
      String description, String document, PlanPath path, String baseUrl) {
    Map<String, LinkReferenceDefinition> elsewhere = definitions(document);
    StringBuilder head = new StringBuilder();
    elsewhere.values().forEach(d -> head.append(written(d, d.getDestination())).append('\n'));
    head.append('\n');
    String text = head + description;
    Set<String> used = new HashSet<>();
    Node root = recording(used).parse(text);
    Markdown links = new Markdown(text, head.length(), path, baseUrl);
    Set<String> own = new HashSet<>();
    Tree.each(root, node -> links.visit(node, own));
    String result = links.edited();
    List<String> appended = new ArrayList<>();
    elsewhere.forEach(
        (label, definition) -> {
          if (used.contains(label) && !own.contains(label)) {
            appended.add(written(definition, links.resolve(definition.getDestination(), false)));
          }
        });
    if (appended.isEmpty()) {
      return result;
    }
    return Tree.closed(result) + "\n\n" + String.join("\n", appended);
  }

  /** The document's reference definitions by their folded label; the first of a label counts. */
  private static Map<String, LinkReferenceDefinition> definitions(String document) {
    SourceText source = SourceText.of(document);
    String body = document.substring(source.start(FrontMatter.bodyLine(source)));
    Map<String, LinkReferenceDefinition> definitions = new LinkedHashMap<>();
    Parser blocks = Parser.builder().inlineParserFactory(c -> (lines, node) -> {}).build();
    Tree.each(
        blocks.parse(body),
        node -> {
          if (node instanceof LinkReferenceDefinition definition) {
            definitions.putIfAbsent(HeadingText.fold(definition.getLabel()), definition);
          }
        });
    return definitions;
  }

  /** A parser that notes the label of every reference it resolves. */
  private static Parser recording(Set<String> used) {
    return Parser.builder()
        .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
        .linkProcessor(
            (link, scanner, context) -> {
              if (link.destination() == null) {
                String label = link.label();
                used.add(
                    HeadingText.fold(
                        label == null || label.isEmpty() ? link.text(scanner) : label));
              }
              return LinkResult.none();
            })
        .build();
  }

  private static String written(LinkReferenceDefinition definition, String target) {
    String label = definition.getLabel().replace('\n', ' ').replace('\r', ' ');
    String title = definition.getTitle();
    return "["
        + label
        + "]: "
        + (target.isEmpty() ? "<>" : encoded(target))
        + (title == null ? "" : " \"" + title.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
  }

  private void visit(Node node, Set<String> own) {
    if (Tree.start(node) < offset) {
      return;
    }
    if (node instanceof Link || node instanceof Image) {
      int close = Targets.afterText(node);
      if (close >= 0 && text.startsWith("](", close)) {
        String target =
            node instanceof Link link ? link.getDestination() : ((Image) node).getDestination();
        edit(Targets.at(text, close + 2), target, node instanceof Image);
      }
    } else if (node instanceof LinkReferenceDefinition definition) {
      own.add(HeadingText.fold(definition.getLabel()));
      int colon = text.indexOf("]:", Tree.start(node));
      if (colon >= 0) {
        edit(Targets.at(text, colon + 2), definition.getDestination(), false);
      }
    } else if (node instanceof HtmlInline || node instanceof HtmlBlock) {
      Matcher target = HTML_TARGET.matcher(text).region(Tree.start(node), Tree.end(node));
      while (target.find()) {
        Targets.Place place = new Targets.Place(target.start(2) + 1, target.end(2) - 1);
        String written = text.substring(place.from(), place.to());
        edit(place, written, target.group(1).equalsIgnoreCase("src"));
      }
    }
  }

  private void edit(Targets.Place place, String target, boolean image) {
    if (isRelative(target)) {
      edits.add(new Edit(place.from(), place.to(), encoded(resolve(target, image))));
    }
  }

  private String edited() {
    edits.sort(Comparator.comparingInt(Edit::from));
    StringBuilder result = new StringBuilder();
    int at = offset;
    for (Edit edit : edits) {
      if (edit.from() >= at) {
        result.append(text, at, edit.from()).append(edit.target());
        at = edit.to();
      }
    }
    return result.append(text, at, text.length()).toString();
  }

  private static boolean isRelative(String target) {
    return !target.isBlank() && !SCHEME.matcher(target).matches();
  }

  private String resolve(String target, boolean image) {
    if (!isRelative(target)) {
      return target;
    }
    String root = image ? base.replaceFirst("/blob/", "/raw/") : base;
    if (target.startsWith("#") || target.startsWith("?")) {
      return root + path.value() + target;
    }
    int suffix = target.length();
    for (char c : new char[] {'#', '?'}) {
      int at = target.indexOf(c);
      suffix = at >= 0 ? Math.min(suffix, at) : suffix;
    }
    String file = target.substring(0, suffix);
    int slash = path.value().lastIndexOf('/');
    String folder = slash < 0 ? "" : path.value().substring(0, slash);
    List<String> parts = new ArrayList<>();
    for (String part : (file.startsWith("/") ? file : folder + "/" + file).split("/", -1)) {
      if (part.equals("..")) {
        if (!parts.isEmpty()) {
          parts.removeLast();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String end = file.endsWith("/") && !parts.isEmpty() ? "/" : "";
    return root + String.join("/", parts) + end + target.substring(suffix);
  }

  /** With what would end a link's target encoded. */
  private static String encoded(String target) {
    StringBuilder encoded = new StringBuilder(target.length());
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || "<>()\\\"'`".indexOf(c) >= 0) {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }
}
