package dev.rowgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;

/// Writes the man page and the completions, made of the model that `--help` is made of. The archive
/// calls it; it lies among the tests since nothing of it is needed to run.
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

  /// Where the flags know no value, bash offers files, as it does by itself; the library turns that
  /// off.
  private static String bash() {
    return AutoComplete.bash("rowgate", CommandModel.commandLine())
        .replace("  type compopt &>/dev/null && compopt +o default\n", "");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
