package dev.rowgate.cli;

import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.screen.Progress;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Drives one conversion from a stream to a stream. Lines go out before more input is waited for,
/// so that they flow through a pipe as its records come in. Closes nothing.
final class Pump {

  /// As much as a pipe holds on Linux: more would only wait for several fillings.
  private static final int PIECE = 64 << 10;

  private final Conversion conversion;
  private final InputStream in;
  private final OutputStream out;
  private final @Nullable Progress progress;
  private final byte[] piece = new byte[PIECE];

  /// @param progress told of what is read, or null
  Pump(Conversion conversion, InputStream in, OutputStream out, @Nullable Progress progress) {
    this.conversion = conversion;
    this.in = in;
    this.out = out;
    this.progress = progress;
  }

  Ending run() {
    while (true) {
      switch (conversion.step()) {
        case Step.NeedsInput _ -> feed();
        case Step.Ready _ -> {}
        // All of the heap is for this one.
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.HasOutput _ -> {
          try {
            conversion.drain(out);
          } catch (IOException e) {
            return new Ending.Unwritable(e);
          }
        }
        case Step.Refused refused -> {
          return new Ending.Refused(refused.problems());
        }
        case Step.Completed completed -> {
          return new Ending.Completed(completed.summary());
        }
        case Step.Stopped stopped -> {
          return new Ending.Stopped(stopped.fault());
        }
      }
    }
  }

  private void feed() {
    int length;
    try {
      length = in.read(piece);
    } catch (IOException e) {
      conversion.cut(SizedInput.problem(e));
      return;
    }
    if (length < 0) {
      conversion.end();
    } else {
      if (progress != null) {
        progress.advance(length);
      }
      conversion.feed(piece, 0, length);
    }
  }
}
