package dev.rowgate.http.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.http.machine.Patience;
import dev.rowgate.lines.Summary;
import dev.rowgate.problem.Code;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.rows.Tally;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// State of one request: its id, assigned first, and its result for the access log. One thread
/// writes it and another may log it, so the fields are volatile.
public final class RequestContext {

  private static final String ATTRIBUTE = RequestContext.class.getName();
  private static final String HEADER = "X-Request-Id";
  private static final HttpField NOSNIFF =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
  private static final Pattern USABLE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /// 32 letters, so that five bits select one; without `i`, `l`, `o` and `u`, which are easily
  /// misread.
  private static final byte[] ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz".getBytes(US_ASCII);

  private static final int ID_LENGTH = 16;

  /// The fault of an upload whose client is gone.
  public static final InputProblem CUT = new InputProblem.ReadFailed("the upload was cut");

  private final String id;
  private final Request request;
  private final Wakeup wakeup = new Wakeup();
  private final RequestBody body;
  private volatile String route = "none";
  private volatile @Nullable String key;
  private volatile Map<Code, Long> problems = Map.of();
  private volatile long warnings;
  private final AtomicReference<@Nullable InputProblem> end = new AtomicReference<>();
  private volatile @Nullable Code code;
  private volatile Outcome outcome = Outcome.COMPLETED;
  private volatile @Nullable Summary summary;
  private volatile boolean reading;
  private Runnable held = () -> {};
  private volatile boolean brokenOff;
  private volatile boolean clientGone;
  private volatile boolean fromSidecar;

  private RequestContext(String id, Request request) {
    this.id = id;
    this.request = request;
    this.body = new RequestBody(request, wakeup);
  }

  /// Returns the context of Jetty's request; creates it at the first call.
  public static RequestContext of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof RequestContext known) {
      return known;
    }
    String given = request.getHeaders().get(HEADER);
    boolean usable = given != null && USABLE_ID.matcher(given).matches();
    var exchange = new RequestContext(usable ? given : randomId(), request);
    request.setAttribute(ATTRIBUTE, exchange);
    return exchange;
  }

  /// Returns the context of a servlet request, which shares its attributes with Jetty's.
  public static RequestContext of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof RequestContext exchange) {
      return exchange;
    }
    throw new IllegalStateException("the request did not pass RequestIdHandler");
  }

  /// Adds the headers that all responses have.
  public void mark(HttpFields.Mutable headers) {
    headers.put(HEADER, id);
    headers.put(NOSNIFF);
  }

  public String id() {
    return id;
  }

  /// The trace that the request belongs to, from the header `traceparent`; null for none.
  public @Nullable String traceParent() {
    return TraceParent.of(request.getHeaders());
  }

  /// Jetty's request, which can be read without blocking, unlike the servlet's.
  public Request request() {
    return request;
  }

  boolean isFromSidecar() {
    return fromSidecar;
  }

  public void fromSidecar(boolean is) {
    fromSidecar = is;
  }

  /// The wakeup on which the request's thread waits.
  public Wakeup wakeup() {
    return wakeup;
  }

  public RequestBody body() {
    return body;
  }

  /// The pattern of the route; `none` if there is no such route.
  public String route() {
    return route;
  }

  public void route(String pattern) {
    route = pattern;
  }

  /// The owner of the request's API key; null if no key is required.
  @Nullable
  public String key() {
    return key;
  }

  public void key(String owner) {
    key = owner;
  }

  /// Ends the request with this fault when it next reads or waits for the client. Only the first
  /// call has an effect. Any thread may call it.
  public void abortWith(InputProblem fault) {
    if (end.compareAndSet(null, fault)) {
      body.end();
    }
  }

  /// The fault of [#abortWith], or null.
  @Nullable
  public InputProblem fault() {
    return end.get();
  }

  /// The patience for waits on shared resources: ends when the request was ended, its client is
  /// gone or its body has failed.
  public Patience patience() {
    return () -> end.get() != null || body.isBroken();
  }

  /// Whether the client went while the request waited for shared resources.
  public boolean isClientGone() {
    return clientGone;
  }

  /// Records that it went: the request ends without an answer.
  public void clientGone() {
    clientGone = true;
  }

  /// Whether the body was requested. Before that, a client that sent `Expect: 100-continue` waits.
  public boolean isReading() {
    return reading;
  }

  public void readingBegins() {
    reading = true;
  }

  /// @param release releases resources that other requests wait for; must be idempotent
  public void whenWorkEnds(Runnable release) {
    Runnable before = held;
    held =
        () -> {
          before.run();
          release.run();
        };
  }

  /// Declares that the request needs no more shared resources, and releases them.
  public void workEnds() {
    held.run();
  }

  /// Declares that the response must be aborted although it has started: see [Abort].
  public void breakOff() {
    brokenOff = true;
  }

  public boolean isBrokenOff() {
    return brokenOff;
  }

  /// The code of the problem that ended the request, or null.
  @Nullable
  public Code code() {
    return code;
  }

  /// Number of violations of rules with severity `warning`, of all rules together.
  public long warnings() {
    return warnings;
  }

  /// Number of occurrences of each code.
  public Map<Code, Long> problems() {
    return problems;
  }

  /// Records the problems that ended the request; the first one is the most important.
  public void failed(List<? extends Problem> why) {
    code = why.getFirst().code();
    why.forEach(problem -> count(problem.code(), 1));
  }

  /// Records the problems in the records of a run that has ended.
  public void found(Tally tally) {
    long warned = 0;
    for (Tally.Warned each : tally.warned()) {
      warned += each.count();
    }
    warnings = warned;
    for (Code each : tally.codes()) {
      count(each, tally.total(each));
    }
  }

  private void count(Code code, long times) {
    if (problems.isEmpty()) {
      problems = Collections.synchronizedMap(new EnumMap<>(Code.class));
    }
    problems.merge(code, times, Long::sum);
  }

  public Outcome outcome() {
    return outcome;
  }

  @Nullable
  public Summary summary() {
    return summary;
  }

  public void setOutcome(Outcome outcome) {
    this.outcome = outcome;
  }

  public void setOutcome(Outcome outcome, Summary summary) {
    this.summary = summary;
    this.outcome = outcome;
  }

  /// Returns an id that is unique, but may be predictable.
  public static String randomId() {
    byte[] id = new byte[ID_LENGTH];
    var random = ThreadLocalRandom.current();
    long bits = random.nextLong();
    for (int i = 0; i < ID_LENGTH; i++) {
      if (i == ID_LENGTH / 2) {
        bits = random.nextLong();
      }
      id[i] = ID_LETTERS[(int) bits & 31];
      bits >>>= 5;
    }
    return new String(id, US_ASCII);
  }
}
