package dev.rowgate.http.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.bytes.Compression;
import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.problem.Code;
import dev.rowgate.problem.InputProblem;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Upload under curl's default media type. `curl -d @FILE` sends that, and removes all line ends:
/// the CSV then is one line, a header without rows, which must not be accepted. Nor must a form
/// field, which `curl -d file=@FILE` sends instead of the file.
final class FormUpload implements Upload {

  /// Starts of form fields whose names are those of parts of a multipart body.
  private static final List<String> FIELDS = List.of("file=", "schema=");

  /// A form field whose value has encoded line ends, which `curl --data-urlencode NAME@FILE` sends.
  private static final Pattern ENCODED =
      Pattern.compile("([A-Za-z0-9_.-]{1,64})=[^\\r\\n&]*%0[AaDd].*", Pattern.DOTALL);

  private final Upload body;
  private final long limit;
  private long bytes;
  private boolean hasLineEnd;
  private @Nullable String field;
  private final ByteBuffer start = ByteBuffer.allocate(1_024);

  /// @param limit number of bytes after which the body counts as having no line ends
  FormUpload(Upload body, long limit) {
    this.body = body;
    this.limit = limit;
  }

  @Override
  public int read(ReadBuffer into) {
    int length = field == null ? body.read(into) : -1;
    bytes += Math.max(length, 0);
    byte[] read = into.bytes();
    for (int i = 0; i < length && !hasLineEnd; i++) {
      hasLineEnd = read[i] == '\n' || read[i] == '\r';
    }
    if (length > 0 && start.hasRemaining()) {
      start.put(read, 0, Math.min(length, start.remaining()));
      hasLineEnd |= isPacked();
      field = field();
    }
    return field == null ? length : -1;
  }

  /// Returns the name of the form field that the body is; null if it doesn't seem to be one.
  private @Nullable String field() {
    String begin = new String(start.array(), 0, start.position(), US_ASCII);
    return FIELDS.stream()
        .filter(begin::startsWith)
        .map(name -> name.substring(0, name.length() - 1))
        .findFirst()
        .orElse(null);
  }

  /// Whether the body is compressed: then it isn't text and has lost no line ends.
  private boolean isPacked() {
    Compression found = Compression.detect(start.duplicate().flip());
    return found != null && found != Compression.NONE;
  }

  /// Adds the fault of lost line ends; an empty body hasn't lost any.
  @Override
  public @Nullable InputProblem fault() {
    if (field != null) {
      return new InputProblem.FormField(field);
    }
    InputProblem fault = body.fault();
    return fault == null && !hasLineEnd && bytes > 0 ? lost() : fault;
  }

  private InputProblem lost() {
    Matcher encoded = ENCODED.matcher(new String(start.array(), 0, start.position(), US_ASCII));
    return encoded.matches()
        ? new InputProblem.FormField(encoded.group(1))
        : new InputProblem.NewlinesLost();
  }

  /// A long body of one line is refused for its size before its end. This reads the rest to find
  /// out whether line ends were lost. A body that isn't CSV at all keeps that problem.
  @Override
  public List<InputProblem> explain(List<InputProblem> refused) {
    if (field != null) {
      return List.of(new InputProblem.FormField(field));
    }
    if (refused.getFirst() instanceof InputProblem.NotCsv) {
      return refused;
    }
    var rest = new ReadBuffer();
    while (!hasLineEnd && bytes < limit) {
      if (read(rest) < 0) {
        InputProblem fault = fault();
        return fault == null || fault.code() != Code.NEWLINES_LOST ? refused : List.of(fault);
      }
    }
    return refused;
  }

  @Override
  public boolean isInDoubt() {
    return !hasLineEnd || field != null;
  }
}
