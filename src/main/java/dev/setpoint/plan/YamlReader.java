package dev.setpoint.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML that a stranger may have written: small, shallow, one document, no anchors, aliases or
 * tags, no key twice. It works on parser events, so nothing is ever constructed or expanded.
 */
final class YamlReader {
  /** Checked before anything else: a scalar of 4 MB takes seconds to be refused. */
  static final int MOST_BYTES = 16 * 1024;

  private static final int MOST_LEVELS = 20;
  private static final LoadSettings SETTINGS = LoadSettings.builder().build();

  /** Stands for an {@code @} while the text is read; restored in every word. */
  private static final char AT = '\uE000';

  private final Findings findings;
  private final int firstLine;
  private final Iterator<Event> events;

  private YamlReader(Findings findings, int firstLine, Iterator<Event> events) {
    this.findings = findings;
    this.firstLine = firstLine;
    this.events = events;
  }

  /**
   * The mapping that the text holds; empty when it holds none or something is wrong with it, which
   * is then reported.
   *
   * @param text the YAML alone
   * @param firstLine the line of the file (from 1) on which it starts
   */
  static Optional<Yaml.Entries> read(String text, int firstLine, Findings findings) {
    if (text.length() > MOST_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      findings.problem(
          firstLine, 0, "this YAML is larger than 16 KiB", "keep here what the plan needs alone");
      return Optional.empty();
    }
    try {
      Iterator<Event> events = new Parse(SETTINGS).parseString(maskAt(text)).iterator();
      return new YamlReader(findings, firstLine, events).document();
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      String problem = e.getProblem() == null ? "it cannot be read" : e.getProblem();
      findings.problem(
          firstLine + mark.map(Mark::getLine).orElse(0),
          mark.map(Mark::getColumn).orElse(0),
          "not valid YAML: " + problem.replace(AT, '@'),
          YamlHints.of(problem));
    } catch (YamlEngineException | StackOverflowError e) {
      findings.problem(
          firstLine,
          0,
          "not valid YAML: it holds a character that YAML forbids",
          "remove what is no plain text");
    }
    return Optional.empty();
  }

  /**
   * YAML reserves {@code @} at the start of a word, yet {@code owners: @alice} is how everybody
   * writes a login.
   */
  private static String maskAt(String text) {
    StringBuilder masked = new StringBuilder(text);
    for (int i = 0; i < masked.length(); i++) {
      if (masked.charAt(i) == '@' && (i == 0 || "\r\n\t [,{".indexOf(masked.charAt(i - 1)) >= 0)) {
        masked.setCharAt(i, AT);
      }
    }
    return masked.toString();
  }

  private Optional<Yaml.Entries> document() {
    Yaml root = null;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent && root != null) {
        findings.problem(
            line(event),
            index(event),
            "only one YAML document is allowed here",
            "remove the line of `---` or `...` before it");
        return Optional.empty();
      }
      if (event instanceof NodeEvent) {
        root = node(event, 1);
        if (root == null) {
          return Optional.empty();
        }
      }
    }
    if (root instanceof Yaml.Entries entries) {
      return Optional.of(entries);
    }
    if (root != null && !(root instanceof Yaml.Word word && word.absent())) {
      findings.problem(
          root.line(), root.index(), "expected `key: value` lines", "for example `status: draft`");
    }
    return Optional.empty();
  }

  /** Null after a problem that makes the rest meaningless. */
  private @Nullable Yaml node(Event event, int level) {
    if (level > MOST_LEVELS) {
      findings.problem(
          line(event), index(event), "nested deeper than 20 levels", "write it flatter");
      return null;
    }
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent named && named.getAnchor().isPresent())) {
      findings.problem(
          line(event),
          index(event),
          "anchors and aliases are not allowed",
          "write the value out; put quotes around text that begins with `&` or `*`");
      return null;
    }
    if (tagged(event)) {
      findings.problem(
          line(event),
          index(event),
          "tags are not allowed",
          "put quotes around text that begins with `!`");
      return null;
    }
    if (event instanceof ScalarEvent scalar) {
      return new Yaml.Word(
          scalar.getValue().replace(AT, '@'), !scalar.isPlain(), line(event), index(event));
    }
    return event instanceof SequenceStartEvent ? items(event, level) : entries(event, level);
  }

  private @Nullable Yaml items(Event start, int level) {
    List<Yaml> items = new ArrayList<>();
    while (true) {
      Event event = events.next();
      if (event instanceof SequenceEndEvent) {
        return new Yaml.Items(List.copyOf(items), line(start), index(start));
      }
      Yaml item = node(event, level + 1);
      if (item == null) {
        return null;
      }
      items.add(item);
    }
  }

  private @Nullable Yaml entries(Event start, int level) {
    List<Yaml.Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    while (true) {
      Event event = events.next();
      if (event instanceof MappingEndEvent) {
        return new Yaml.Entries(List.copyOf(entries), line(start), index(start));
      }
      Yaml key = node(event, level + 1);
      if (key == null) {
        return null;
      }
      if (!(key instanceof Yaml.Word word)) {
        findings.problem(
            key.line(),
            key.index(),
            "a key must be a word",
            "write `key: value`, the key in quotes if need be");
        return null;
      }
      Yaml value = node(events.next(), level + 1);
      if (value == null) {
        return null;
      }
      if (keys.add(word.text())) {
        entries.add(new Yaml.Entry(word, value));
      } else {
        findings.problem(
            word.line(),
            word.index(),
            "`" + word.text() + "` is given twice",
            "remove one of the two");
      }
    }
  }

  private static boolean tagged(Event event) {
    return (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
        || (event instanceof SequenceStartEvent sequence && sequence.getTag().isPresent())
        || (event instanceof MappingStartEvent mapping && mapping.getTag().isPresent());
  }

  private int line(Event event) {
    return firstLine + event.getStartMark().map(Mark::getLine).orElse(0);
  }

  private static int index(Event event) {
    return event.getStartMark().map(Mark::getColumn).orElse(0);
  }
}
