package dev.rowgate.cli.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writer of the man page and completions, from the model of `--help`. The build calls it.
final class ShippedPages {

  static final Path MAN = Path.of("man/man1/rowgate.1");
  static final Path BASH = Path.of("bash-completion/completions/rowgate");
  static final Path ZSH = Path.of("zsh/site-functions/_rowgate");
  static final Path FISH = Path.of("fish/vendor_completions.d/rowgate.fish");

  private ShippedPages() {}

  /// @param args the directory to write to, such as `/usr/local/share`
  public static void main(String[] args) throws IOException {
    Path share = Path.of(args[0]);
    write(share.resolve(MAN), ManPage.text());
    write(share.resolve(BASH), BashCompletion.text());
    write(share.resolve(ZSH), ZshCompletion.text());
    write(share.resolve(FISH), FishCompletion.text());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
