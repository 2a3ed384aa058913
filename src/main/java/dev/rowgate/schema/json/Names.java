package dev.rowgate.schema.json;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Words of the standard's vocabulary that more than one type has.
public final class Names {

  /// The constraints of a type whose values have an order.
  public static final Set<String> OF_ORDERED =
      of(
          "required",
          "unique",
          "enum",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum");

  private Names() {}

  /// A set that keeps the order given, in which a refusal lists the names.
  public static Set<String> of(String... names) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
  }
}
