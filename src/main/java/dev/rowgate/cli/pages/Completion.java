package dev.rowgate.cli.pages;

import dev.rowgate.cli.settings.Shell;

/// Provider of the scripts of `rowgate completion`.
public final class Completion {

  private Completion() {}

  public static String text(Shell shell) {
    return switch (shell) {
      case BASH -> BashCompletion.text();
      case ZSH -> ZshCompletion.text();
      case FISH -> FishCompletion.text();
    };
  }
}
