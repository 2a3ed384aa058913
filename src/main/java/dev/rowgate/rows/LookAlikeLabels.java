package dev.rowgate.rows;

import dev.rowgate.problem.LookAlike;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Index of names by their [visual form][LookAlike#key] and without their case, to find those that
/// look like another name. Filled on first use.
///
/// @param names the names in order; of several that look alike, the first is found
/// @param counts selects the names to index
record LookAlikeLabels(List<String> names, Predicate<String> counts, Map<String, Integer> byLook) {

  LookAlikeLabels(List<String> names, Predicate<String> counts) {
    this(names, counts, new HashMap<>());
  }

  /// Returns the index of the name that looks like another; null if there is none.
  @Nullable Integer like(String name) {
    if (byLook.isEmpty()) {
      for (int i = 0; i < names.size(); i++) {
        if (counts.test(names.get(i))) {
          byLook.putIfAbsent(LookAlike.folded(names.get(i)), i);
          byLook.putIfAbsent(LookAlike.key(names.get(i)), i);
        }
      }
    }
    Integer found = byLook.get(LookAlike.folded(name));
    return found == null ? byLook.get(LookAlike.key(name)) : found;
  }
}
