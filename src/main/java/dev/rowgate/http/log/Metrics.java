package dev.rowgate.http.log;

import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.Spools;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.http.watched.SchemaEntry;
import dev.rowgate.lines.Summary;
import dev.rowgate.problem.Code;
import io.javalin.http.Context;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/// Metrics for Prometheus (`GET /metrics`). Counters are updated once when a request has ended,
/// from its [RequestContext], so rows cost nothing. Gauges are read at each scrape.
///
/// There are no exemplars, which would need a tracer and a thread. The cardinality of labels is
/// bounded whatever clients send: routes are patterns, methods are the standard ones, statuses and
/// codes are fixed. Thread-safe.
public final class Metrics implements RequestLog {

  public static final String PATH = "/metrics";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  /// Histogram bounds in seconds, from immediate responses to uploads that take an hour.
  private static final double[] DURATIONS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final Counter requests =
      counter("rowgate_http_requests", "Completed requests.", "route", "method", "status");
  private final Counter outcomes =
      counter("rowgate_http_request_outcomes", "Completed requests by outcome.", "outcome");
  private final Map<Outcome, CounterDataPoint> counterOfOutcome = new EnumMap<>(Outcome.class);
  private final Counter received =
      bytes("rowgate_http_received", "Bytes of request bodies, counted at the end.");
  private final Counter sent =
      bytes("rowgate_http_sent", "Bytes of response bodies, counted at the end.");
  private final Counter rows =
      counter(
          "rowgate_rows",
          "Records by outcome; withheld: valid records with errors=only.",
          "outcome");
  private final CounterDataPoint written = rows.labelValues("written");
  private final CounterDataPoint withheld = rows.labelValues("withheld");
  private final CounterDataPoint rejected = rows.labelValues("rejected");
  private final Counter problems =
      counter("rowgate_problems", "Problems found, whether listed in a response or not.", "code");
  private final Counter warnings =
      counter("rowgate_warnings", "Violations of rules that only warn.");
  private final Counter refused =
      counter("rowgate_conversions_refused", "Requests refused by the limit on conversions.");
  private final Histogram durations =
      Histogram.builder()
          .name("rowgate_http_request_duration_seconds")
          .help("Time from the first byte of a request to the last of its response.")
          .unit(Unit.SECONDS)
          .labelNames("route")
          .withoutExemplars()
          .classicOnly()
          .classicUpperBounds(DURATIONS)
          .register(registry);
  private final Gauge inFlight =
      Gauge.builder()
          .withoutExemplars()
          .name("rowgate_http_requests_in_flight")
          .help("Requests in progress.")
          .register(registry);
  private boolean jvmIsWatched;

  public Metrics(String version) {
    Info.builder()
        .name("rowgate_build_info")
        .help("Version of Rowgate.")
        .labelNames("version")
        .register(registry)
        .addLabelValues(version);
    // Initialises counters to 0, so that they aren't absent.
    for (Outcome outcome : Outcome.values()) {
      counterOfOutcome.put(outcome, outcomes.labelValues(outcome.toString()));
    }
    for (Code code : Code.values()) {
      problems.initLabelValues(code.id());
    }
  }

  /// Adds gauges for the resources that conversions share.
  public void watch(LongSupplier inFlight, LongSupplier limit, Spools spools, Budget budget) {
    gauge("rowgate_conversions_in_flight", "Running conversions.", inFlight);
    gauge("rowgate_conversions_limit", "Limit on concurrent conversions.", limit);
    byteGauge("rowgate_spool_bytes", "Bytes of spooled data on disk.", spools::bytesInUse);
    byteGauge("rowgate_spool_limit_bytes", "Limit on spooled data in bytes.", spools::limit);
    CounterWithCallback.builder()
        .name("rowgate_spool_failures")
        .help("Failures of the disk for spooled data.")
        .callback(callback -> callback.call((double) spools.failures()))
        .register(registry);
    byteGauge("rowgate_buffer_bytes", "Memory used for long records.", budget::held);
    byteGauge("rowgate_buffer_limit_bytes", "Memory limit for long records.", budget::limit);
  }

  /// Adds gauges for files that are reloaded. A scrape also detects changes of these files.
  public void watch(SchemaDirectory schemas, BooleanSupplier keysAreFaulty) {
    gauge("rowgate_schemas", "Schemas that requests can name.", () -> schemas.names().size());
    gauge(
        "rowgate_schemas_faulty",
        "Schema files that are currently invalid.",
        () -> schemas.list().stream().filter(SchemaEntry::isFaulty).count());
    gauge(
        "rowgate_schema_directory_faulty",
        "1 if the schema directory currently can't be read or doesn't respond.",
        () -> schemas.isFaulty() ? 1 : 0);
    gauge(
        "rowgate_keys_faulty",
        "1 if the key file is currently invalid.",
        () -> keysAreFaulty.getAsBoolean() ? 1 : 0);
  }

  /// Counts a request that has started.
  public void begin(Request request) {
    inFlight.inc();
    Request.addCompletionListener(request, _ -> inFlight.dec());
  }

  @Override
  public void log(Request request, Response response) {
    RequestContext exchange = RequestContext.of(request);
    String method = request.getMethod();
    String known = method != null && METHODS.contains(method) ? method : "other";
    requests.labelValues(exchange.route(), known, String.valueOf(response.getStatus())).inc();
    Objects.requireNonNull(counterOfOutcome.get(exchange.outcome())).inc();
    received.inc(Math.max(0, Request.getContentBytesRead(request)));
    sent.inc(Math.max(0, Response.getContentBytesWritten(response)));
    durations
        .labelValues(exchange.route())
        .observe(Unit.nanosToSeconds(System.nanoTime() - request.getBeginNanoTime()));
    Summary summary = exchange.summary();
    if (summary != null) {
      written.inc(summary.rowsWritten());
      withheld.inc(summary.rowsValid() - summary.rowsWritten());
      rejected.inc(summary.rowsRejected());
    }
    exchange.problems().forEach((code, count) -> problems.labelValues(code.id()).inc(count));
    warnings.inc(exchange.warnings());
    if (exchange.code() == Code.TOO_BUSY) {
      refused.inc();
    }
  }

  /// Handles a scrape, in the format that `Accept` requests: Prometheus text or OpenMetrics.
  public void write(Context ctx) throws IOException {
    watchJvm();
    ExpositionFormatWriter format = formats.findWriter(ctx.req().getHeader("Accept"));
    var page = new ByteArrayOutputStream();
    format.write(page, registry.scrape());
    ctx.res().setContentType(format.getContentType());
    ctx.res().setHeader("Cache-Control", "no-store");
    ctx.res().setContentLength(page.size());
    page.writeTo(ctx.res().getOutputStream());
  }

  /// Registers the JVM metrics at the first scrape, because JVM management takes a moment to load.
  private synchronized void watchJvm() {
    if (!jvmIsWatched) {
      jvmIsWatched = true;
      JvmMetrics.register(registry);
    }
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  private Counter bytes(String name, String help) {
    return Counter.builder()
        .name(name)
        .help(help)
        .unit(Unit.BYTES)
        .withoutExemplars()
        .register(registry);
  }

  private void gauge(String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call((double) value.getAsLong()))
        .register(registry);
  }

  private void byteGauge(String name, String help, LongSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .unit(Unit.BYTES)
        .callback(callback -> callback.call((double) value.getAsLong()))
        .register(registry);
  }
}
