package dev.rowgate.cli.screen;

/// Information about the terminals of the standard streams.
public interface Terminal {

  enum Stream {
    IN,
    OUT,
    ERR
  }

  /// No stream is a terminal.
  Terminal NONE =
      new Terminal() {
        @Override
        public boolean isBehind(Stream stream) {
          return false;
        }

        @Override
        public int columns(Stream stream) {
          return 80;
        }
      };

  /// Whether a terminal shows the stream.
  boolean isBehind(Stream stream);

  /// The width in columns of the stream's terminal; a default if it is unknown.
  int columns(Stream stream);
}
