package dev.rowgate.cli.flags;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was asked for, already checked: no raw flag goes further than this.
public sealed interface Arguments {

  record Transform(TransformArguments arguments) implements Arguments {}

  /// @param format null for the one that suits whoever gets the report
  record Validate(TransformArguments arguments, @Nullable ReportFormat format)
      implements Arguments {}

  record Infer(InferArguments arguments) implements Arguments {}

  /// @param file the schema, or null for stdin
  /// @param json whether the answer is for a program
  record SchemaCheck(@Nullable Path file, boolean json) implements Arguments {}

  /// @param remarks to be told at the start, one line each
  record Serve(ServeArguments arguments, List<String> remarks) implements Arguments {
    public Serve {
      remarks = List.copyOf(remarks);
    }
  }

  /// @param url what to ask
  record Health(URI url) implements Arguments {}

  /// A text on stdout: help, or the version.
  record Tell(String text) implements Arguments {}

  /// @param complaints all that is wrong, one line each; never empty
  /// @param hint what to type to learn more
  record Misuse(List<String> complaints, String hint) implements Arguments {
    public Misuse {
      complaints = List.copyOf(complaints);
    }
  }

  /// Nothing was asked at all.
  ///
  /// @param help the short help
  record Bare(String help) implements Arguments {}
}
