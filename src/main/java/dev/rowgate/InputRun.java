package dev.rowgate;

import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Feeder of one conversion from an input stream, which it doesn't close.
final class InputRun {

  /// Bytes per read.
  private static final int PIECE = 64 << 10;

  private final Conversion conversion;
  private final InputStream in;
  private final byte[] piece = new byte[PIECE];
  private @Nullable IOException failure;

  InputRun(Conversion conversion, InputStream in) {
    this.conversion = conversion;
    this.in = in;
    conversion.explainDamage(damage -> SizedInput.explain(in, damage));
  }

  /// Reads until there is output, the header is read, or the run has ended.
  Step next() {
    while (true) {
      Step step = conversion.step();
      switch (step) {
        case Step.NeedsInput _ -> feed();
        // The limits bound the memory of one run; the heap is the caller's responsibility.
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.HasOutput _, Step.Ready _, Step.Ending _ -> {
          return step;
        }
      }
    }
  }

  /// Why the stream couldn't be read to its end; null if there was no error.
  @Nullable IOException failure() {
    return failure;
  }

  private void feed() {
    int length;
    try {
      length = in.read(piece);
    } catch (IOException e) {
      failure = e;
      conversion.cut(SizedInput.problem(e));
      return;
    }
    if (length < 0) {
      conversion.end();
    } else {
      conversion.feed(piece, 0, length);
    }
  }
}
