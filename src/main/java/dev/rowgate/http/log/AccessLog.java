package dev.rowgate.http.log;

import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.lines.Summary;
import dev.rowgate.problem.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Access log: one JSON line for each request, whether it reached a route or not:
///
/// ```json
/// {"id":"k3…","key":"billing","method":"POST","route":"/v1/transform","status":200,"rows":3,
///  "rejected":2,"bytes":226,"sent":904,"ms":12,"outcome":"stopped","code":"read-failed"}
/// ```
///
/// `key` is absent if no key is required, `rows` and `rejected` if nothing was converted, `code` if
/// there was no problem. Jetty calls it when the request has ended, also after an abort, so the
/// byte counts are final.
///
/// A separate thread prints the lines. SLF4J Simple prints while it holds a monitor, and requests
/// that ended at the same time waited for each other, a few of them ten times as long as the
/// others.
///
/// The only client-supplied texts are the id, the method and the trace context. All are validated,
/// so a client can't forge lines, and no cell content is logged.
public final class AccessLog extends AbstractLifeCycle implements RequestLog {

  static final String NAME = "dev.rowgate.access";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");

  /// Queue capacity in lines. When it is full because stderr isn't read, requests wait.
  private static final int WAITING = 4_096;

  /// Typical length of a line in characters.
  private static final int LINE = 256;

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /// Pause in which lines accumulate: waking the thread for each line costs a busy service more
  /// than printing it.
  private static final Duration GATHERING = Duration.ofMillis(5);

  /// Marks the end of the queue.
  private static final String END = "";

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(WAITING);
  private final Thread printer = Thread.ofPlatform().daemon().name(NAME).unstarted(this::print);

  private final @Nullable JsonLog log;

  /// Set when the printing thread has ended; callers then print themselves.
  private volatile boolean isOver;

  /// @param log takes several lines at once. Line by line through the logger they would take a
  ///   tenth of a short request's time. Null to use the logger
  public AccessLog(@Nullable JsonLog log) {
    this.log = log;
  }

  @Override
  protected void doStart() {
    printer.start();
  }

  /// Prints the remaining lines, unless stderr isn't read.
  @Override
  protected void doStop() throws InterruptedException {
    if (lines.offer(END, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
      printer.join(LAST_WORDS);
    }
    // Requests may still end; each of them then prints the queue.
    isOver = true;
    printRest();
  }

  private void printRest() {
    var rest = new ArrayList<String>();
    lines.drainTo(rest);
    rest.removeIf(END::equals);
    print(rest);
  }

  private void print() {
    var some = new ArrayList<String>();
    boolean isLast = false;
    try {
      while (!isLast) {
        some.add(lines.take());
        lines.drainTo(some);
        isLast = some.removeIf(END::equals);
        print(some);
        some.clear();
        Thread.sleep(GATHERING);
      }
    } catch (InterruptedException e) {
      LOG.warn("no more requests are logged", e);
    }
  }

  private void print(List<String> some) {
    if (log == null) {
      some.forEach(LOG::info);
    } else if (LOG.isInfoEnabled() && !some.isEmpty()) {
      log.writeAccess(some);
    }
  }

  @Override
  public void log(Request request, Response response) {
    add(line(request, response));
  }

  /// Adds a line, also after the end.
  void add(String line) {
    try {
      lines.put(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (isOver) {
      printRest();
    }
  }

  /// Writes the line without a JSON library, which would take twice as long as everything else
  /// here: no text in it has a character to escape.
  private static String line(Request request, Response response) {
    RequestContext exchange = RequestContext.of(request);
    var line = new StringBuilder(LINE);
    line.append("{\"id\":\"").append(exchange.id());
    String trace = exchange.traceParent();
    if (trace != null) {
      line.append("\",\"traceparent\":\"").append(trace);
    }
    String key = exchange.key();
    if (key != null) {
      line.append("\",\"key\":\"").append(key);
    }
    String method = request.getMethod();
    boolean isMethod =
        HttpMethod.POST.is(method) || (method != null && METHOD.matcher(method).matches());
    line.append("\",\"method\":\"").append(isMethod ? method : "?");
    line.append("\",\"route\":\"").append(exchange.route());
    line.append("\",\"status\":").append(response.getStatus());
    Summary summary = exchange.summary();
    if (summary != null) {
      line.append(",\"rows\":").append(summary.rowsWritten());
      line.append(",\"rejected\":").append(summary.rowsRejected());
    }
    line.append(",\"bytes\":").append(Request.getContentBytesRead(request));
    line.append(",\"sent\":").append(Response.getContentBytesWritten(response));
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    line.append(",\"ms\":").append(TimeUnit.NANOSECONDS.toMillis(nanos));
    line.append(",\"outcome\":\"").append(exchange.outcome());
    Code code = exchange.code();
    if (code != null) {
      line.append("\",\"code\":\"").append(code.id());
    }
    return line.append("\"}").toString();
  }
}
