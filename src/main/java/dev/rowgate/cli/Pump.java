package dev.rowgate.cli;

import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.screen.ProgressLine;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Driver of one conversion from an input stream to an output stream. It writes all available lines
/// before it blocks on input, so a pipe delivers each record's line at once. Closes neither stream.
final class Pump {

  /// Bytes per read: the capacity of a pipe on Linux.
  private static final int PIECE = 64 << 10;

  private final Conversion conversion;
  private final InputStream in;
  private final OutputStream out;
  private final @Nullable ProgressLine progress;
  private final byte[] piece = new byte[PIECE];
  private long fed;

  /// @param progress is advanced by the bytes read; null for none
  Pump(Conversion conversion, InputStream in, OutputStream out, @Nullable ProgressLine progress) {
    this.conversion = conversion;
    this.in = in;
    this.out = out;
    this.progress = progress;
  }

  RunOutcome run() {
    while (true) {
      switch (conversion.step()) {
        case Step.NeedsInput _ -> feed();
        case Step.Ready _ -> {}
        // The process has no other conversion; the whole heap is available.
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.HasOutput _ -> {
          showProgress();
          try {
            conversion.drain(out);
          } catch (IOException e) {
            return new RunOutcome.Unwritable(e);
          }
        }
        case Step.Refused refused -> {
          return new RunOutcome.Refused(refused.problems());
        }
        case Step.Completed completed -> {
          return new RunOutcome.Completed(completed.summary());
        }
        case Step.Stopped stopped -> {
          return new RunOutcome.Stopped(stopped.summary(), stopped.fault());
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
      fed += length;
      showProgress();
      conversion.feed(piece, 0, length);
    }
  }

  private void showProgress() {
    if (progress != null) {
      progress.moveTo(fed + conversion.bytesAhead());
    }
  }
}
