package dev.rowgate.cli.settings;

import java.util.regex.Pattern;

/// Quoting of an argument in a suggested command, so that a shell passes it on as it is.
public final class ShellWord {

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

  private ShellWord() {}

  /// Returns a file name as a shell takes it: in single quotes if it has a character that isn't
  /// plain, and never like a flag.
  public static String ofFile(String name) {
    String file = name.startsWith("-") ? "./" + name : name;
    return PLAIN.matcher(file).matches() ? file : "'" + file.replace("'", "'\\''") + "'";
  }
}
