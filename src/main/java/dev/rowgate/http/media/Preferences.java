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

/// What a client prefers, as `Accept` and `Accept-Encoding` say it (RFC 9110, 12.4): values in
/// lower case, each with its weight, in the order given. What can't be read isn't preferred.
///
/// @param weights 0 for what is excluded; of a value given twice, the first one counts
public record Preferences(SequencedMap<String, Double> weights) {

  private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");

  private static final Preferences NONE = new Preferences(new LinkedHashMap<>());

  /// @param headers all of that name
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

  /// The weight of the first of these that is named.
  ///
  /// @param values from what says most to what says least
  public Optional<Double> weight(List<String> values) {
    return values.stream().filter(this::name).map(weights::get).findFirst();
  }

  /// Something that could be given, and how much it would be liked.
  record Offer<T>(T what, double weight) {}

  /// What is liked best; of several, the first one; empty if nothing is acceptable.
  static <T> Optional<T> best(Stream<Offer<T>> offers) {
    return offers
        .filter(offer -> offer.weight > 0)
        .reduce((one, other) -> other.weight > one.weight ? other : one)
        .map(Offer::what);
  }
}
