package dev.rowgate.infer;

import dev.rowgate.options.OptionReader;
import dev.rowgate.options.OptionsResult;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Options of an inference, parsed from text for both front ends.
///
/// @param scope how much of the input is read
/// @param dialect the known part of the dialect, which isn't inferred
/// @param explain whether the result includes the evidence for all decisions
public record InferOptions(Scope scope, PartialDialect dialect, boolean explain) {

  private static final String SAMPLE_BYTES = "sampleBytes";
  private static final String SAMPLE_ROWS = "sampleRows";
  private static final String WHOLE = "whole";
  private static final String EXPLAIN = "explain";

  /// Dialect options that a caller may specify.
  private static final List<String> DIALECT =
      List.of(
          ("delimiter quote doubleQuote escape comment header skipInitialSpace nullSequence"
                  + " lineTerminator encoding")
              .split(" "));

  /// The names as in a query; the command line uses kebab case.
  public static final List<String> NAMES =
      Stream.concat(Stream.of(SAMPLE_BYTES, SAMPLE_ROWS, WHOLE, EXPLAIN), DIALECT.stream())
          .toList();

  private static final long MOST = 999_999_999_999_999_999L;

  /// Result of parsing the options.
  public sealed interface Result {

    record Read(InferOptions options) implements Result {}

    /// @param problems all problems; never empty
    record Refused(List<InputProblem> problems) implements Result {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /// Returns these options with the evidence for all decisions in the result.
  public InferOptions explained() {
    return new InferOptions(scope, dialect, true);
  }

  /// @param given all values of each name
  public static Result read(Map<String, List<String>> given) {
    List<InputProblem> problems = new ArrayList<>();
    Map<String, List<String>> dialect = new LinkedHashMap<>();
    Map<String, String> own = new LinkedHashMap<>();
    given.forEach((name, values) -> {
      if (DIALECT.contains(name)) {
        dialect.put(name, values);
      } else if (!NAMES.contains(name)) {
        problems.add(
            new InputProblem.UnknownOption(
                Excerpt.of(name).text(), Nearest.to(name, NAMES), NAMES));
      } else if (values.size() > 1) {
        problems.add(bad(name, String.join(", ", values), "one value, given once"));
      } else if (!values.isEmpty()) {
        own.put(name, values.getFirst());
      }
    });
    Scope scope = scope(own, problems);
    boolean explain = isTrue(EXPLAIN, own, problems);
    PartialDialect known =
        switch (OptionReader.read(dialect)) {
          case OptionsResult.Read read -> read.dialect();
          case OptionsResult.Refused refused -> {
            problems.addAll(refused.problems());
            yield PartialDialect.NOTHING;
          }
        };
    InputProblem conflict = known.complete().conflict();
    if (problems.isEmpty() && conflict != null) {
      problems.add(conflict);
    }
    return problems.isEmpty()
        ? new Result.Read(new InferOptions(scope, known, explain))
        : new Result.Refused(problems);
  }

  private static Scope scope(Map<String, String> own, List<InputProblem> problems) {
    boolean whole = isTrue(WHOLE, own, problems);
    long bytes = number(SAMPLE_BYTES, own, problems);
    long rows = number(SAMPLE_ROWS, own, problems);
    if (whole && bytes + rows > 0) {
      problems.add(bad(WHOLE, "true", "true without sampleBytes and sampleRows"));
    }
    if (whole) {
      return Scope.WHOLE;
    }
    return new Scope(
        bytes > 0 ? (Long) bytes : rows > 0 ? null : (Long) Scope.STANDARD_BYTES,
        rows > 0 ? (Long) rows : null);
  }

  private static boolean isTrue(String name, Map<String, String> own, List<InputProblem> problems) {
    String text = own.getOrDefault(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      problems.add(bad(name, text, "true or false"));
    }
    return text.equals("true");
  }

  /// Returns the number; 0 if it isn't given or invalid.
  private static long number(String name, Map<String, String> own, List<InputProblem> problems) {
    String text = own.get(name);
    if (text == null) {
      return 0;
    }
    boolean good =
        text.length() <= 18
            && !text.isEmpty()
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && Long.parseLong(text) > 0;
    if (!good) {
      problems.add(bad(name, text, "a whole number from 1 to " + MOST));
    }
    return good ? Long.parseLong(text) : 0;
  }

  private static InputProblem bad(String name, String value, String expected) {
    return new InputProblem.BadOption(name, Excerpt.of(value), expected, null);
  }
}
