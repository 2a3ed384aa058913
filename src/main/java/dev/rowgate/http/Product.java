package dev.rowgate.http;

import dev.rowgate.lines.LineWriter;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import java.util.List;
import java.util.stream.Stream;

/// What a conversion is asked for.
@SuppressWarnings("ImmutableEnumChecker") // Its lists are those of List.of and toList.
enum Product {
  /// JSON lines, of `/v1/transform`.
  LINES(
      Representation.OF_ROWS,
      OptionReader.NAMES,
      List.of(TransformRequest.SCHEMA, TransformRequest.RESPOND)),
  /// One report, of `/v1/validate`.
  REPORT(
      List.of("application/json"),
      OptionReader.NAMES_OF_VALIDATION,
      List.of(TransformRequest.SCHEMA));

  private final List<String> mediaTypes;
  private final List<String> optionNames;
  private final List<String> queryNames;

  /// @param mediaTypes the forms that it comes in, the usual one first
  /// @param optionNames what it takes of the options that all doors share
  /// @param ownNames what the query has besides
  Product(List<String> mediaTypes, List<String> optionNames, List<String> ownNames) {
    this.mediaTypes = mediaTypes;
    this.optionNames = optionNames;
    this.queryNames = Stream.concat(ownNames.stream(), optionNames.stream()).toList();
  }

  List<String> optionNames() {
    return optionNames;
  }

  List<String> queryNames() {
    return queryNames;
  }

  List<String> mediaTypes() {
    return mediaTypes;
  }

  ResultWriter writer(Options options) {
    return switch (this) {
      case LINES -> new LineWriter(options);
      case REPORT -> new ReportWriter(options);
    };
  }
}
