package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.options.Options;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.RowProblems;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writer of the report of a validation as one JSON object. `src/docs/validate.md` specifies the
/// format.
///
/// The errors come first in it, so that each is written when it is found and memory use stays
/// constant.
public final class ReportWriter implements RowlessWriter {

  /// Maximum number of listed records.
  public static final int MAX_ERRORS = 1_000;

  /// Maximum total size in bytes of the listed records.
  public static final int MAX_BYTES = 4 << 20;

  private static final byte[] START = "{\"errors\":[".getBytes(US_ASCII);
  private static final byte[] FIRST = "\n".getBytes(US_ASCII);
  private static final byte[] NEXT = ",\n".getBytes(US_ASCII);

  private final LineBuffer ready = new LineBuffer();

  /// One object, until it is known whether it still fits.
  private final LineBuffer object = new LineBuffer();

  private final JsonGenerator json = WireJson.onto(object);
  private final boolean lists;
  private final @Nullable String file;
  private int listed;
  private int listedBytes;
  private boolean limitReached;
  private boolean begun;

  /// @param options with `errors=skip` no record is listed
  public ReportWriter(Options options) {
    this.lists = options.errors() != Options.Errors.SKIP;
    this.file = options.file();
  }

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    if (limitReached || !lists) {
      return;
    }
    if (listed < MAX_ERRORS) {
      ErrorJson.write(json, record, problems, raw);
      json.flush();
    }
    if (object.size() == 0 || listedBytes + object.size() > MAX_BYTES) {
      limitReached = true;
      object.clear();
      return;
    }
    begin();
    write(listed == 0 ? FIRST : NEXT);
    listed++;
    listedBytes += object.size();
    object.moveTo(ready);
  }

  @Override
  public void writeSummary(RunEnd end) {
    boolean valid = end.fault() == null && end.summary().rowsRejected() == 0;
    begin();
    write(
        ((listed == 0 ? "]," : "\n],\n")
                + (limitReached ? "\"limitReached\":true," : "")
                + "\"valid\":"
                + valid
                + ",\n\"summary\":")
            .getBytes(US_ASCII));
    json.writeStartObject();
    SummaryJson.write(json, file, end, false);
    json.writeEndObject();
    json.flush();
    object.moveTo(ready);
    write("}\n".getBytes(US_ASCII));
  }

  /// Starts the report, but not before there is a result: a fault before any record has no report.
  private void begin() {
    if (!begun) {
      begun = true;
      write(START);
    }
  }

  private void write(byte[] ascii) {
    ready.write(ascii, 0, ascii.length);
  }

  @Override
  public LineBuffer output() {
    return ready;
  }
}
