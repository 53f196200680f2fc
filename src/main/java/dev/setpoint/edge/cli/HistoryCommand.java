package dev.setpoint.edge.cli;

import dev.setpoint.edge.git.LocalClone;
import dev.setpoint.edge.git.NotThere;
import dev.setpoint.history.History;
import dev.setpoint.history.Past;
import dev.setpoint.history.Revision;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.report.Exit;
import dev.setpoint.report.HistoryJson;
import dev.setpoint.report.HistoryPage;
import dev.setpoint.report.HistoryText;
import dev.setpoint.report.Sentences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history}: a plan's past, from git alone. */
@Command(
    name = "history",
    description = {
      "Everything that happened to a plan: when, who or what caused it, how long each step waited"
          + " and worked.",
      "Reads the clone you stand in, and nothing else: no network, no token. Renames are followed.",
      "Exact times need claims: git fetch origin 'refs/setpoint/*:refs/setpoint/*'"
    })
final class HistoryCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(paramLabel = "PLAN", description = "The plan's file or id, also one that is gone.")
  String name = "";

  @Option(
      names = "--at",
      paramLabel = "DATE",
      converter = Moment.class,
      description =
          "The plan's text as it was at the end of that day, or at 2026-03-04T10:00+01:00 (UTC"
              + " without a zone).")
  Optional<Instant> at = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "REF",
      description = "The branch, tag or commit to look back from; default: HEAD.")
  String from = "HEAD";

  @Option(
      names = "--html",
      description = "One self-contained page with a timeline, on stdout: no script, loads nothing.")
  boolean html;

  @Mixin OutputOptions how = new OutputOptions();

  HistoryCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Teller teller = new Teller(around, how);
    if (html && (teller.json() || at.isPresent())) {
      throw new WrongUsage(
          "--html is a page of the whole story: leave out " + (at.isPresent() ? "--at" : "--json"));
    }
    try (LocalClone clone = LocalClone.around(around.directory())) {
      PlanPath path =
          clone
              .find(from, paths())
              .orElseThrow(
                  () ->
                      new WrongUsage(
                          "%s never held a plan `%s`: name its file from the repository's top, as plans/%s.md"
                              .formatted(from, name, "NAME")));
      Past past = clone.past(from, path);
      return at.isPresent() ? asItWas(past, at.get(), teller) : story(past, teller);
    } catch (NotThere e) {
      throw new WrongUsage(e.sentence());
    } catch (IOException e) {
      teller.trace(e);
      teller.err("setpoint: " + Sentences.line(String.valueOf(e.getMessage())));
      return Exit.UNFINISHED.code();
    }
  }

  private int story(Past past, Teller teller) throws IOException {
    History history =
        History.of(past, Instant.now())
            .orElseThrow(() -> new WrongUsage("nothing is known of `" + name + "`"));
    if (html) {
      teller.out(HistoryPage.of(history));
      return Exit.SETTLED.code();
    }
    teller.out(teller.json() ? HistoryJson.of(history) : HistoryText.of(history, teller.ink()));
    return Exit.SETTLED.code();
  }

  private int asItWas(Past past, Instant moment, Teller teller) throws IOException {
    Revision revision =
        past.at(moment)
            .orElseThrow(
                () ->
                    new WrongUsage(
                        "`%s` was not there yet at %s%s"
                            .formatted(
                                name,
                                moment,
                                past.cut()
                                    ? ", or this shallow clone does not reach back so far"
                                    : "")));
    if (revision.path().isEmpty()) {
      throw new WrongUsage(
          "`%s` was not there at %s: %s had removed it (%s)"
              .formatted(
                  name, moment, Sentences.line(revision.author()), revision.commit().brief()));
    }
    String text = new String(past.contents().of(revision.blob()), StandardCharsets.UTF_8);
    if (teller.json()) {
      teller.out(HistoryJson.at(moment, revision, text));
    } else {
      teller.err(
          "%s as of %s: commit %s of %s by %s"
              .formatted(
                  Sentences.line(revision.path().get().value()),
                  moment,
                  revision.commit().brief(),
                  revision.at(),
                  Sentences.line(revision.who())));
      teller.out(around.terminal() ? harmless(text) : text);
    }
    return Exit.SETTLED.code();
  }

  // A file's bytes go to a pipe as they are; a terminal must not obey them.
  private static String harmless(String text) {
    return text.lines().map(HistoryCommand::shown).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String shown(String line) {
    int indent = line.length() - line.stripLeading().length();
    return line.substring(0, indent).replace('\t', ' ') + Sentences.line(line);
  }

  /** Where a plan of that name may stand. */
  private List<PlanPath> paths() {
    Set<String> paths = new LinkedHashSet<>();
    String plain = name.replace('\\', '/').replaceFirst("^\\./", "");
    Optional<Path> root = Checkout.around(around.directory()).map(Checkout::root);
    root.ifPresent(
        r -> {
          Path file = around.directory().resolve(plain).toAbsolutePath().normalize();
          if (file.startsWith(r) && !file.equals(r)) {
            paths.add(r.relativize(file).toString().replace('\\', '/'));
          }
        });
    paths.add(plain);
    if (!plain.endsWith(".md")) {
      paths.add("plans/" + plain + ".md");
      paths.add(plain + ".md");
    }
    return paths.stream()
        .filter(p -> !p.isBlank() && !p.startsWith("/"))
        .map(PlanPath::new)
        .toList();
  }
}
