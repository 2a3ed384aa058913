package dev.rowgate.cli.screen;

/// What the process's output streams lead to.
public interface Terminal {

  enum Stream {
    OUT,
    ERR
  }

  /// No stream leads to a terminal.
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

  /// Whether a person may be looking.
  boolean isBehind(Stream stream);

  /// How many characters fit a line of the terminal behind the stream; a guess where it can't be
  /// told.
  int columns(Stream stream);
}
