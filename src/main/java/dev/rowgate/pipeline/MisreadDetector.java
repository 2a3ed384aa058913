package dev.rowgate.pipeline;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Encoding;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Detector of mistakes in how an input is read, from all its records, each of which alone would
/// just be rejected: a delimiter at the end of each line, text in an encoding that wasn't given.
/// Not thread-safe.
final class MisreadDetector {

  /// Minimum number of records: a single one proves nothing.
  private static final int FEWEST = 2;

  /// The accented letters of Western languages, by their bytes.
  private static final String COMMON = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýßÀÁÄÅÆÇÈÉÊÑÓÖØÚÜ";

  private int columns;
  private long surplus;
  private boolean isWestern;
  private boolean isOfSchema;
  private @Nullable InputProblem inFooter;

  /// Examines a rejected record that is well-formed.
  ///
  /// @param columns number of cells that it should have
  void see(RawRecord record, int columns) {
    this.columns = columns;
    int last = record.cellCount() - 1;
    boolean isEmpty = last == columns && record.from(last) == record.to(last);
    surplus += isEmpty ? 1 : 0;
  }

  /// Examines a malformed record.
  void seeBroken(RawRecord record, RowProblem.Broken fault, Run run) {
    isOfSchema = run.isEncodingOfSchema();
    if (!isWestern
        && fault instanceof RowProblem.InvalidEncoding
        && run.dialect().encoding().unit() == Encoding.Unit.UTF_8
        && (isOfSchema || !run.dialect().namesEncoding())) {
      isWestern = isWestern(record.bytes(), record.start(), record.start() + record.length());
    }
  }

  /// Takes the warning about the lines that were skipped at the end; null if there is none.
  void seeFooter(@Nullable InputProblem warning) {
    inFooter = warning;
  }

  /// Returns the warnings.
  List<InputProblem> warnings(long recordsRead) {
    List<InputProblem> warnings = new ArrayList<>();
    if (surplus >= FEWEST && surplus == recordsRead) {
      warnings.add(new InputProblem.SurplusCell(columns + 1, surplus));
    }
    if (isWestern) {
      warnings.add(new InputProblem.UnnamedEncoding("windows-1252", isOfSchema));
    }
    if (inFooter != null) {
      warnings.add(inFooter);
    }
    return warnings;
  }

  /// Whether most bytes that aren't UTF-8 would be accented letters beside letters of ASCII in
  /// windows-1252 and ISO 8859-1.
  private static boolean isWestern(byte[] bytes, int from, int to) {
    int bad = 0;
    int letters = 0;
    for (int i = from; i < to; ) {
      int length = bytes[i] >= 0 ? 1 : Utf8.sequenceLength(bytes, i, to);
      if (length <= 0) {
        bad++;
        boolean besideLetter =
            (i > from && isLetter(bytes[i - 1])) || (i + 1 < to && isLetter(bytes[i + 1]));
        letters += besideLetter && COMMON.indexOf((char) (bytes[i] & 0xFF)) >= 0 ? 1 : 0;
      }
      i += Math.max(1, length);
    }
    return letters > 0 && 2 * letters >= bad;
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
}
