package dev.rowgate.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Encoding;
import dev.rowgate.options.Limits;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rules that hold for every output; they verify the corpus itself.
final class WireRules {

  /// A strict parser: no duplicate keys, no trailing content. The longest number has 1,001
  /// characters.
  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(2_000).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private WireRules() {}

  static void check(Case given) {
    assertThat(given.description()).isNotBlank();
    if (given.isRefused()) {
      assertThat(given.expected()).as("the output of a refusal").isEmpty();
      assertThat(given.status()).isBetween(400, 499);
      assertThat(given.exit()).isBetween(2, 3);
      return;
    }
    switch (given.command()) {
      case TRANSFORM -> {
        if (!isCsv(given)) {
          checkOutput(given);
        }
      }
      case VALIDATE -> checkReport(given);
      case INFER -> checkDescriptor(given);
    }
  }

  /// Whether the run of a case that isn't refused is complete.
  static boolean isComplete(Case given) {
    return switch (given.command()) {
      case TRANSFORM -> isCsv(given) ? given.exit() <= 1 : hasCompleteSummary(given);
      case VALIDATE -> text(given).contains("\n\"summary\":{\"complete\":true,");
      case INFER -> true;
    };
  }

  /// Whether the output has no lines of JSON.
  static boolean isCsv(Case given) {
    return given.options().getOrDefault("format", List.of()).stream()
        .anyMatch(f -> f.contains("csv"));
  }

  private static boolean hasCompleteSummary(Case given) {
    return lines(given).stream()
        .skip(Math.max(0, lines(given).size() - 1))
        .map(WireRules::read)
        .allMatch(line -> line.path("_summary").path("complete").asBoolean(true));
  }

  private static void checkReport(Case given) {
    JsonNode report = read(text(given));
    JsonNode summary = report.get("summary");
    boolean complete = summary.get("complete").booleanValue();
    long rejected = summary.get("rowsRejected").longValue();
    assertThat(given.status()).isEqualTo(complete ? 200 : 422);
    assertThat(report.get("valid").booleanValue()).isEqualTo(complete && rejected == 0);
    report.get("errors").forEach(error -> checkError(given, error));
    boolean listed = !report.has("limitReached");
    checkSummary(given, summary, 0, listed ? report.get("errors").size() : rejected);
  }

  private static void checkDescriptor(Case given) {
    assertThat(given.status()).isEqualTo(200);
    assertThat(given.exit()).isZero();
    assertThat(SchemaReader.read(given.expected(), Limits.STANDARD.schemaBytes()))
        .isInstanceOf(SchemaResult.Parsed.class);
  }

  private static void checkOutput(Case given) {
    assertThat(given.status()).isEqualTo(200);
    assertThat(
            given.expected().length == 0 || given.expected()[given.expected().length - 1] == '\n')
        .as("the last line ends in LF")
        .isTrue();
    long rows = 0;
    long errors = 0;
    JsonNode summary = null;
    for (String text : lines(given)) {
      assertThat(summary).as("a line before " + text).isNull();
      JsonNode line = read(text);
      assertThat(line.isObject()).as(text).isTrue();
      if (line.has("_summary")) {
        summary = line.get("_summary");
      } else if (line.has("_error")) {
        errors++;
        checkError(given, line.get("_error"));
      } else {
        rows++;
      }
    }
    if (summary == null) {
      assertThat(given.query()).contains("summary=false");
      assertThat(given.exit()).isEqualTo(errors == 0 ? 0 : 1);
    } else {
      checkSummary(given, summary, rows, errors);
    }
  }

  private static void checkError(Case given, JsonNode error) {
    int from = error.get("byteOffset").intValue();
    int to = from + error.get("byteLength").intValue();
    byte[] record = Arrays.copyOfRange(given.plainInput(), from, to);
    byte[] shown =
        error.has("raw")
            ? error.get("raw").stringValue().getBytes(charset(given))
            : error.get("rawBase64").binaryValue();
    assertThat(Arrays.copyOf(record, shown.length))
        .as("raw, cut out of the input")
        .isEqualTo(shown);
    assertThat(shown.length < record.length).as("rawCut").isEqualTo(error.has("rawCut"));
    assertThat(error.get("problems").size()).isBetween(1, 100);
  }

  private static void checkSummary(Case given, JsonNode summary, long rows, long errors) {
    boolean complete = summary.get("complete").booleanValue();
    long read = summary.get("recordsRead").longValue();
    long written = summary.get("rowsWritten").longValue();
    long valid = summary.has("rowsValid") ? summary.get("rowsValid").longValue() : written;
    long rejected = summary.get("rowsRejected").longValue();
    assertThat(read).as("recordsRead = rowsValid + rowsRejected").isEqualTo(valid + rejected);
    assertThat(written).as("rowsWritten").isEqualTo(rows);
    if (!given.query().contains("errors=skip")) {
      assertThat(rejected).as("rowsRejected").isEqualTo(errors);
    }
    assertThat(summary.has("fault")).as("a fault").isEqualTo(!complete);
    long bytesRead = summary.get("bytesRead").longValue();
    if (complete) {
      assertThat(bytesRead).as("bytesRead").isEqualTo(given.plainInput().length);
      assertThat(given.exit()).isEqualTo(rejected == 0 ? 0 : 1);
    } else {
      assertThat(bytesRead).as("bytesRead").isBetween(1L, (long) given.plainInput().length);
      assertThat(given.exit()).isEqualTo(3);
    }
  }

  private static List<String> lines(Case given) {
    return text(given).lines().toList();
  }

  private static String text(Case given) {
    return new String(given.expected(), UTF_8);
  }

  private static JsonNode read(String line) {
    return STRICT.readTree(line);
  }

  private static Charset charset(Case given) {
    Charset named =
        given.options().getOrDefault("encoding", List.of("utf-8")).stream()
            .map(Encoding::of)
            .findFirst()
            .orElseThrow()
            .orElseThrow()
            .charset();
    boolean littleEndian = given.input().length > 1 && given.input()[0] == (byte) 0xFF;
    // Java's UTF-16 encoder writes a byte order mark, which a record doesn't have.
    return named.name().equals("UTF-16")
        ? Charset.forName(littleEndian ? "UTF-16LE" : "UTF-16BE")
        : named;
  }
}
