package dev.rowgate.conformance;

import dev.rowgate.options.Options.Reading;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each case of the corpus gives the expected bytes at the Java API, however it is fed and read.
class ApiConformanceTest {
  /// What comes out otherwise with Commons CSV for every record, and why.
  private static final Map<String, String> OTHERWISE_WITH_COMMONS_CSV =
      Map.ofEntries(
          Map.entry(
              "656-escape", "an escaped n is a line end to it, and an escaped x keeps its escape"),
          Map.entry("672-line-terminator-lf", "a lone CR in an unquoted cell ends its record"),
          Map.entry(
              "673-line-terminator-crlf", "a lone LF or CR in an unquoted cell ends its record"),
          Map.entry("674-line-terminator-cr", "a lone LF in an unquoted cell ends its record"),
          Map.entry("689-double-quote-false", "it joins doubled quotes"),
          Map.entry("690-double-quote-false-and-escape", "it joins doubled quotes"),
          Map.entry("693-skip-initial-space", "it drops spaces on both sides or on none"),
          Map.entry("780-described-by-frictionless-5", "it drops spaces on both sides or on none"),
          Map.entry("697-line-terminator-of-any-kind", "only line ends end a record"),
          Map.entry("698-line-terminator-begins-with-the-delimiter", "only line ends end a record"),
          Map.entry("1306-standard-line-terminator", "only line ends end a record"),
          Map.entry("1311-standard-skip-initial-space", "it drops spaces on both sides or on none"),
          Map.entry("1321-lost-quote-with-other-line-terminator", "only line ends end a record"),
          Map.entry("1322-escape-before-any-character", "an escaped é keeps its escape"),
          Map.entry(
              "1332-columns-filled-up-with-spaces", "it drops spaces on both sides or on none"));

  @TestFactory
  Stream<DynamicTest> a_case_keeps_the_rules_of_the_wire_format() {
    return Case.tests(_ -> true, WireRules::check);
  }

  @TestFactory
  Stream<DynamicTest> the_api_gives_the_expected_bytes() {
    return atTheApi(Reading.IN_PLACE, Integer.MAX_VALUE);
  }

  @TestFactory
  Stream<DynamicTest> the_api_fed_1_byte_at_a_time_gives_the_expected_bytes() {
    return atTheApi(Reading.IN_PLACE, 1);
  }

  @TestFactory
  Stream<DynamicTest> the_api_fed_2_bytes_at_a_time_gives_the_expected_bytes() {
    return atTheApi(Reading.IN_PLACE, 2);
  }

  @TestFactory
  Stream<DynamicTest> the_api_fed_3_bytes_at_a_time_gives_the_expected_bytes() {
    return atTheApi(Reading.IN_PLACE, 3);
  }

  @TestFactory
  Stream<DynamicTest> the_api_fed_7_bytes_at_a_time_gives_the_expected_bytes() {
    return atTheApi(Reading.IN_PLACE, 7);
  }

  @TestFactory
  Stream<DynamicTest> commons_csv_for_every_record_gives_the_expected_bytes() {
    return atTheApi(Reading.COMMONS_CSV, Integer.MAX_VALUE);
  }

  @TestFactory
  Stream<DynamicTest> commons_csv_fed_1_byte_at_a_time_gives_the_expected_bytes() {
    return atTheApi(Reading.COMMONS_CSV, 1);
  }

  @TestFactory
  Stream<DynamicTest> the_api_validates_what_it_transforms() {
    var door = new ApiDoor(Reading.IN_PLACE, 7);
    return Case.validations(Case::everyDoor, given -> door.run(given).assertAsExpectedOf(given));
  }

  @TestFactory
  Stream<DynamicTest> the_api_infers_the_expected_bytes() {
    return Stream.of(1, 7, Integer.MAX_VALUE)
        .flatMap(piece ->
            Case.tests(
                given -> given.everyDoor() && given.command() == Command.INFER,
                given -> InferDoor.run(given, piece).assertAsExpectedOf(given)));
  }

  private static Stream<DynamicTest> atTheApi(Reading reading, int piece) {
    var door = new ApiDoor(reading, piece);
    boolean withCommonsCsv = reading == Reading.COMMONS_CSV;
    return Case.tests(
        given ->
            given.everyDoor()
                && given.command() != Command.INFER
                && !(withCommonsCsv && OTHERWISE_WITH_COMMONS_CSV.containsKey(given.name())),
        given -> door.run(given).assertAsExpectedOf(given));
  }
}
