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

/// Makes one line of JSON of each event that SLF4J Simple prints, a library's too:
///
/// ```json
/// {"time":"2026-11-24T03:19:04.544Z","level":"warn","logger":"dev.rowgate.http.watched.ApiKeyFile","message":"keys: …"}
/// ```
///
/// `stack` has what stands below the first line. A line of [AccessLog] is JSON already: its members
/// follow those of the event. Whatever a text holds, it stays inside one string of one line.
///
/// An event is what is printed between two flushes, which the logger sees to: it holds a lock
/// meanwhile.
public final class JsonLog extends OutputStream {

  /// As `simplelogger.properties` has it.
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

  /// @param err takes the lines
  public static JsonLog to(PrintStream err) {
    return new JsonLog(err, Clock.systemUTC());
  }

  /// A stream for what the logger prints.
  public PrintStream stream() {
    return new PrintStream(this, false, UTF_8);
  }

  /// Writes lines of [AccessLog], all at once.
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
      // As for every line of a log: whoever took them has gone, and nobody can be told.
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

  /// The event is over.
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
        // Nobody else prints but a JVM in trouble.
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

  /// One object with the members of both.
  private static String joined(String first, String second) {
    var both = new StringBuilder();
    append(first, second, both);
    return both.toString();
  }

  private static void append(String first, String second, StringBuilder to) {
    to.append(first, 0, first.length() - 1).append(',').append(second, 1, second.length());
  }
}
