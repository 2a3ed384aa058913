package dev.rowgate.cli.screen;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Output to a terminal that may show a progress line, which is cleared before each write.
public final class ClearingOutput extends FilterOutputStream {

  private final ProgressLine progress;

  public ClearingOutput(OutputStream out, ProgressLine progress) {
    super(out);
    this.progress = progress;
  }

  @Override
  public void write(int b) throws IOException {
    progress.clear();
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    progress.clear();
    out.write(bytes, offset, length);
  }
}
