package dev.rowgate.cli.flags;

import dev.rowgate.cli.settings.Shell;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parsed and validated command line: one record per command. Code after the parser doesn't
/// access raw flags.
public sealed interface Arguments {

  record Transform(TransformArguments arguments) implements Arguments {}

  /// @param format null for the default, which depends on the output
  record Validate(TransformArguments arguments, @Nullable ReportFormat format)
      implements Arguments {}

  record Infer(InferArguments arguments) implements Arguments {}

  record Init(InferArguments arguments) implements Arguments {}

  /// @param file the schema; null for stdin
  /// @param json whether to write JSON instead of text
  record SchemaCheck(@Nullable Path file, boolean json) implements Arguments {}

  /// @param file a description of a table; null for stdin
  /// @param table the name of a table; null if there is only one
  record SchemaConvert(@Nullable Path file, @Nullable String table) implements Arguments {}

  /// @param remarks lines to print at the start
  record Serve(ServeArguments arguments, List<String> remarks) implements Arguments {
    public Serve {
      remarks = List.copyOf(remarks);
    }
  }

  /// @param url the URL to request
  record Health(URI url) implements Arguments {}

  record Completion(Shell shell) implements Arguments {}

  /// A text for stdout: help, or the version.
  record Tell(String text) implements Arguments {}

  /// @param complaints all errors, one line each; never empty
  /// @param hint the command that shows help
  record Misuse(List<String> complaints, String hint) implements Arguments {
    public Misuse {
      complaints = List.copyOf(complaints);
    }
  }

  /// No arguments were given.
  ///
  /// @param help the short help
  record Bare(String help) implements Arguments {}
}
