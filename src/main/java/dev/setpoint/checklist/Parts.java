package dev.setpoint.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;

/**
 * A document cut into headings, lists of steps and prose.
 *
 * @param frontMatter the YAML between its first two lines of {@code ---}; empty for none
 * @param all in their order
 */
record Parts(String frontMatter, List<Part> all) {
  private static final Pattern FRONT =
      Pattern.compile("\\A---[ \\t]*\\n(.*?\\n)?---[ \\t]*(\\n|\\z)", Pattern.DOTALL);
  private static final Pattern BOXED =
      Pattern.compile("(?m)^[ \\t]*(?:(?:[-*+]|\\d{1,9}[.)])[ \\t]+)+\\[[ xX]](?=\\s|$)");
  private static final Pattern MARKER = Pattern.compile("[ \\t]*([-*+]|\\d{1,9}[.)])");
  private static final Pattern BOX = Pattern.compile("\\A\\[([ xX])](?:[ \\t]+|(?=\\n|\\z))");

  /** Smaller than any heading of Markdown. */
  private static final int ITEM = 7;

  /** Cuts a text with plain line feeds. */
  static Parts of(String text) {
    Matcher front = FRONT.matcher(text);
    boolean fronted = front.find();
    String yaml = fronted && front.group(1) != null ? front.group(1) : "";
    return new Parts(yaml, cut(fronted ? text.substring(front.end()) : text, ITEM));
  }

  /**
   * Cuts one text.
   *
   * @param level of an item that is a heading
   */
  private static List<Part> cut(String body, int level) {
    Lines lines = new Lines(body);
    List<Node> nodes = Blocks.children(Blocks.parse(body));
    boolean better =
        nodes.stream().anyMatch(n -> n instanceof OrderedList)
            || nodes.stream().anyMatch(n -> n instanceof ListBlock && isBoxed(n, lines));
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      int first = i == 0 ? 0 : Blocks.firstLine(node);
      int next = i + 1 < nodes.size() ? Blocks.firstLine(nodes.get(i + 1)) : lines.count();
      Part part = part(node, lines, first, next, better);
      List<Part> grouped = part instanceof Part.Items list ? grouped(list, level) : List.of();
      parts.addAll(grouped.isEmpty() ? List.of(part) : grouped);
    }
    return parts;
  }

  /**
   * Items without boxes, each over a list, some with boxes: they are headings, and those lists hold
   * the steps. Empty for any other list.
   */
  private static List<Part> grouped(Part.Items list, int level) {
    List<Part> parts = new ArrayList<>();
    boolean boxes = false;
    for (Part.Item item : list.items()) {
      List<Part> inside = cut(item.content(), level + 1);
      boolean named = inside.getFirst() instanceof Part.Prose;
      if (item.boxed() || !named || inside.stream().noneMatch(Part.Items.class::isInstance)) {
        return List.of();
      }
      boxes |= inside.stream().anyMatch(Parts::hasBoxes);
      Title title = Title.of(inside.getFirst().text(), 1);
      String number = item.number().isEmpty() ? "" : item.number() + " ";
      parts.add(new Part.Heading(level, number + title.heading(), ""));
      if (!title.rest().isEmpty()) {
        parts.add(new Part.Prose(title.rest(), true));
      }
      parts.addAll(inside.subList(1, inside.size()));
    }
    return boxes ? parts : List.of();
  }

  private static boolean hasBoxes(Part part) {
    return part instanceof Part.Items list && list.items().stream().anyMatch(Part.Item::boxed);
  }

  int steps() {
    return all.stream().mapToInt(p -> p instanceof Part.Items list ? list.items().size() : 0).sum();
  }

  /**
   * Where there are boxes or numbers, plain bullets are prose: a list of what one needs, and the
   * like.
   */
  private static Part part(Node node, Lines lines, int first, int next, boolean better) {
    String text = lines.trimmed(first, next);
    if (node instanceof Heading heading) {
      return new Part.Heading(heading.getLevel(), Blocks.content(heading), text);
    }
    boolean steps =
        node instanceof OrderedList
            || (node instanceof BulletList && (!better || isBoxed(node, lines)));
    if (steps) {
      List<Part.Item> items = items(node, lines, next);
      return items.isEmpty() ? new Part.Prose(text, true) : new Part.Items(items, text);
    }
    return new Part.Prose(text, !(node instanceof LinkReferenceDefinition));
  }

  private static boolean isBoxed(Node list, Lines lines) {
    Node after = list.getNext();
    int next = after == null ? lines.count() : Blocks.firstLine(after);
    return BOXED.matcher(lines.trimmed(Blocks.firstLine(list), next)).find();
  }

  private static List<Part.Item> items(Node list, Lines lines, int end) {
    List<Part.Item> items = new ArrayList<>();
    List<Node> nodes = Blocks.children(list);
    for (int i = 0; i < nodes.size(); i++) {
      int next = i + 1 < nodes.size() ? Blocks.firstLine(nodes.get(i + 1)) : end;
      if (nodes.get(i) instanceof ListItem item) {
        Part.Item read = item(item, lines, next);
        if (!read.content().isBlank()) {
          items.add(read);
        }
      }
    }
    return items;
  }

  private static Part.Item item(ListItem item, Lines lines, int next) {
    int first = Blocks.firstLine(item);
    Matcher marker = MARKER.matcher(lines.line(first));
    String number = marker.lookingAt() && !"-*+".contains(marker.group(1)) ? marker.group(1) : "";
    Integer indent = item.getContentIndent();
    String content = lines.item(first, next, marker.end(), indent == null ? 2 : indent);
    Matcher box = BOX.matcher(content);
    return box.find()
        ? new Part.Item(number, true, !box.group(1).isBlank(), content.substring(box.end()))
        : new Part.Item(number, false, false, content);
  }
}
