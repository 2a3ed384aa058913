package dev.rowgate.http;

import dev.rowgate.lines.Summary;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line for each request, whether it reached a route or not. Jetty calls it when the request is
/// over, also after an abort, and then the counts of bytes are final.
///
/// Nothing in it is the client's own text but the id and the method, and both are checked: a line
/// can't be forged, and no cell gets into it.
final class AccessLog implements RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger("dev.rowgate.access");
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");

  @Override
  public void log(Request request, Response response) {
    Exchange exchange = Exchange.of(request);
    String method = request.getMethod();
    Summary summary = exchange.summary();
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    LOG.info(
        "id={} key={} method={} route={} status={} rows={} rejected={} bytes={} sent={} ms={}"
            + " outcome={}",
        exchange.id(),
        exchange.key() == null ? "-" : exchange.key(),
        method != null && METHOD.matcher(method).matches() ? method : "?",
        exchange.route(),
        response.getStatus(),
        summary == null ? "-" : summary.rowsWritten(),
        summary == null ? "-" : summary.rowsRejected(),
        Request.getContentBytesRead(request),
        Response.getContentBytesWritten(response),
        TimeUnit.NANOSECONDS.toMillis(nanos),
        exchange.outcome());
  }
}
