package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RecordReader;
import dev.rowgate.records.SourceTap;
import java.util.Arrays;

/// Counter of the comments below the header, which a conversion leaves out without a word.
final class CommentLines implements SourceTap {

  private final RecordReader reader;
  private final String comment;
  private final byte[] prefix;
  private boolean isBelowHeader;
  private long lines;
  private long first;
  private long last;

  /// @param dialect of the reader
  CommentLines(RecordReader reader, Dialect dialect) {
    this.reader = reader;
    this.comment = dialect.comment();
    this.prefix = comment.getBytes(UTF_8);
  }

  /// Starts counting: the next lines are below the header.
  void begin() {
    isBelowHeader = true;
  }

  /// A long line comes in several parts.
  @Override
  public void between(byte[] bytes, int from, int to) {
    int end = from + prefix.length;
    if (isBelowHeader
        && prefix.length > 0
        && end <= to
        && reader.line() != last
        && Arrays.equals(bytes, from, end, prefix, 0, prefix.length)) {
      last = reader.line();
      first = lines == 0 ? last : first;
      lines++;
    }
  }

  @Override
  public void footer(byte[] bytes, int from, int to) {}

  @Override
  public void tooLong(long line, RowProblem.Broken fault, byte[] bytes, int from, int to) {}

  /// Returns the warning; empty if there are no such lines.
  String warning() {
    String left =
        lines == 1
            ? "line %d, below the header, begins with '%s' and is left out"
                .formatted(first, comment)
            : "%d lines below the header begin with '%s' and are left out, the first is line %d"
                .formatted(lines, comment, first);
    return lines == 0 ? "" : "comments: " + left + "; name no comment if these are records";
  }
}
