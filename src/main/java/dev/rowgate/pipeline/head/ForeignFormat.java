package dev.rowgate.pipeline.head;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rowgate.problem.InputProblem;
import java.util.Locale;

/// A file format that is often sent by mistake, recognised by its first bytes. gzip and zstd were
/// decompressed before, so a nested file of these formats is recognised here too.
enum ForeignFormat {
  ZIP("a ZIP or XLSX file", Mend.EXPORT, "PK\3\4"),
  EMPTY_ZIP("an empty ZIP file", Mend.UNPACK, "PK\5\6"),
  GZIP("a gzip file", Mend.LAYER, "\u001F\u008B\b"),
  ZSTD("a zstd file", Mend.LAYER, "(\u00B5/\u00FD"),
  BZIP2("a bzip2 file", Mend.UNPACK, "BZh?1AY&SY"),
  EMPTY_BZIP2("a bzip2 file", Mend.UNPACK, "BZh?\27rE8P\u0090"),
  XZ("an xz file", Mend.UNPACK, "\u00FD7zXZ\0"),
  SEVEN_ZIP("a 7z file", Mend.UNPACK, "7z\u00BC\u00AF'\34"),
  LZMA("an LZMA file", Mend.UNPACK, "]\0\0"),
  RAR("a RAR file", Mend.UNPACK, "Rar!\u001A\u0007"),
  LZ4("an LZ4 file", Mend.UNPACK, "\4\"M\30"),
  LZIP("an lzip file", Mend.UNPACK, "LZIP\1"),
  SNAPPY("a Snappy file", Mend.UNPACK, "\u00FF\6\0\0sNaPpY"),
  COMPRESS("a file of compress (.Z)", Mend.UNPACK, "\u001F\u009D"),
  OFFICE(
      "an XLS or other Office file",
      Mend.EXPORT,
      "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"),
  PARQUET("a Parquet file", Mend.EXPORT, "PAR1!"),
  ARROW("an Arrow file", Mend.EXPORT, "ARROW1\0\0"),
  FEATHER("a Feather file", Mend.EXPORT, "FEA1!"),
  HDF5("an HDF5 file", Mend.EXPORT, "\u0089HDF\r\n"),
  STATA("a Stata file", Mend.EXPORT, "<stata_dta>"),
  SPSS("an SPSS file", Mend.EXPORT, "$FL2@(#)"),
  AVRO("an Avro file", Mend.EXPORT, "Obj\1"),
  ORC("an ORC file", Mend.EXPORT, "ORC!"),
  SQLITE("an SQLite database", Mend.EXPORT, "SQLite format 3\0"),
  PDF("a PDF file", Mend.EXPORT, "%PDF-"),
  RTF("an RTF file", Mend.EXPORT, "{\\rtf"),
  PNG("a PNG image", Mend.EXPORT, "\u0089PNG\r\n"),
  JPEG("a JPEG image", Mend.EXPORT, "\u00FF\u00D8\u00FF"),
  GIF("a GIF image", Mend.EXPORT, "GIF8?a"),
  PROGRAM("a program", Mend.EXPORT, "\u007FELF"),
  TAR("a tar archive", Mend.UNPACK, ""),
  HTML("a web page", Mend.EXPORT, "<html>"),
  HTML_5("a web page", Mend.EXPORT, "<!doctype html"),
  HTML_TABLE("a web page", Mend.EXPORT, "<table>"),
  XML("XML", Mend.EXPORT, "<?xml"),
  JSON_LINES("JSON", Mend.EXPORT, "{\""),
  JSON("JSON", Mend.EXPORT, "[{");

  private static final class Mend {
    static final String UNPACK = "unpack it first: only gzip, zstd and ZIP are unpacked here";
    static final String LAYER =
        "unpack it first: one layer is unpacked here, and none where Content-Encoding is identity";
    static final String EXPORT = "export it as CSV";
  }

  enum Fit {
    NONE,
    /// The bytes end before it can be decided.
    SO_FAR,
    WHOLE
  }

  /// In a magic number, any byte.
  private static final char ANY = '?';

  /// In a magic number, a byte that text doesn't contain: these magic numbers are words that a
  /// label may begin with.
  private static final char NO_TEXT = '!';

  /// In a magic number of markup, also white space: a label in angle brackets may begin with the
  /// name of an element.
  private static final char NAME_END = '>';

  private static final String TAR_MAGIC = "ustar";
  private static final int TAR_MAGIC_AT = 257;
  private static final int TAR_MODE_AT = 100;
  private static final int TAR_MODE_END = 108;

  private static final ForeignFormat[] ALL = values();
  private static final ForeignFormat[] WITH_ANY_START = {TAR};

  /// First bytes of inputs of which more than [#WITH_ANY_START] is possible.
  private static final boolean[] STARTS = starts();

  private final String title;
  private final String mend;
  private final String magic;

  ForeignFormat(String title, String mend, String magic) {
    this.title = title;
    this.mend = mend;
    this.magic = magic;
  }

  /// Any format may follow white space or a byte order mark.
  private static boolean[] starts() {
    var starts = new boolean[1 << Byte.SIZE];
    for (ForeignFormat format : ALL) {
      if (!format.magic.isEmpty()) {
        starts[format.magic.charAt(0)] = true;
      }
    }
    for (char c : " \t\r\n\u00EF".toCharArray()) {
      starts[c] = true;
    }
    return starts;
  }

  /// The formats that an input may have, by its first byte: for nearly all inputs just one.
  static ForeignFormat[] possible(byte[] head, int length) {
    return length == 0 || STARTS[head[0] & 0xFF] ? ALL : WITH_ANY_START;
  }

  InputProblem.NotCsv problem() {
    return new InputProblem.NotCsv(title, mend);
  }

  /// Compares the first `length` bytes with this format.
  ///
  /// @param text start of the text after a byte order mark
  /// @param word start of the text after white space too
  Fit fit(byte[] head, int length, int text, int word) {
    return switch (this) {
      case TAR -> tar(head, length);
      case HTML, HTML_5, HTML_TABLE, XML -> fit(head, length, word);
      case JSON, JSON_LINES -> json(head, length, text);
      default -> fit(head, length, 0);
    };
  }

  private Fit fit(byte[] head, int length, int at) {
    for (int i = 0; i < magic.length(); i++) {
      if (at + i >= length) {
        return Fit.SO_FAR;
      }
      if (!fits(magic.charAt(i), i, head[at + i] & 0xFF)) {
        return Fit.NONE;
      }
    }
    return Fit.WHOLE;
  }

  /// Recognises JSON. If it is indented, its first bracket is alone on its line.
  private Fit json(byte[] head, int length, int at) {
    if (at < length && head[at] != magic.charAt(0)) {
      return Fit.NONE;
    }
    int inside = at + 1;
    boolean isIndented = false;
    while (inside < length && isSpace(head[inside])) {
      isIndented |= head[inside] == '\n';
      inside++;
    }
    boolean isNext = inside == at + 1 || isIndented;
    return inside >= length
        ? Fit.SO_FAR
        : isNext && head[inside] == magic.charAt(1) ? Fit.WHOLE : Fit.NONE;
  }

  /// Whether a byte is white space, which may precede markup.
  static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private boolean fits(char wanted, int at, int found) {
    boolean isLast = at == magic.length() - 1;
    return switch (wanted) {
      case ANY -> this == XML ? found == ANY : true;
      case NO_TEXT -> isLast ? found < '\t' || (found > '\r' && found < ' ') : found == NO_TEXT;
      case NAME_END -> found == wanted || (isMarkup() && isSpace((byte) found));
      default -> found == wanted || (isMarkup() && lower(found) == wanted);
    };
  }

  private boolean isMarkup() {
    return this == HTML || this == HTML_5 || this == HTML_TABLE;
  }

  private static int lower(int c) {
    return String.valueOf((char) c).toLowerCase(Locale.ROOT).charAt(0);
  }

  /// Recognises a tar header. It begins with a file name padded with zeros, and a mode in octal
  /// digits; its magic number comes late. A line end before that shows that it isn't tar.
  private static Fit tar(byte[] head, int length) {
    for (int i = 0; i < Math.min(length, TAR_MODE_END); i++) {
      int c = head[i];
      boolean isMode = i >= TAR_MODE_AT;
      if (isMode ? c != 0 && c != ' ' && (c < '0' || c > '7') : c == '\n' || c == '\r') {
        return Fit.NONE;
      }
    }
    if (length < TAR_MAGIC_AT + TAR_MAGIC.length()) {
      return Fit.SO_FAR;
    }
    String found = new String(head, TAR_MAGIC_AT, TAR_MAGIC.length(), ISO_8859_1);
    return found.equals(TAR_MAGIC) ? Fit.WHOLE : Fit.NONE;
  }
}
