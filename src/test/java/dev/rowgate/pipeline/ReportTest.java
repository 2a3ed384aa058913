package dev.rowgate.pipeline;

import static dev.rowgate.pipeline.OptionsOf.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.records.Inputs;
import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Schema AGES = Schemas.schema("{'fields':[{'name':'age','type':'integer'}]}");

  /// @param largest how many bytes came out at once at the most
  private record Report(String text, int largest, Step ending) {

    static Report of(@Nullable Schema schema, Options options, String csv) {
      return of(schema, Dialect.RFC_4180, options, csv.getBytes(UTF_8));
    }

    static Report of(@Nullable Schema schema, Dialect dialect, Options options, byte[] csv) {
      var writer = new ReportWriter(options);
      var conversion =
          new Conversion(schema, dialect, options, Limits.STANDARD, Compression.DETECT, writer);
      var out = new ByteArrayOutputStream();
      int largest = 0;
      int fed = 0;
      while (true) {
        switch (conversion.step()) {
          case Step.NeedsInput _ -> {
            int length = Math.min(1000, csv.length - fed);
            if (length == 0) {
              conversion.end();
            } else {
              conversion.feed(csv, fed, length);
              fed += length;
            }
          }
          case Step.NeedsRoom room -> conversion.grant(room.bytes());
          case Step.Ready _ -> {}
          case Step.HasOutput _ -> {
            int before = out.size();
            try {
              conversion.drain(out);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            largest = Math.max(largest, out.size() - before);
          }
          case Step end -> {
            return new Report(out.toString(UTF_8), largest, end);
          }
        }
      }
    }

    JsonNode json() {
      return JSON.readTree(text);
    }

    List<String> errors() {
      return text.lines()
          .skip(1)
          .takeWhile(line -> line.startsWith("{"))
          .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
          .toList();
    }
  }

  @Test
  void is_one_json_object_with_the_errors_the_verdict_and_the_summary() {
    Report report = Report.of(AGES, Options.STANDARD, "age\n36\nold\n");

    assertThat(report.text())
        .isEqualTo(
            """
            {"errors":[
            {"record":2,"line":3,"byteOffset":7,"byteLength":4,"problems":[{"code":"type-error","column":"age","columnNumber":1,"value":"old","expected":"integer","message":"'old' is not an integer"}],"raw":"old\\n"}
            ],
            "valid":false,
            "summary":{"complete":true,"recordsRead":2,"rowsWritten":0,"rowsValid":1,"rowsRejected":1,"bytesRead":11,"problems":{"type-error":{"age":1}}}}
            """);
  }

  @Test
  void of_good_records_lists_nothing() {
    Report report = Report.of(AGES, Options.STANDARD, "age\n36\n");

    assertThat(report.text())
        .isEqualTo(
            """
            {"errors":[],"valid":true,
            "summary":{"complete":true,"recordsRead":1,"rowsWritten":0,"rowsValid":1,"rowsRejected":0,"bytesRead":7,"problems":{}}}
            """);
  }

  @Test
  void lists_the_first_thousand_and_counts_all() {
    JsonNode thousand = Report.of(AGES, Options.STANDARD, "age\n" + "x\n".repeat(1000)).json();
    assertThat(thousand.get("errors").size()).isEqualTo(1000);
    assertThat(thousand.has("limitReached")).isFalse();

    JsonNode more = Report.of(AGES, Options.STANDARD, "age\n" + "x\n".repeat(1001)).json();
    assertThat(more.get("errors").size()).isEqualTo(1000);
    assertThat(more.get("limitReached").booleanValue()).isTrue();
    assertThat(more.get("valid").booleanValue()).isFalse();
    assertThat(more.at("/summary/problems/type-error/age").intValue()).isEqualTo(1001);
  }

  @Test
  void lists_at_most_4_mib_and_never_holds_them() {
    String long1 = "x".repeat(5000);
    Report report = Report.of(AGES, Options.STANDARD, "age\n" + (long1 + "\n").repeat(999));

    // Of each 4 KiB are shown, and something around them.
    int of1 = report.errors().getFirst().length();
    int listed = report.json().get("errors").size();
    assertThat(report.json().get("limitReached").booleanValue()).isTrue();
    // Line numbers grow by two digits.
    assertThat(listed).isBetween((4 << 20) / (of1 + 12), (4 << 20) / of1);
    assertThat(report.errors().stream().mapToInt(String::length).sum())
        .isLessThanOrEqualTo(4 << 20);
    assertThat(report.largest()).isLessThan(160 << 10);
  }

  @Test
  void lists_nothing_that_is_skipped() {
    JsonNode report = Report.of(AGES, options("errors=skip"), "age\nx\n").json();

    assertThat(report.get("errors").size()).isZero();
    assertThat(report.has("limitReached")).isFalse();
    assertThat(report.get("valid").booleanValue()).isFalse();
    assertThat(report.at("/summary/rowsRejected").intValue()).isEqualTo(1);
  }

  @Test
  void of_a_stopped_run_says_so() {
    Report report = Report.of(AGES, options("errors=fail"), "age\n1\nx\n2\n");

    assertThat(report.ending()).isInstanceOf(Step.Stopped.class);
    assertThat(report.json().get("errors").size()).isEqualTo(1);
    assertThat(report.json().get("valid").booleanValue()).isFalse();
    assertThat(report.json().at("/summary/rowsWritten").intValue()).isZero();
    assertThat(report.json().at("/summary/rowsValid").intValue()).isEqualTo(1);
    assertThat(report.json().at("/summary/fault/code").stringValue()).isEqualTo("record-rejected");
  }

  @Property(tries = 500)
  void its_errors_are_those_of_the_lines_to_the_byte(@ForAll long seed) {
    Random random = new Random(seed);
    Dialect dialect = Inputs.dialect(random, "encoding=utf-8");
    Schema schema = dialect.header() ? null : RandomSchemas.schema(random);
    byte[] input = Inputs.hostile(random, 60);

    Report report = Report.of(schema, dialect, Options.STANDARD, input);
    Driven lines = Driven.drive(schema, dialect, options("errors=only"), input, 7);

    if (!(report.ending() instanceof Step.Refused)) {
      List<String> ofLines =
          lines
              .text()
              .lines()
              .filter(line -> line.startsWith("{\"_error\":"))
              .map(line -> line.substring("{\"_error\":".length(), line.length() - 1))
              .toList();
      assertThat(report.errors()).isEqualTo(ofLines);
      assertThat(report.json().get("summary")).hasToString(lines.summary().toString());
    }
  }
}
