package dev.rowgate.http.media;

import dev.rowgate.bytes.Encoders;
import dev.rowgate.http.media.Preferences.Offer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Content codings of a response with rows.
public enum ContentCoding {
  ZSTD,
  GZIP,
  IDENTITY;

  /// The names of the supported codings, for messages.
  static final List<String> ALL = List.of("identity", "gzip", "zstd");

  /// Order of preference among the codings that the client names: zstd is faster and compresses
  /// better.
  private static final List<ContentCoding> OF_THOSE_NAMED = List.of(ZSTD, GZIP, IDENTITY);

  /// Default preference when the client states none: uncompressed first, so rows are not delayed.
  private static final List<ContentCoding> OF_ALL = List.of(IDENTITY, GZIP, ZSTD);

  /// Weight of identity if it isn't named: acceptable, but less than any named coding.
  private static final double LEAST = 0.000_1;

  /// Selects the coding for a client (RFC 9110, section 12.5.3); empty if the client excludes all.
  ///
  /// @param asked the value of `Accept-Encoding`
  static Optional<ContentCoding> of(Preferences asked) {
    if (asked.areEmpty()) {
      return Optional.of(IDENTITY);
    }
    return Preferences.best(
        Stream.concat(
                OF_THOSE_NAMED.stream().filter(coding -> coding.names().anyMatch(asked::name)),
                OF_ALL.stream())
            .map(coding -> new Offer<>(coding, coding.weight(asked))));
  }

  /// Whether the client accepts this coding at all.
  boolean isAccepted(Preferences asked) {
    return weight(asked) > 0;
  }

  private double weight(Preferences asked) {
    List<String> values = Stream.concat(names(), Stream.of("*")).toList();
    double weight = asked.weight(values).orElse(this == IDENTITY ? LEAST : 0);
    return this == ZSTD && weight > 0 && !Encoders.haveZstd() ? 0 : weight;
  }

  private Stream<String> names() {
    return this == GZIP ? Stream.of("gzip", "x-gzip") : Stream.of(toString());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
