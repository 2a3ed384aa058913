package dev.rowgate.http;

import dev.rowgate.lines.LineWriter;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import java.util.List;
import java.util.stream.Stream;

/// What a conversion is asked for.
enum Product {
  /// JSON lines, of `/v1/transform`.
  LINES(
      "application/x-ndjson",
      OptionReader.NAMES,
      List.of(TransformRequest.SCHEMA, TransformRequest.RESPOND)),
  /// One report, of `/v1/validate`.
  REPORT("application/json", OptionReader.NAMES_OF_VALIDATION, List.of(TransformRequest.SCHEMA));

  private final String mediaType;
  private final List<String> optionNames;
  private final List<String> queryNames;

  /// @param optionNames what it takes of the options that all doors share
  /// @param ownNames what the query has besides
  Product(String mediaType, List<String> optionNames, List<String> ownNames) {
    this.mediaType = mediaType;
    this.optionNames = optionNames;
    this.queryNames = Stream.concat(ownNames.stream(), optionNames.stream()).toList();
  }

  List<String> optionNames() {
    return optionNames;
  }

  List<String> queryNames() {
    return queryNames;
  }

  String mediaType() {
    return mediaType;
  }

  ResultWriter writer(Options options) {
    return switch (this) {
      case LINES -> new LineWriter(options);
      case REPORT -> new ReportWriter(options);
    };
  }
}
