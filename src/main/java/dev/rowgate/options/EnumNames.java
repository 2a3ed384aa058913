package dev.rowgate.options;

import java.util.Locale;

/// Names of enum constants as users write and read them: `ZERO_COPY` is `zero-copy`.
public final class EnumNames {

  private EnumNames() {}

  public static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
