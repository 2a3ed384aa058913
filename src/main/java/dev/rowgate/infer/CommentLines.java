package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RecordReader;
import dev.rowgate.records.SourceTap;
import java.util.Arrays;

/// Counter of the comments below the header, or below the first record if there is no header, which
/// a conversion leaves out without a word. Those between two rows of the header don't count.
final class CommentLines implements SourceTap {

  private final RecordReader reader;
  private final String comment;
  private final byte[] prefix;
  private int headerRows;
  private long lines;
  private long first;
  private long last;

  /// @param dialect of the reader
  CommentLines(RecordReader reader, Dialect dialect) {
    this.reader = reader;
    this.comment = dialect.comment();
    this.prefix = comment.getBytes(UTF_8);
    this.headerRows = dialect.header() ? dialect.headerRows().size() : 1;
  }

  /// Tells that a row of the header was read; the lines after the last one are counted.
  void header() {
    headerRows--;
  }

  /// Tells that a record was read.
  void record() {
    headerRows = 0;
  }

  /// A long line comes in several parts.
  @Override
  public void between(byte[] bytes, int from, int to) {
    int end = from + prefix.length;
    if (headerRows == 0
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
  ///
  /// @param whole whether the whole input was read, and not a sample
  String warning(boolean whole) {
    String left =
        lines == 1
            ? "line %d, below the header, begins with '%s' and is left out"
                .formatted(first, comment)
            : "%d lines%s below the header begin with '%s' and are left out, the first is line %d"
                .formatted(lines, whole ? "" : " of the sample", comment, first);
    String remedy = "; if these are records, give an empty comment (--comment= or comment=)";
    return lines == 0 ? "" : "comments: " + left + remedy;
  }
}
