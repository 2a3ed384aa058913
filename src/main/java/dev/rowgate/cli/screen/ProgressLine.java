package dev.rowgate.cli.screen;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Progress line on the terminal, redrawn in place and cleared at the end, also when a signal ends
/// the process. It appears only after one second.
public final class ProgressLine {

  private static final long SECOND = 1_000_000_000;
  private static final long FIRST_SHOWN = SECOND;
  private static final long REDRAWN = SECOND / 10;
  private static final int BAR = 24;
  private static final String CLEAR = "\r\033[K";
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private final PrintStream err;
  private final TextStyle style;
  private final String name;
  private final long total;
  private final LongSupplier nanos;
  private final long start;
  private long next;
  private long done;
  private boolean shown;
  private boolean ended;

  /// Clears the line when the process ends; null before the line was first shown.
  private @Nullable Thread hook;

  /// @param total bytes of the input; 0 if unknown
  /// @param nanos the clock, in nanoseconds
  ProgressLine(PrintStream err, TextStyle style, String name, long total, LongSupplier nanos) {
    this.err = err;
    this.style = style;
    this.name = name;
    this.total = total;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.next = start + FIRST_SHOWN;
  }

  public void advance(int bytes) {
    moveTo(done + bytes);
  }

  /// @param bytes number of bytes of the input that are processed
  public void moveTo(long bytes) {
    done = bytes;
    long now = nanos.getAsLong();
    if (now - next >= 0) {
      next = now + REDRAWN;
      draw(now - start);
    }
  }

  /// Clears the line, so that other output can follow. It is redrawn if the work continues.
  public synchronized void clear() {
    if (shown) {
      shown = false;
      err.print(CLEAR);
      err.flush();
    }
  }

  /// Clears the line permanently.
  public void end() {
    stop();
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is shutting down; the hook is running.
      }
    }
  }

  private synchronized void stop() {
    clear();
    ended = true;
  }

  private synchronized void draw(long elapsed) {
    if (ended) {
      return;
    }
    if (hook == null) {
      hook = new Thread(this::stop);
      Runtime.getRuntime().addShutdownHook(hook);
    }
    shown = true;
    double rate = done * (double) SECOND / elapsed;
    var line = new StringBuilder(CLEAR).append(Printable.of(name)).append("  ");
    if (total > 0) {
      double part = Math.min(1, done / (double) total);
      int filled = (int) (part * BAR);
      long left = (long) Math.ceil((total - done) / rate);
      line.append(style.good("━".repeat(filled)))
          .append(style.faint("─".repeat(BAR - filled)))
          .append(String.format(Locale.ROOT, " %3d %%  ", (int) (100 * part)))
          .append(size((double) done))
          .append(" of ")
          .append(size((double) total))
          .append("  ")
          .append(size(rate))
          .append("/s  ")
          .append(Math.max(0, left))
          .append(" s left");
    } else {
      line.append(size((double) done)).append("  ").append(size(rate)).append("/s");
    }
    err.print(line);
    err.flush();
  }

  private static String size(double bytes) {
    double size = bytes / 1000;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
  }
}
