package dev.rowgate.http.media;

import dev.rowgate.bytes.Encoders;
import dev.rowgate.http.media.Preferences.Offer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How rows can be packed on their way.
public enum ContentCoding {
  ZSTD,
  GZIP,
  IDENTITY;

  /// What `Accept-Encoding` can name.
  static final List<String> ALL = List.of("identity", "gzip", "zstd");

  /// zstd takes less time, and packs better.
  private static final List<ContentCoding> OF_THOSE_NAMED = List.of(ZSTD, GZIP, IDENTITY);

  /// Nobody who leaves it to us waits for packed rows.
  private static final List<ContentCoding> OF_ALL = List.of(IDENTITY, GZIP, ZSTD);

  /// Identity is acceptable unless it is excluded, but whoever names another wants that.
  private static final double LEAST = 0.000_1;

  /// Which one goes to a client (RFC 9110, 12.5.3); empty if it excludes them all.
  ///
  /// @param asked what `Accept-Encoding` says
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

  /// Whether the client takes it, liked or not.
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
