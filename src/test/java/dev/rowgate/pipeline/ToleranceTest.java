package dev.rowgate.pipeline;

import static dev.rowgate.pipeline.Driven.drive;
import static dev.rowgate.pipeline.OptionsOf.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.problem.InputProblem;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ToleranceTest {

  /// Runs an input of `records` records, of which those that `bad` names have a cell too many.
  private static Driven run(int records, IntPredicate bad, String... options) {
    StringBuilder csv = new StringBuilder("a\n");
    for (int i = 1; i <= records; i++) {
      csv.append(bad.test(i) ? "x,y\n" : "x\n");
    }
    return drive(null, Dialect.RFC_4180, options(options), csv.toString().getBytes(UTF_8), 1_000);
  }

  private static InputProblem tooMany(String option, String limit, long rejected, long read) {
    return new InputProblem.TooManyErrors(option, limit, rejected, read);
  }

  @Test
  void as_many_rejected_records_as_allowed_complete() {
    assertThat(run(50, i -> i <= 10, "maxErrors=10").isComplete()).isTrue();
  }

  @Test
  void one_rejected_record_more_is_written_and_then_a_fault() {
    Driven driven = run(50, i -> i % 2 == 0, "maxErrors=10");
    assertThat(driven.fault()).isEqualTo(tooMany("maxErrors", "10", 11, 22));
    assertThat(driven.errors()).hasSize(11);
    JsonNode last = driven.errors().getLast();
    assertThat(last.get("record").asInt()).isEqualTo(22);
    JsonNode summary = driven.summary();
    assertThat(summary.get("complete").asBoolean()).isFalse();
    assertThat(summary.get("recordsRead").asInt()).isEqualTo(22);
    assertThat(summary.at("/fault/code").asString()).isEqualTo("too-many-errors");
    assertThat(summary.at("/fault/line")).isEqualTo(last.get("line"));
    assertThat(summary.at("/fault/byteOffset")).isEqualTo(last.get("byteOffset"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip", "only"})
  void the_bound_holds_however_errors_are_told(String errors) {
    Driven driven = run(50, i -> true, "maxErrors=3", "errors=" + errors);
    assertThat(driven.fault()).isEqualTo(tooMany("maxErrors", "3", 4, 4));
    assertThat(driven.errors()).hasSize(errors.equals("skip") ? 0 : 4);
  }

  @Test
  void no_rejected_record_may_be_allowed() {
    assertThat(run(50, i -> i == 50, "maxErrors=0").fault())
        .isEqualTo(tooMany("maxErrors", "0", 1, 50));
    assertThat(run(50, i -> false, "maxErrors=0").isComplete()).isTrue();
  }

  @Test
  void a_ratio_is_not_judged_before_record_100() {
    Driven driven = run(200, i -> i <= 50, "maxErrorRatio=0.3");
    assertThat(driven.fault()).isEqualTo(tooMany("maxErrorRatio", "0.3", 50, 100));
    assertThat(driven.summary().get("recordsRead").asInt()).isEqualTo(100);
  }

  @Test
  void a_ratio_is_judged_at_record_100_also_if_that_is_good() {
    assertThat(run(1_000, i -> i <= 11, "maxErrorRatio=0.1").fault())
        .isEqualTo(tooMany("maxErrorRatio", "0.1", 11, 100));
  }

  @Test
  void a_ratio_as_given_is_not_greater() {
    assertThat(run(1_000, i -> i <= 10, "maxErrorRatio=0.1").isComplete()).isTrue();
    assertThat(run(1_000, i -> i % 10 == 0, "maxErrorRatio=0.1").isComplete()).isTrue();
    assertThat(run(10, i -> i == 1, "maxErrorRatio=0.1").isComplete()).isTrue();
    assertThat(run(3, i -> true, "maxErrorRatio=1").isComplete()).isTrue();
  }

  @Test
  void a_ratio_is_judged_at_each_rejected_record_from_100_on() {
    assertThat(run(1_000, i -> i % 10 == 0 || i == 555, "maxErrorRatio=0.1").fault())
        .isEqualTo(tooMany("maxErrorRatio", "0.1", 56, 555));
  }

  @Test
  void a_ratio_is_judged_at_the_end_of_a_short_input() {
    Driven driven = run(99, i -> i > 89, "maxErrorRatio=0.1");
    assertThat(driven.fault()).isEqualTo(tooMany("maxErrorRatio", "0.1", 10, 99));
    assertThat(driven.rows()).hasSize(89);
    assertThat(run(99, i -> i > 90, "maxErrorRatio=0.1").isComplete()).isTrue();
  }

  @Test
  void a_ratio_of_zero_lets_no_rejected_record_pass() {
    assertThat(run(50, i -> i == 3, "maxErrorRatio=0").fault())
        .isEqualTo(tooMany("maxErrorRatio", "0", 1, 50));
    assertThat(run(150, i -> i == 120, "maxErrorRatio=0").fault())
        .isEqualTo(tooMany("maxErrorRatio", "0", 1, 120));
  }

  @Test
  void an_input_without_records_passes_any_ratio() {
    assertThat(run(0, i -> true, "maxErrorRatio=0").isComplete()).isTrue();
  }

  @Test
  void either_bound_stops_the_run() {
    assertThat(run(1_000, i -> i <= 20, "maxErrors=30", "maxErrorRatio=0.1").fault())
        .isEqualTo(tooMany("maxErrorRatio", "0.1", 20, 100));
    assertThat(run(1_000, i -> i <= 20, "maxErrors=5", "maxErrorRatio=0.5").fault())
        .isEqualTo(tooMany("maxErrors", "5", 6, 6));
  }

  @Test
  void a_run_that_fails_at_the_first_error_needs_no_bound() {
    assertThat(run(10, i -> i == 4, "errors=fail", "maxErrors=5").fault())
        .isEqualTo(new InputProblem.RecordRejected(4));
  }
}
