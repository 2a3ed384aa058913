package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.lines.StrictJson;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A conversion driven to its end, and what it asked for on the way.
///
/// @param steps all but `NeedsInput` and `NeedsRoom`
/// @param drained how many bytes came out at each `HasOutput`
/// @param lines the output as objects, by strict reading
public record Driven(List<Step> steps, List<Integer> drained, byte[] output, List<JsonNode> lines) {

  static Driven drive(
      @Nullable Schema schema, Dialect dialect, Options options, byte[] input, int... pieces) {
    return drive(new Conversion(schema, dialect, options, Limits.STANDARD), null, input, pieces);
  }

  public static Driven drive(Conversion conversion, byte[] input, int... pieces) {
    return drive(conversion, null, input, pieces);
  }

  /// @param cut what the input breaks off with, or null if it comes to its end
  static Driven drive(
      Conversion conversion, @Nullable InputProblem cut, byte[] input, int... pieces) {
    List<Step> steps = new ArrayList<>();
    List<Integer> drained = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int fed = 0;
    int piece = 0;
    boolean ended = false;
    while (true) {
      Step step = conversion.step();
      if (!(step instanceof Step.NeedsInput || step instanceof Step.NeedsRoom)) {
        steps.add(step);
      }
      switch (step) {
        case Step.NeedsInput _ -> {
          if (fed < input.length) {
            int length = Math.min(pieces[piece++ % pieces.length], input.length - fed);
            conversion.feed(input, fed, length);
            fed += length;
          } else if (ended) {
            throw new AssertionError("asks for input behind the end");
          } else {
            ended = true;
            if (cut == null) {
              conversion.end();
            } else {
              conversion.cut(cut);
            }
          }
        }
        case Step.Ready _ -> {}
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.HasOutput _ -> {
          int before = out.size();
          drain(conversion, out);
          drained.add(out.size() - before);
        }
        case Step.Refused _, Step.Completed _, Step.Stopped _ -> {
          byte[] output = out.toByteArray();
          return new Driven(steps, drained, output, StrictJson.lines(output));
        }
      }
    }
  }

  /// Drives a conversion to its end, as a front end does that gives it the input by position.
  ///
  /// @param piece the most bytes to feed at once
  /// @param out takes the output
  /// @throws IOException as `out` throws it
  static Step.Ending run(Conversion conversion, byte[] input, int piece, OutputStream out)
      throws IOException {
    while (true) {
      switch (conversion.step()) {
        case Step.NeedsInput _ -> {
          int at = (int) conversion.next();
          int length = Math.min(piece, input.length - at);
          if (length == 0) {
            conversion.end();
          } else {
            conversion.feed(input, at, length);
          }
        }
        case Step.Ready _ -> {}
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.HasOutput _ -> conversion.drain(out);
        case Step.Ending ending -> {
          return ending;
        }
      }
    }
  }

  private static void drain(Conversion conversion, ByteArrayOutputStream out) {
    try {
      conversion.drain(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Step ending() {
    return steps.getLast();
  }

  List<InputProblem> refusal() {
    return ((Step.Refused) ending()).problems();
  }

  InputProblem fault() {
    return ((Step.Stopped) ending()).fault();
  }

  public boolean isComplete() {
    return ending() instanceof Step.Completed;
  }

  String text() {
    return new String(output, UTF_8);
  }

  public JsonNode summary() {
    JsonNode summary = lines.getLast().get("_summary");
    if (summary == null) {
      throw new AssertionError("no summary: " + text());
    }
    return summary;
  }

  public List<JsonNode> errors() {
    return lines.stream().filter(l -> l.has("_error")).map(l -> l.get("_error")).toList();
  }

  public List<JsonNode> rows() {
    return lines.stream().filter(l -> !l.has("_error") && !l.has("_summary")).toList();
  }
}
