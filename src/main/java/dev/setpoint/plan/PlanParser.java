package dev.setpoint.plan;

import dev.setpoint.plan.Outline.Lines;
import dev.setpoint.plan.Outline.Title;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a plan file: front matter, title, the steps under {@code ## Steps}, and the status block.
 * Never throws for what a file holds; all that is wrong with it is reported at once.
 */
public final class PlanParser {
  /** A larger file is refused unread. */
  public static final int MOST_BYTES = 1024 * 1024;

  /** Far more than anybody reads; it bounds the time that a file can take. */
  static final int MOST_LINES = 50_000;

  private static final int MOST_STEPS = 1000;
  private static final String SPLIT = "split it into several plans";

  private final PlanPath path;
  private final String blob;
  private final SourceText source;
  private final Settings settings;
  private final Findings findings;

  private PlanParser(PlanPath path, String blob, SourceText source, Settings settings) {
    this.path = path;
    this.blob = blob;
    this.source = source;
    this.settings = settings;
    this.findings = new Findings(path, source);
  }

  /**
   * Reads a file's content.
   *
   * @param blob its object id, 40 hex digits; empty for a file that is not in git
   * @param settings the repository's, for what the plan leaves open
   */
  public static PlanDocument parse(PlanPath path, String blob, byte[] bytes, Settings settings) {
    if (bytes.length > MOST_BYTES) {
      return refused(path, blob, bytes, "this file is larger than 1 MiB", SPLIT);
    }
    SourceText source;
    try {
      source = SourceText.of(Utf8.decode(bytes));
    } catch (CharacterCodingException e) {
      return PlanDocument.unreadable(path, blob, carried(bytes), Utf8.problem(path, bytes));
    }
    if (source.lines() > MOST_LINES) {
      return refused(path, blob, bytes, "this file has more than 50,000 lines", SPLIT);
    }
    try {
      return new PlanParser(path, blob, source, settings).document();
    } catch (StackOverflowError e) {
      // One bad plan never stops another.
      return refused(path, blob, bytes, "this file is nested too deeply", "write it flatter");
    }
  }

  private static PlanDocument refused(
      PlanPath path, String blob, byte[] bytes, String message, String hint) {
    Problem problem = new Problem(path, 1, 1, message, Optional.of(hint));
    return PlanDocument.unreadable(path, blob, carried(bytes), problem);
  }

  private static BlockSeen carried(byte[] bytes) {
    return BlockText.carried(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private PlanDocument document() {
    FrontMatter front = FrontMatter.read(source, findings);
    Outline outline = Outline.of(source, front.bodyLine());
    BlockPlace place = BlockPlace.in(source, front.bodyLine(), outline);
    if (place instanceof BlockPlace.Broken broken) {
      findings.problem(broken.line(), broken.index(), broken.message(), broken.hint());
    }
    Optional<Lines> block = place.covered();
    List<Title> headings =
        outline.headings().stream()
            .filter(h -> block.filter(b -> b.hold(h.lines().first())).isEmpty())
            .toList();
    List<WrittenStep> steps = steps(headings, block, front);
    return new PlanDocument(
        path,
        blob,
        front.vars().fill(title(outline)),
        front.lifecycle(),
        front.owners().isEmpty() ? settings.owners() : front.owners(),
        front.labels(),
        front.maxOpenJobs(),
        steps,
        findings.problems(),
        findings.notices(),
        seen(place),
        source);
  }

  private BlockSeen seen(BlockPlace place) {
    return switch (place) {
      case BlockPlace.Found found ->
          BlockText.read(source.text().substring(found.from(), found.to()));
      case BlockPlace.Broken broken -> BlockText.carried(source.text());
      case BlockPlace.Nowhere nowhere -> BlockSeen.NONE;
    };
  }

  private String title(Outline outline) {
    String title = StatusBlock.title(outline).map(t -> Titles.shown(t.text())).orElse("");
    return title.isEmpty() ? PlanDocument.nameOf(path) : title;
  }

  private List<WrittenStep> steps(List<Title> headings, Optional<Lines> block, FrontMatter front) {
    StepReader.Sheet sheet =
        new StepReader.Sheet(
            source, block, front.defaults(), front.vars(), settings.retries(), findings);
    Map<Title, String> anchors = anchors(headings);
    List<Title> top = headings.stream().filter(Title::top).toList();
    List<WrittenStep> steps = new ArrayList<>();
    boolean inSteps = false;
    Sections sections = new Sections(front.vars(), anchors, findings);
    Optional<Title> underlined = Optional.empty();
    Optional<Group> group = Optional.empty();
    for (int i = 0; i < top.size(); i++) {
      Title heading = top.get(i);
      if (heading.level() <= 2) {
        boolean names = Sections.names(heading);
        underlined =
            inSteps && !names && heading.underlined() ? Optional.of(heading) : Optional.empty();
        inSteps = names;
        if (names) {
          group = sections.enter(heading);
        }
      } else if (heading.level() == 3 && inSteps && steps.size() == MOST_STEPS) {
        tooMany(heading);
        break;
      } else if (heading.level() == 3 && inSteps) {
        steps.add(
            StepReader.read(
                sheet,
                heading,
                anchors.getOrDefault(heading, ""),
                i + 1 < top.size() ? lineBefore(top, i + 1) : source.lines(),
                group));
      } else if (heading.level() == 3 && underlined.isPresent()) {
        cutOff(underlined.get());
        underlined = Optional.empty();
      }
    }
    if (!sections.any() && front.lifecycle() == Lifecycle.APPROVED) {
      noSteps(top);
    } else if (steps.isEmpty() && front.lifecycle() == Lifecycle.APPROVED) {
      top.stream()
          .filter(Sections::names)
          .findFirst()
          .ifPresent(
              h ->
                  findings.problem(
                      h.lines().first(),
                      0,
                      "there is no step under `## Steps`",
                      "each step is a heading of its own: `### Deploy`"));
    }
    return List.copyOf(steps);
  }

  /** The last line before the next heading that ends a step; deeper headings are description. */
  private int lineBefore(List<Title> top, int from) {
    for (int i = from; i < top.size(); i++) {
      if (top.get(i).level() <= 3) {
        return top.get(i).lines().first() - 1;
      }
    }
    return source.lines();
  }

  private static Map<Title, String> anchors(List<Title> headings) {
    Anchors anchors = new Anchors();
    Map<Title, String> named = new HashMap<>();
    headings.forEach(heading -> named.put(heading, anchors.next(heading.text())));
    return named;
  }

  /** Said where the steps' heading is misspelt, or else where the text that has none begins. */
  private void noSteps(List<Title> top) {
    Optional<Title> near = top.stream().filter(Sections::isNearly).findFirst();
    Optional<Title> begin =
        near.or(() -> top.stream().filter(h -> h.level() >= 2).findFirst())
            .or(() -> top.stream().findFirst());
    findings.problem(
        begin.map(h -> h.lines().first()).orElse(1),
        begin.map(Title::index).orElse(0),
        "there is no `## Steps` heading",
        near.isPresent()
            ? "did you mean `## Steps`?"
            : "steps are the `###` headings under a heading `## Steps`");
  }

  private void tooMany(Title heading) {
    findings.problem(heading.lines().first(), heading.index(), "more than 1,000 steps", SPLIT);
  }

  /** A line of hyphens under a paragraph makes a heading of it, which few people mean. */
  private void cutOff(Title heading) {
    findings.problem(
        heading.lines().first(),
        heading.index(),
        "this underlined text is a heading and ends the steps, so what follows is no step",
        "leave a blank line before the `---`, or write it as a `##` heading");
  }
}
