package dev.rowgate;

import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.RowProblems;
import java.util.List;

/// An invalid record, with all its problems.
///
/// @param record its number, from 1; the header and blank lines are not counted
/// @param line the physical line on which it begins, from 1
/// @param endLine the line on which it ends
/// @param byteOffset the position of its first byte in the uncompressed input, from 0
/// @param byteLength its length in bytes, line end included
/// @param resynced whether it was read while resynchronising after a malformed record
/// @param problems at least one, at most 100
/// @param moreProblems the number of problems that are not listed
/// @param raw the beginning of the record, line end included: its text, or its bytes in Base64 if
///   [#isBase64()]
/// @param isBase64 whether the record's bytes are not valid in the input's encoding
/// @param isCut whether the record is longer than `raw`
/// @param json as [Entry#json()]
public record Reject(
    long record,
    long line,
    long endLine,
    long byteOffset,
    long byteLength,
    boolean resynced,
    List<Problem> problems,
    int moreProblems,
    String raw,
    boolean isBase64,
    boolean isCut,
    String json)
    implements Entry {

  /// Copies the list of problems.
  public Reject {
    problems = List.copyOf(problems);
  }

  /// Returns a reject whose line isn't set yet.
  static Reject of(RawRecord record, RowProblems problems, RawExcerpt raw) {
    return new Reject(
        record.number(),
        record.line(),
        record.endLine(),
        record.byteOffset(),
        record.byteLength(),
        record.resynced(),
        problems.listed().stream().map(Problem::of).toList(),
        problems.more(),
        switch (raw) {
          case RawExcerpt.Text text -> text.text();
          case RawExcerpt.Base64 bytes -> bytes.base64();
        },
        raw instanceof RawExcerpt.Base64,
        raw.cut(),
        "");
  }

  Reject withJson(String line) {
    return new Reject(
        record,
        this.line,
        endLine,
        byteOffset,
        byteLength,
        resynced,
        problems,
        moreProblems,
        raw,
        isBase64,
        isCut,
        line);
  }
}
