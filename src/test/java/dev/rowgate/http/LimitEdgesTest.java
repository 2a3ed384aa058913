package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.Packed;
import dev.rowgate.http.machine.SchemaWeight;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests every [Limit] slightly below what a request needs, exactly at it, and above. The switch is
/// exhaustive, so a new limit needs a case.
@Timeout(240)
class LimitEdgesTest {

  /// Sends one request to a service with given limits and returns the result.
  private interface Ask {
    String of(Served served, Limits limits) throws Exception;
  }

  /// @param told a value of the limit that ends the request
  /// @param passes the value that is just sufficient
  /// @param more a sufficient value with a margin
  /// @param others further limits that must not interfere
  /// @param sign text that the response has exactly if the limit ended it
  private record Edge(long told, long passes, long more, Limits others, String sign, Ask ask) {

    /// A case for a request that uses `used` of the limit.
    static Edge of(long used, String sign, Ask ask) {
      return of(used, Limits.STANDARD, sign, ask);
    }

    static Edge of(long used, Limits others, String sign, Ask ask) {
      return new Edge(used - 1, used, used + 1, others, sign, ask);
    }
  }

  /// That many keys grow a table from 2^12 slots of 24 bytes to 2^13; both exist during the copy.
  private static final int KEYS = 3_000;

  private static final long KEY_BYTES = 24 * ((1 << 12) + (1 << 13));

  private static final long MINUTE = 60_000;

  private static Edge edge(Limit limit) {
    return switch (limit) {
      case MAX_UPLOAD_BYTES ->
          Edge.of(
              100,
              "upload-too-large",
              (served, _) -> LimitUses.chunked(served, "a\n" + "x".repeat(98)));
      case MAX_RECORD_BYTES ->
          Edge.of(
              100, "record-too-large", (served, _) -> LimitUses.csv(served, "", "a\n%s\n", 100));
      case MAX_CELL_BYTES ->
          Edge.of(
              100, "cell-too-large", (served, _) -> LimitUses.csv(served, "", "a\n\"%s\"\n", 100));
      case MAX_FIELDS ->
          Edge.of(
              3,
              "too-many-fields",
              (served, _) -> LimitUses.csv(served, "&header=false", "%s,2,3\n", 1));
      case MAX_LISTED_PROBLEMS ->
          Edge.of(
              3,
              "\"more\":1",
              (served, _) -> LimitUses.csv(served, "", "a\n%s,extra,extra,extra\n", 1));
      case MAX_RAW_BYTES ->
          Edge.of(10, "\"rawCut\":true", (served, _) -> LimitUses.csv(served, "", "a\n%s,2\n", 7));
      case MAX_SCHEMA_BYTES ->
          Edge.of(
              LimitUses.KEYED.length(),
              "schema-too-large",
              (served, _) -> LimitUses.keyed(served, 1));
      case MAX_SCHEMAS ->
          Edge.of(3, "more than 2 schemas", (_, limits) -> LimitUses.schemas(limits, 3));
      case MAX_SCHEMA_MEMORY ->
          Edge.of(
              3 * SchemaWeight.of(LimitUses.KEYED.getBytes(UTF_8)),
              "more than",
              (_, limits) -> LimitUses.schemas(limits, 3));
      case MAX_INFLATE_RATIO ->
          Edge.of(
              2,
              Limits.STANDARD.with(Limit.INFLATE_FREE_BYTES, 0),
              "inflate-ratio",
              (served, _) -> LimitUses.post(served, Packed.pack(Compression.GZIP, LimitUses.HEX)));
      case INFLATE_FREE_BYTES ->
          Edge.of(
              LimitUses.JUDGED,
              Limits.STANDARD.with(Limit.MAX_INFLATE_RATIO, 1),
              "inflate-ratio",
              (served, _) -> LimitUses.post(served, Packed.pack(Compression.GZIP, LimitUses.HEX)));
      case MAX_ZSTD_WINDOW_BYTES ->
          Edge.of(
              1 << 20,
              "bad-compression",
              (served, _) -> LimitUses.post(served, Packed.zstdStream(LimitUses.HEX, 20)));
      case MAX_HEADER_BYTES ->
          Edge.of(2_000, "headers-too-large", (served, _) -> LimitUses.head(served));
      case MAX_CONVERSIONS ->
          Edge.of(2, "too-busy", (served, _) -> LimitUses.besideAnother(served));
      case MAX_BUFFER_BYTES ->
          Edge.of(100, "waits", (served, _) -> LimitUses.beside(served, 60, 40));
      case IDLE_TIME ->
          new Edge(
              LimitUses.SOON,
              MINUTE,
              2 * MINUTE,
              Limits.STANDARD,
              "upload-stalled",
              LimitUses::pauses);
      case TOTAL_TIME ->
          new Edge(
              LimitUses.SOON, MINUTE, 2 * MINUTE, Limits.STANDARD, "time-up", LimitUses::lasts);
      case MIN_UPLOAD_RATE ->
          // The limit is a minimum, so the refused value is larger.
          new Edge(
              257,
              256,
              255,
              Limits.STANDARD,
              "TooSlow",
              (_, limits) -> LimitUses.paced(limits, 60, 60 * 256));
      case UPLOAD_RATE_TIME ->
          new Edge(
              MINUTE,
              MINUTE + 1,
              MINUTE + 2,
              Limits.STANDARD,
              "TooSlow",
              (_, limits) -> LimitUses.paced(limits, 60, 1));
      case MAX_SPOOL_BYTES ->
          Edge.of(LimitUses.spooled(), "SpoolFull", (served, _) -> LimitUses.spools(served, 1));
      case MAX_TOTAL_SPOOL_BYTES ->
          Edge.of(2 * LimitUses.spooled(), "SpoolFull", (served, _) -> LimitUses.spools(served, 2));
      case MAX_KEY_MEMORY ->
          Edge.of(
              KEY_BYTES,
              Limits.STANDARD.with(Limit.MAX_KEY_SPOOL_BYTES, 0),
              "uniqueness-budget",
              (served, _) -> LimitUses.keyed(served, KEYS));
      case MAX_KEY_SPOOL_BYTES ->
          Edge.of(
              KEY_BYTES,
              Limits.STANDARD.with(Limit.MAX_KEY_MEMORY, 0),
              "uniqueness-budget",
              (served, _) -> LimitUses.keyed(served, KEYS));
      case DRAIN_TIME ->
          new Edge(
              LimitUses.SOON, MINUTE, 2 * MINUTE, Limits.STANDARD, "unavailable", LimitUses::stops);
    };
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void below_it_something_is_told_and_at_it_and_above_nothing(Limit limit) throws Exception {
    Edge edge = edge(limit);

    assertThat(answer(edge, limit, edge.told())).contains(edge.sign());
    assertThat(answer(edge, limit, edge.passes()))
        .contains(LimitUses.WHOLE)
        .doesNotContain(edge.sign());
    assertThat(answer(edge, limit, edge.more()))
        .contains(LimitUses.WHOLE)
        .doesNotContain(edge.sign());
  }

  private static String answer(Edge edge, Limit limit, long value) throws Exception {
    Limits limits = edge.others().with(limit, value);
    try (var served = Served.start(null, limits, limits.idleTime())) {
      return edge.ask().of(served, limits);
    }
  }
}
