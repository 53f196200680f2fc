package dev.setpoint.edge.cli;

import dev.setpoint.checklist.Checklist;
import dev.setpoint.checklist.Checklist.Imported;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.ProblemText;
import dev.setpoint.plan.SourceText;
import dev.setpoint.report.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: a checklist becomes a plan, on stdout or in a new file. */
@Command(
    name = "import",
    description = {
      "Turn a Markdown checklist into a plan, as a draft that keeps every word.",
      "Items of its top-level lists become steps, in order unless the text before a list says \"in any order\" or \"in parallel\";"
          + " what is nested becomes the step's text; ticked items are skipped as already done."
    })
final class ImportCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(paramLabel = "FILE", description = "The checklist.")
  Path file = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PLAN",
      description = "Write the plan to this file, which must not exist; default: stdout.")
  Optional<Path> output = Optional.empty();

  @Mixin OutputOptions how = new OutputOptions();

  ImportCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Teller teller = new Teller(around, how);
    try {
      Imported imported = imported();
      List<Problem> problems = problems(imported);
      boolean written = output.isPresent();
      if (written) {
        write(output.get(), imported.text());
      }
      if (teller.json()) {
        document(imported, problems, teller);
      } else if (written) {
        teller.out("wrote %s: %s\n".formatted(output.get(), summary(imported)));
      } else {
        teller.out(imported.text());
      }
      SourceText source = SourceText.of(imported.text());
      problems.forEach(p -> teller.err(ProblemText.render(p, source.line(p.line()))));
      return (problems.isEmpty() ? Exit.SETTLED : Exit.PROBLEMS).code();
    } catch (IOException e) {
      teller.trace(e);
      teller.err("setpoint: cannot import " + file + ": " + e.getMessage());
      return Exit.UNFINISHED.code();
    }
  }

  private Imported imported() throws IOException {
    String text = text();
    if (Checklist.isPlan(text)) {
      throw new WrongUsage(file + " is a plan already: put it under plans/ as it is");
    }
    return Checklist.planOf(text, title())
        .orElseThrow(
            () ->
                new WrongUsage(
                    file + " has no list to make steps of: checkboxes, numbers or bullets"));
  }

  private String text() throws IOException {
    Path path = around.directory().resolve(file);
    if (!Files.isRegularFile(path)) {
      throw new WrongUsage("there is no file " + file);
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(PlanParser.MOST_BYTES + 1);
    }
    if (bytes.length > PlanParser.MOST_BYTES) {
      throw new WrongUsage(file + " is larger than 1 MiB: split it into several checklists");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new WrongUsage(file + " is not UTF-8: save it as UTF-8 first");
    }
  }

  /** Of a checklist without one: its file's name, as words. */
  private String title() {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[A-Za-z]{1,8}$", "");
    String words = name.replaceAll("[^\\p{L}\\p{N}.]+", " ").strip();
    return words.isEmpty()
        ? "Imported"
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private void write(Path to, String text) throws IOException {
    Path path = around.directory().resolve(to).toAbsolutePath().normalize();
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new WrongUsage(to + " exists, and nothing is overwritten: name another file");
    }
  }

  private static List<Problem> problems(Imported imported) {
    return Stream.concat(
            imported.plan().problems().stream(),
            imported.plan().steps().stream().flatMap(s -> s.problems().stream()))
        .toList();
  }

  private static String summary(Imported imported) {
    int steps = imported.plan().steps().size();
    long done = imported.done();
    return steps
        + (steps == 1 ? " step" : " steps")
        + (done == 0 ? "" : ", " + done + " already done")
        + "; a draft until its status says approved";
  }

  private static void document(Imported imported, List<Problem> problems, Teller teller) {
    teller.document(
        json ->
            json.put("title", imported.plan().title())
                .list(
                    "steps",
                    imported.plan().steps(),
                    (each, step) ->
                        each.put("id", step.id().value())
                            .put("title", step.title())
                            .put("skip", step.skip()))
                .problems(problems)
                .put("plan", imported.text()));
  }
}
