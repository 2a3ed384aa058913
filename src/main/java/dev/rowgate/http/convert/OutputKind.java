package dev.rowgate.http.convert;

import dev.rowgate.http.media.Representation;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Kind of output of a conversion.
enum OutputKind {
  /// JSON lines or CSV, from `/v1/transform`.
  LINES,
  /// One report, from `/v1/validate`.
  REPORT;

  private static final List<String> OF_REPORT = List.of("application/json", "text/plain");

  /// Returns the available media types; the first one is the default.
  ///
  /// @param format as in the query; null if the media type determines it
  List<String> mediaTypes(Options.@Nullable Format format) {
    return switch (this) {
      case LINES -> format == null ? Representation.MEDIA_TYPES : mediaTypesOf(format);
      case REPORT -> OF_REPORT;
    };
  }

  private static List<String> mediaTypesOf(Options.Format format) {
    return switch (format) {
      case NDJSON -> Representation.LINE_TYPES;
      case CSV, REJECTS_CSV -> List.of(Representation.CSV);
    };
  }

  /// The options that apply, of those that all front ends share.
  List<String> optionNames() {
    return switch (this) {
      case LINES -> OptionReader.NAMES;
      case REPORT -> OptionReader.NAMES_OF_VALIDATION;
    };
  }

  /// All parameters that a query may have.
  List<String> queryNames() {
    List<String> own =
        switch (this) {
          case LINES -> List.of(TransformQuery.SCHEMA, TransformQuery.RESPOND);
          case REPORT -> List.of(TransformQuery.SCHEMA);
        };
    return Stream.concat(own.stream(), optionNames().stream()).toList();
  }

  /// @param dialect of the input
  ResultWriter writer(Options options, Dialect dialect) {
    return switch (this) {
      case LINES -> ResultWriter.of(options, dialect);
      case REPORT -> new ReportWriter(options);
    };
  }
}
