package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.machine.Block;
import dev.rowgate.http.machine.Spool;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Upload that can be read twice: the first pass spools it to disk for the second. The first pass
/// may stop early; the second then continues with the rest of the original. Not thread-safe.
public final class TwiceRead implements Upload {

  private final Upload upload;
  private final Spool spool;
  private @Nullable InputProblem full;
  private boolean again;

  /// The bytes written last, after those in the spool.
  private final Block tail = new Block();

  /// The block that was read from the spool.
  private final Block taken = new Block();

  private int position;

  /// @param spool must be empty; closed by its creator
  public TwiceRead(Upload upload, Spool spool) {
    this.upload = upload;
    this.spool = spool;
  }

  /// Starts the second pass.
  public void rewind() {
    again = true;
  }

  /// Why the upload can't be spooled; null if it can.
  @Nullable
  public InputProblem full() {
    return full;
  }

  @Override
  public int read(ReadBuffer into) {
    return again ? readAgain(into) : readFirst(into);
  }

  private int readFirst(ReadBuffer into) {
    int length = full == null ? upload.read(into) : -1;
    for (int kept = 0; kept < length; ) {
      if (tail.isFull()) {
        InputProblem none = spool.append(tail);
        if (none != null) {
          full =
              none instanceof InputProblem.SpoolFull(var reason)
                  ? new InputProblem.InputSpoolFull(reason)
                  : none;
          return -1;
        }
        tail.clear();
      }
      kept += tail.append(into.bytes(), kept, length - kept);
    }
    return length;
  }

  private int readAgain(ReadBuffer into) {
    if (position == taken.size() && !spool.isEmpty()) {
      spool.take(taken);
      position = 0;
    }
    if (position < taken.size()) {
      int length = Math.min(ReadBuffer.SIZE, taken.size() - position);
      System.arraycopy(taken.array(), position, into.room(length), 0, length);
      position += length;
      return length;
    }
    if (!tail.isEmpty()) {
      taken.clear();
      taken.append(tail.array(), 0, tail.size());
      tail.clear();
      position = 0;
      return readAgain(into);
    }
    return upload.read(into);
  }

  @Override
  public @Nullable InputProblem fault() {
    return full == null ? upload.fault() : full;
  }

  @Override
  public List<InputProblem> explain(List<InputProblem> refused) {
    return upload.explain(refused);
  }

  @Override
  public List<InputProblem> warnings() {
    return upload.warnings();
  }

  @Override
  public boolean isInDoubt() {
    return upload.isInDoubt();
  }
}
