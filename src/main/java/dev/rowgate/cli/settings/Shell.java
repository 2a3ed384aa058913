package dev.rowgate.cli.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A shell that `rowgate completion` has a script for.
public enum Shell {
  BASH,
  ZSH,
  FISH;

  public static final List<String> NAMES = Arrays.stream(values()).map(Shell::id).toList();

  public static Optional<Shell> of(String text) {
    return Arrays.stream(values()).filter(shell -> shell.id().equals(text)).findFirst();
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
