package dev.rowgate.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Compression;
import dev.rowgate.infer.InferOptions;
import dev.rowgate.infer.Inference;
import dev.rowgate.infer.Inferred;
import dev.rowgate.options.Limits;

/// Runs a case of `infer` with the Java API.
final class InferRunner {

  private InferRunner() {}

  /// @param piece number of bytes fed at a time
  static Outcome run(Case given, int piece) {
    return switch (InferOptions.read(given.options())) {
      case InferOptions.Result.Refused(var problems) -> ApiRunner.refused(problems);
      case InferOptions.Result.Read(var options) -> infer(given.input(), options, piece);
    };
  }

  private static Outcome infer(byte[] input, InferOptions options, int piece) {
    try (var inference = new Inference(options, Limits.STANDARD, Compression.DETECT)) {
      int fed = 0;
      while (inference.wantsMore() && fed < input.length) {
        int length = Math.min(piece, input.length - fed);
        inference.feed(input, fed, length);
        fed += length;
      }
      return switch (inference.end()) {
        case Inferred.Descriptor(String json, _, _, _) ->
            new Outcome.Completed(json.getBytes(UTF_8));
        case Inferred.Refused(var problems) -> ApiRunner.refused(problems);
      };
    }
  }
}
