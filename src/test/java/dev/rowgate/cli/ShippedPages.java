package dev.rowgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;

/// Writer of the man page and completions, from the model of `--help`. The build of the archive
/// calls it; it is test code because the program doesn't need it.
final class ShippedPages {

  static final Path MAN = Path.of("man/man1/rowgate.1");
  static final Path BASH = Path.of("bash-completion/completions/rowgate");
  static final Path FISH = Path.of("fish/vendor_completions.d/rowgate.fish");

  private ShippedPages() {}

  /// @param args a directory such as `/usr/local/share`
  public static void main(String[] args) throws IOException {
    Path share = Path.of(args[0]);
    write(share.resolve(MAN), ManPage.text());
    write(share.resolve(BASH), bash());
    write(share.resolve(FISH), FishCompletion.text());
  }

  /// Re-enables bash's default completion of file names for flags without a list of values, which
  /// picocli turns off.
  private static String bash() {
    return AutoComplete.bash("rowgate", CommandModel.commandLine())
        .replace("  type compopt &>/dev/null && compopt +o default\n", "");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
