package dev.rowgate.pipeline;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// One run from CSV bytes to JSON lines. It does no I/O of its own and never waits:
///
/// ```java
/// while (true) {
///   switch (conversion.step()) {
///     case Step.NeedsInput _ -> {
///       int n = in.read(buffer);
///       if (n < 0) conversion.end(); else conversion.feed(buffer, 0, n);
///     }
///     case Step.HasOutput _ -> conversion.drain(out);
///     ...
/// ```
///
/// Not thread-safe; at most one thread at a time, not always the same.
public final class Conversion {

  /// @param schema what a row must be, or null for all text
  public Conversion(@Nullable Schema schema, Dialect dialect, Options options, Limits limits) {
    throw new UnsupportedOperationException("stub: being written");
  }

  /// Goes on until something is needed of the caller.
  public Step step() {
    throw new UnsupportedOperationException("stub: being written");
  }

  /// Takes the next bytes of the input, all of them; only after [Step.NeedsInput].
  public void feed(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException("stub: being written");
  }

  /// The input has come to its end; only after [Step.NeedsInput].
  public void end() {
    throw new UnsupportedOperationException("stub: being written");
  }

  /// The input broke off: what stands behind the last line end is no record. Only after
  /// [Step.NeedsInput].
  public void cut(InputProblem fault) {
    throw new UnsupportedOperationException("stub: being written");
  }

  /// Writes the lines that are ready; only after [Step.HasOutput].
  ///
  /// @throws IOException as `out` throws it; the run can't go on then
  public void drain(OutputStream out) throws IOException {
    throw new UnsupportedOperationException("stub: being written");
  }

  /// The counts so far.
  public Summary summary() {
    throw new UnsupportedOperationException("stub: being written");
  }
}
