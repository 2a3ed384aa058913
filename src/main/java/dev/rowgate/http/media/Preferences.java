package dev.rowgate.http.media;

import static java.util.Objects.requireNonNullElse;

import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Content negotiation preferences, as in `Accept` and `Accept-Encoding` (RFC 9110, section 12.4):
/// lower-case values with weights, in the given order. Malformed items are ignored.
///
/// @param weights from 0 (excluded) to 1; of a repeated value the first one counts
public record Preferences(SequencedMap<String, Double> weights) {

  private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

  private static final Preferences NONE = new Preferences(new LinkedHashMap<>());

  /// @param headers all lines of the header
  public static Preferences of(Enumeration<String> headers) {
    if (!headers.hasMoreElements()) {
      return NONE;
    }
    var weights = new LinkedHashMap<String, Double>();
    while (headers.hasMoreElements()) {
      for (HeaderValue item : HeaderValue.list(headers.nextElement())) {
        String weight = requireNonNullElse(item.parameter("q"), "1");
        if (!item.value().isEmpty() && WEIGHT.matcher(weight).matches()) {
          weights.putIfAbsent(item.value().toLowerCase(Locale.ROOT), Double.valueOf(weight));
        }
      }
    }
    return new Preferences(weights);
  }

  boolean areEmpty() {
    return weights.isEmpty();
  }

  boolean name(String value) {
    return weights.containsKey(value);
  }

  /// Returns the weight of the first of these values that is named; empty if none is.
  ///
  /// @param values from the most to the least specific
  public Optional<Double> weight(List<String> values) {
    return values.stream().filter(this::name).map(weights::get).findFirst();
  }

  /// A candidate and its weight.
  record Offer<T>(T what, double weight) {}

  /// Returns the candidate with the greatest weight, the first one of several; empty if none is
  /// acceptable.
  static <T> Optional<T> best(Stream<Offer<T>> offers) {
    return offers
        .filter(offer -> offer.weight > 0)
        .reduce((one, other) -> other.weight > one.weight ? other : one)
        .map(Offer::what);
  }
}
