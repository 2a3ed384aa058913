package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.InputProblem.BrokenHeader;
import dev.rowgate.problem.InputProblem.HeadTooLong;
import dev.rowgate.problem.InputProblem.LeftOutLineTooLong;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.Dialects;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands before the first record, where it has no end or hardly one.
class HeadTest {

  private static final int LIMIT = 10_240;

  private static final Limits LIMITS =
      Limits.STANDARD.with(Limit.MAX_RECORD_BYTES, LIMIT).with(Limit.MAX_CELL_BYTES, LIMIT);

  private static final RowProblem.RecordTooLarge TOO_LARGE = new RowProblem.RecordTooLarge(LIMIT);

  private static Dialect dialect(String options) {
    return Dialects.dialect(options.isEmpty() ? new String[0] : options.split(" "));
  }

  private static Conversion conversion(Dialect dialect) {
    return new Conversion(null, dialect, Options.STANDARD, LIMITS);
  }

  /// What ends a run whose input goes on with `again` for ever; more than `most` bytes of it
  /// mustn't be asked for.
  private static InputProblem endless(String options, String start, String again, int most) {
    try (Conversion conversion = conversion(dialect(options))) {
      byte[] next = (start + again).getBytes(UTF_8);
      int fed = 0;
      while (true) {
        switch (conversion.step()) {
          case Step.NeedsInput _ -> {
            assertThat(fed).isLessThan(most);
            conversion.feed(next, 0, next.length);
            fed += next.length;
            next = again.getBytes(UTF_8);
          }
          case Step.NeedsRoom room -> conversion.grant(room.bytes());
          case Step.Refused refused -> {
            return refused.problems().getFirst();
          }
          case Step.Stopped stopped -> {
            return stopped.fault();
          }
          case Step.Ready _ -> {}
          case Step.HasOutput _ -> conversion.drain(java.io.OutputStream.nullOutputStream());
          case Step.Completed _ -> throw new AssertionError("it has no end");
        }
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "'', 'a,'", "'headerRows=1,2', 'a\n'", "quote= trim=true, ' '"})
  void a_header_line_without_an_end_is_refused_at_the_record_limit(String options, String start) {
    long line = start.chars().filter(c -> c == '\n').count() + 1;
    assertThat(endless(options, start, "\0".repeat(100), 2 * LIMIT))
        .isEqualTo(new BrokenHeader(line, TOO_LARGE));
  }

  @Test
  void a_quote_without_an_end_in_the_header_is_refused_at_the_record_limit() {
    assertThat(endless("", "a,\"", "xyz\n", 2 * LIMIT))
        .isEqualTo(new BrokenHeader(1, new RowProblem.UnclosedQuote(2, LIMIT)));
    assertThat(endless("", "a,\"b\"x", "xyz", 2 * LIMIT))
        .isEqualTo(new BrokenHeader(1, new RowProblem.StrayQuote(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "skipRows=3, 'x\n', 2",
    "skipRows=3 header=false, '', 1",
    "comment=#, '\n#', 2",
    "comment=# header=false, '#', 1",
    "headerRows=2, '', 1",
    "'headerRows=1,3', 'a\n', 2",
  })
  void a_line_without_an_end_that_is_left_out_is_refused_at_the_record_limit(
      String options, String start, int line) {
    assertThat(endless(options, start, "z".repeat(100), 2 * LIMIT))
        .isEqualTo(new LeftOutLineTooLong(line, LIMIT));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '\n'",
    "comment=#, '#x\n'",
    "comment=#, '#x\n\n'",
    "comment=# header=false, '\r\n#x\n'",
    "'headerRows=1,9 comment=#', '#y\n'",
  })
  void lines_without_end_that_are_left_out_are_refused_at_a_limit_of_their_own(
      String options, String line) {
    String start = options.startsWith("headerRows") ? "a\n" : "";
    assertThat(endless(options, start, line.repeat(100), 66 * LIMIT))
        .isEqualTo(new HeadTooLong(64 * LIMIT));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void what_is_as_long_as_the_limit_is_read_however_it_is_fed(int piece) {
    String comment = "#" + "x".repeat(LIMIT - 1) + "\n";
    Driven driven =
        Driven.drive(
            conversion(dialect("skipRows=1 comment=#")),
            (comment + comment + "a\n1\n" + comment + "#" + comment + "2\n").getBytes(UTF_8),
            piece);
    assertThat(driven.text()).startsWith("{\"a\":\"1\"}\n{\"a\":\"2\"}\n");

    Driven tooLong =
        Driven.drive(
            conversion(dialect("comment=#")), ("#" + comment + "a\n1\n").getBytes(UTF_8), piece);
    assertThat(tooLong.refusal()).isEqualTo(List.of(new LeftOutLineTooLong(1, LIMIT)));
  }
}
