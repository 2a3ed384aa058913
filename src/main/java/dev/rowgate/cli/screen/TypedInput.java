package dev.rowgate.cli.screen;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Standard input from a terminal. Its first read prints that it waits for typed input; otherwise a
/// command without a file would seem to hang.
public final class TypedInput extends FilterInputStream {

  private final ErrorOutput stderr;
  private boolean hasSaidSo;

  private TypedInput(InputStream in, ErrorOutput stderr) {
    super(in);
    this.stderr = stderr;
  }

  /// @return `in` itself if it isn't a terminal
  public static InputStream of(InputStream in, Screen screen, ErrorOutput stderr) {
    return screen.isBehind(Terminal.Stream.IN) ? new TypedInput(in, stderr) : in;
  }

  private void saySo() {
    if (!hasSaidSo) {
      hasSaidSo = true;
      stderr.say("reading standard input from the terminal; end with Ctrl-D");
    }
  }

  @Override
  public int read() throws IOException {
    saySo();
    return super.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    saySo();
    return super.read(into, offset, length);
  }
}
