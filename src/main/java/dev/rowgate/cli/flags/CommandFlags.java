package dev.rowgate.cli.flags;

import dev.rowgate.options.DialectProperty;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The flags of one command: their picocli model, and the conversion of their values to
/// [Arguments].
public sealed interface CommandFlags
    permits TransformFlags,
        ValidateFlags,
        InferFlags,
        InitFlags,
        SchemaCheckFlags,
        SchemaConvertFlags,
        ServeFlags,
        HealthFlags,
        CompletionFlags {

  CommandSpec spec();

  /// Returns the arguments to try after a misuse.
  default String advice(List<String> args) {
    return "--help";
  }

  /// Converts the values. Reports errors to `values`; the result must not be used if there are any.
  Arguments read(FlagValues values);

  /// Returns a model without options.
  ///
  /// @param does the purpose of the command
  /// @param examples listed first in the help, because most users copy and change one
  static CommandSpec named(String name, String does, String synopsis, String... examples) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .width(100)
        .sortOptions(false)
        .header(does, "")
        .descriptionHeading("Examples:%n")
        .description(examples)
        .synopsisHeading("%nUsage: ")
        .customSynopsis(synopsis)
        .optionListHeading("%n")
        .footer(Help.EXIT_CODES.lines().toArray(String[]::new))
        .sectionKeys(
            List.of(
                UsageMessageSpec.SECTION_KEY_HEADER,
                UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
                UsageMessageSpec.SECTION_KEY_DESCRIPTION,
                UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
                UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
                UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                UsageMessageSpec.SECTION_KEY_FOOTER));
    return spec;
  }

  /// Returns the positional parameter for the command's input file.
  ///
  /// @param what the file's content, as the start of a sentence
  static PositionalParamSpec input(String what) {
    return PositionalParamSpec.builder()
        .paramLabel("FILE")
        .hideParamSyntax(true)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .index("0..*")
        .arity("0..*")
        .description(what + "; stdin for - or without FILE.")
        .build();
  }

  /// Returns the input file; null for stdin.
  static @Nullable Path input(FlagValues values) {
    List<String> files = values.positional();
    if (files.size() > 1) {
      values.complain("several files are not supported: give one FILE");
    }
    return files.isEmpty() || files.getFirst().equals("-")
        ? null
        : values.path(files.getFirst(), "FILE");
  }

  /// Returns the flag `--help`, the last one of each command.
  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this and exit.")
        .build();
  }

  /// Returns a flag with a value. It collects all values, so that a repeated flag is detected and
  /// reported in the same words as by HTTP.
  static OptionSpec flag(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .hideParamSyntax(true)
        .showDefaultValue(Visibility.NEVER)
        .description(description)
        .build();
  }

  /// Returns the flag of a dialect option.
  ///
  /// @param usual the default in the command's help; empty if it is obvious
  static OptionSpec flag(DialectProperty<?> property, String usual) {
    String standard = usual.isEmpty() ? "" : " Default: " + usual + ".";
    return flag(
        property.kind().label(), property.help() + standard, KebabNames.flag(property.option()));
  }
}
