package dev.rowgate.schema.json;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Name sets of the standard's vocabulary that several types share.
public final class Names {

  /// The constraints of types whose values are ordered.
  public static final Set<String> OF_ORDERED =
      words("required unique enum minimum maximum exclusiveMinimum exclusiveMaximum");

  private Names() {}

  /// Returns the words of a text as a set, see [#of].
  public static Set<String> words(String spaced) {
    return of(spaced.split(" "));
  }

  /// Returns an unmodifiable set in the given order, in which messages list the names.
  public static Set<String> of(String... names) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
  }
}
