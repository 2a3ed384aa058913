package dev.rowgate.problem;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finder of the existing name that was probably meant by an unknown one.
public final class Nearest {

  private static final int SHORT_NAME = 4;

  /// Maximum length of names to compare: they may be untrusted, and a comparison takes time in the
  /// product of their lengths.
  private static final int LONG_NAME = 100;

  private Nearest() {}

  /// Returns the name that is at most two edits away from `name`; null if there is none. Case is
  /// ignored. Of names at the same distance, one of the same length is preferred, then the first.
  public static @Nullable String to(String name, Collection<String> names) {
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : names) {
      int distance = distanceWithinReach(name, candidate);
      boolean nearer = distance < least;
      // `=<` more likely means `<=`, which has the same characters, than `<`.
      boolean alike = distance == least && nearest != null && nearest.length() != name.length();
      if (nearer || (alike && candidate.length() == name.length())) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /// Returns the distance, or [Integer#MAX_VALUE] if it is too large. In a name of up to four
  /// letters only one edit is allowed, since two would leave too little in common.
  private static int distanceWithinReach(String name, String candidate) {
    int reach = Math.min(name.length(), candidate.length()) <= SHORT_NAME ? 1 : 2;
    if (Math.abs(name.length() - candidate.length()) > reach
        || Math.max(name.length(), candidate.length()) > LONG_NAME) {
      return Integer.MAX_VALUE;
    }
    int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
    return distance <= reach ? distance : Integer.MAX_VALUE;
  }

  /// Returns the number of characters inserted, deleted, replaced, or swapped with their neighbour
  /// (optimal string alignment).
  private static int distance(String a, String b) {
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      current[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] reused = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = reused;
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, beforePrevious[j - 2] + 1);
        }
        current[j] = least;
      }
    }
    return current[b.length()];
  }
}
