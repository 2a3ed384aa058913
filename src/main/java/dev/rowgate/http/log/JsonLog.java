package dev.rowgate.http.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Output stream that converts the text output of SLF4J Simple into JSON lines, one per event:
///
/// ```json
/// {"time":"2026-11-24T03:19:04.544Z","level":"warn","logger":"dev.rowgate.http.watched.ApiKeyFile","message":"keys: …"}
/// ```
///
/// `stack` has the text after the first line. A line of [AccessLog] is already JSON, and its
/// members are appended to those of the event. No text can break out of its string or line.
///
/// An event is what is written between two flushes; the logger holds a lock meanwhile. Thread-safe.
public final class JsonLog extends OutputStream {

  /// The format set in `simplelogger.properties`.
  private static final Pattern EVENT =
      Pattern.compile("(TRACE|DEBUG|INFO|WARN|ERROR) (\\S+) - (.*)", Pattern.DOTALL);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final OutputStream out;
  private final Clock clock;
  private final ByteArrayOutputStream event = new ByteArrayOutputStream();

  JsonLog(OutputStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /// @param err receives the lines
  public static JsonLog to(PrintStream err) {
    return new JsonLog(err, Clock.systemUTC());
  }

  /// Returns a stream for the logger to print to.
  public PrintStream stream() {
    return new PrintStream(this, false, UTF_8);
  }

  /// Writes several lines of [AccessLog] at once.
  synchronized void writeAccess(List<String> lines) {
    String begin = object("info", AccessLog.NAME, null);
    var all = new StringBuilder();
    for (String line : lines) {
      append(begin, line, all);
      all.append('\n');
    }
    try {
      out.write(all.toString().getBytes(UTF_8));
      out.flush();
    } catch (IOException e) {
      // The reader of the log is gone, and there is nowhere to report it.
    }
  }

  @Override
  public synchronized void write(int b) {
    event.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    event.write(bytes, offset, length);
  }

  /// Ends the event and writes it.
  @Override
  public synchronized void flush() throws IOException {
    String text = event.toString(UTF_8).strip();
    event.reset();
    if (!text.isEmpty()) {
      out.write((line(text) + "\n").getBytes(UTF_8));
      out.flush();
    }
  }

  private String line(String text) {
    Matcher parts = EVENT.matcher(text);
    return parts.matches()
        ? line(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2), parts.group(3))
        // Only a failing JVM prints in another format.
        : line("error", null, text);
  }

  private String line(String level, @Nullable String logger, String text) {
    if (AccessLog.NAME.equals(logger)) {
      return joined(object(level, logger, null), text);
    }
    return object(level, logger, text);
  }

  /// @param text null for none
  private String object(String level, @Nullable String logger, @Nullable String text) {
    var line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("time", TIME.format(clock.instant()));
      json.writeStringProperty("level", level);
      if (logger != null) {
        json.writeStringProperty("logger", logger);
      }
      if (text != null) {
        int end = text.indexOf('\n');
        json.writeStringProperty("message", end < 0 ? text : text.substring(0, end));
        if (end >= 0) {
          json.writeStringProperty("stack", text.substring(end + 1));
        }
      }
      json.writeEndObject();
    }
    return line.toString();
  }

  /// Joins two JSON objects.
  private static String joined(String first, String second) {
    var both = new StringBuilder();
    append(first, second, both);
    return both.toString();
  }

  private static void append(String first, String second, StringBuilder to) {
    to.append(first, 0, first.length() - 1).append(',').append(second, 1, second.length());
  }
}
