package dev.rowgate.conformance;

import dev.rowgate.conformance.ApiRunner.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Tests each case of the corpus with the Java API, whatever the pieces in which input is fed and
/// output read.
class ApiConformanceTest {
  @TestFactory
  Stream<DynamicTest> a_case_keeps_the_rules_of_the_wire_format() {
    return Case.tests(_ -> true, WireRules::check);
  }

  @TestFactory
  Stream<DynamicTest> the_api_gives_the_expected_bytes() {
    return atTheApi(Path.FAST, Integer.MAX_VALUE);
  }

  @TestFactory
  Stream<DynamicTest> the_api_fed_1_byte_at_a_time_gives_the_expected_bytes() {
    return atTheApi(Path.FAST, 1);
  }

  @TestFactory
  Stream<DynamicTest> the_api_fed_2_bytes_at_a_time_gives_the_expected_bytes() {
    return atTheApi(Path.FAST, 2);
  }

  @TestFactory
  Stream<DynamicTest> the_api_fed_3_bytes_at_a_time_gives_the_expected_bytes() {
    return atTheApi(Path.FAST, 3);
  }

  @TestFactory
  Stream<DynamicTest> the_api_fed_7_bytes_at_a_time_gives_the_expected_bytes() {
    return atTheApi(Path.FAST, 7);
  }

  @TestFactory
  Stream<DynamicTest> the_slow_path_for_every_record_gives_the_expected_bytes() {
    return atTheApi(Path.SLOW, Integer.MAX_VALUE);
  }

  @TestFactory
  Stream<DynamicTest> the_slow_path_fed_1_byte_at_a_time_gives_the_expected_bytes() {
    return atTheApi(Path.SLOW, 1);
  }

  @TestFactory
  Stream<DynamicTest> the_api_validates_what_it_transforms() {
    var runner = new ApiRunner(Path.FAST, 7);
    return Case.validations(
        Case::everyFrontEnd, given -> runner.run(given).assertAsExpectedOf(given));
  }

  @TestFactory
  Stream<DynamicTest> the_api_infers_the_expected_bytes() {
    return Stream.of(1, 7, Integer.MAX_VALUE)
        .flatMap(piece ->
            Case.tests(
                given -> given.everyFrontEnd() && given.command() == Command.INFER,
                given -> InferRunner.run(given, piece).assertAsExpectedOf(given)));
  }

  private static Stream<DynamicTest> atTheApi(Path path, int piece) {
    var runner = new ApiRunner(path, piece);
    return Case.tests(
        given -> given.everyFrontEnd() && given.command() != Command.INFER,
        given -> runner.run(given).assertAsExpectedOf(given));
  }
}
