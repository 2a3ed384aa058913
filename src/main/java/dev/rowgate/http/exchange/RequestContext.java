package dev.rowgate.http.exchange;

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
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// What is known of one request besides the request itself: its id from the first moment on, and
/// how it went, for the access log. One thread writes, another may log: the fields are volatile.
public final class RequestContext {

  private static final String ATTRIBUTE = RequestContext.class.getName();
  private static final String HEADER = "X-Request-Id";
  private static final Pattern USABLE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /// 32 letters, so that five bits choose one; without `i`, `l`, `o` and `u`, which are misread.
  private static final String ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int ID_LENGTH = 16;

  /// The fault of an upload whose client has gone.
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
  private volatile boolean fromSidecar;

  private RequestContext(String id, Request request) {
    this.id = id;
    this.request = request;
    this.body = new RequestBody(request, wakeup);
  }

  /// Of Jetty's own request; made at the first call for it.
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

  /// Of the servlet's request, which shares its attributes with Jetty's.
  public static RequestContext of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof RequestContext exchange) {
      return exchange;
    }
    throw new IllegalStateException("the request didn't come through Front");
  }

  /// Puts on the answer what every answer has.
  public void mark(HttpFields.Mutable headers) {
    headers.put(HEADER, id);
    headers.put("X-Content-Type-Options", "nosniff");
  }

  public String id() {
    return id;
  }

  /// The trace that the request belongs to, as its header `traceparent` has it, or null.
  public @Nullable String traceParent() {
    return TraceParent.of(request.getHeaders());
  }

  /// Jetty's request, which can be read without waiting; the servlet's can't.
  public Request request() {
    return request;
  }

  boolean isFromSidecar() {
    return fromSidecar;
  }

  public void fromSidecar(boolean is) {
    fromSidecar = is;
  }

  /// What the request's one thread waits on.
  public Wakeup wakeup() {
    return wakeup;
  }

  public RequestBody body() {
    return body;
  }

  /// The pattern of what was asked for; `none` if nothing has it.
  public String route() {
    return route;
  }

  public void route(String pattern) {
    route = pattern;
  }

  /// Whose key came with the request; null if none was asked for.
  @Nullable
  public String key() {
    return key;
  }

  public void key(String owner) {
    key = owner;
  }

  /// Ends the request with that fault, as soon as it comes to read, or waits for the client to
  /// send. The first one counts. Anybody calls.
  public void endWith(InputProblem fault) {
    if (end.compareAndSet(null, fault)) {
      body.end();
    }
  }

  /// The fault that somebody has ended the request with, or null.
  @Nullable
  public InputProblem end() {
    return end.get();
  }

  /// With what others hold: over once somebody has ended the request or its client has gone.
  public Patience patience() {
    return () -> end.get() != null || body.isBroken();
  }

  /// Why patience is over.
  public InputProblem ending() {
    InputProblem fault = end.get();
    return fault == null ? CUT : fault;
  }

  /// Whether the body has been asked for. Until then a client that sent `Expect: 100-continue`
  /// waits.
  public boolean isReading() {
    return reading;
  }

  public void readingBegins() {
    reading = true;
  }

  /// @param release gives back what the request holds of what others wait for; may run twice
  public void whenWorkEnds(Runnable release) {
    Runnable before = held;
    held =
        () -> {
          before.run();
          release.run();
        };
  }

  /// What is left to do is nobody's loss.
  public void workEnds() {
    held.run();
  }

  /// The answer that has begun gets no end: see [Abort].
  public void breakOff() {
    brokenOff = true;
  }

  public boolean isBrokenOff() {
    return brokenOff;
  }

  /// What kept the request from its end, or null.
  @Nullable
  public Code code() {
    return code;
  }

  /// How many records broke rules that reject nothing, all rules together.
  public long warnings() {
    return warnings;
  }

  /// How often each code occurred.
  public Map<Code, Long> problems() {
    return problems;
  }

  /// These kept the request from its end, the first above all.
  public void failed(List<? extends Problem> why) {
    code = why.getFirst().code();
    why.forEach(problem -> count(problem.code(), 1));
  }

  /// These were in the records of a run that is over.
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

  public void ended(Outcome outcome) {
    this.outcome = outcome;
  }

  public void ended(Outcome outcome, Summary summary) {
    this.summary = summary;
    this.outcome = outcome;
  }

  /// It must differ from all others, and may be guessed.
  public static String randomId() {
    var id = new StringBuilder(ID_LENGTH);
    var random = ThreadLocalRandom.current();
    long bits = random.nextLong();
    for (int i = 0; i < ID_LENGTH; i++) {
      if (i == ID_LENGTH / 2) {
        bits = random.nextLong();
      }
      id.append(ID_LETTERS.charAt((int) (bits & 31)));
      bits >>>= 5;
    }
    return id.toString();
  }
}
