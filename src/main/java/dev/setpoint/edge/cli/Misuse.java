package dev.setpoint.edge.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command's arguments, as a person would say it and not as a parser does. */
final class Misuse {
  private Misuse() {}

  /** A sentence without a final stop. */
  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    ArgSpec argument = e.getArgSpec();
    if (e instanceof MissingParameterException missing) {
      return missing(missing);
    }
    if (e instanceof OverwrittenOptionException overwritten) {
      return "`%s` is given twice".formatted(name(overwritten.getOverwritten()));
    }
    if (argument != null && argument.type().isEnum()) {
      return "`%s` is none of %s".formatted(e.getValue(), words(argument));
    }
    if (e.getCause() instanceof TypeConversionException said) {
      return first(said.getMessage());
    }
    return first(e.getMessage());
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String word = e.getUnmatched().getFirst();
    if (word.startsWith("-")) {
      return "there is no option `%s`".formatted(word);
    }
    return e.getCommandLine().getParent() == null
        ? "there is no command `%s`".formatted(word)
        : "`%s` is more than `%s` takes".formatted(word, e.getCommandLine().getCommandName());
  }

  private static String missing(MissingParameterException e) {
    String names =
        e.getMissing().stream().map(a -> "`" + name(a) + "`").collect(Collectors.joining(", "));
    ArgSpec one = e.getMissing().isEmpty() ? e.getArgSpec() : e.getMissing().getFirst();
    return one instanceof OptionSpec option
        ? "`%s` needs a value: %s".formatted(name(option), option.paramLabel())
        : "`%s` needs %s".formatted(e.getCommandLine().getCommandName(), names);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String words(ArgSpec argument) {
    return Arrays.stream(argument.type().getEnumConstants())
        .map(c -> c.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  // Of a converter's own sentence only the sentence: before it stands where the parser met it.
  private static String first(@Nullable String message) {
    String line = String.valueOf(message).lines().findFirst().orElse("");
    return line.replaceFirst("^Invalid value for [^(]*\\([^)]*\\): ", "").replaceFirst("\\.?$", "");
  }
}
