package dev.rowgate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

/// The result of a case at one front end.
sealed interface Outcome {

  /// The run was refused.
  ///
  /// @param codes of all problems, sorted
  record Refused(List<String> codes) implements Outcome {}

  /// The input was read to its end.
  record Completed(byte[] output) implements Outcome {}

  /// A fault ended the run, and the front end made sure that the answer does not look complete.
  record Stopped(byte[] output) implements Outcome {}

  default void assertAsExpectedOf(Case given) {
    switch (this) {
      case Refused(List<String> codes) -> assertThat(codes).isEqualTo(given.codes());
      case Completed(byte[] output) -> {
        assertOutput(given, output);
        assertThat(WireRules.isComplete(given)).as("the run is complete").isTrue();
      }
      case Stopped(byte[] output) -> {
        assertOutput(given, output);
        assertThat(WireRules.isComplete(given)).as("the run is complete").isFalse();
      }
    }
  }

  private static void assertOutput(Case given, byte[] output) {
    assertThat(given.codes()).as("the codes of a refusal").isEmpty();
    if (!Arrays.equals(given.expected(), output)) {
      throw new AssertionError(Visible.difference(given.expected(), output));
    }
  }
}
