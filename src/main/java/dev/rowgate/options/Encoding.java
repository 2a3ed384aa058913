package dev.rowgate.options;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A supported character encoding: UTF-8, UTF-16, single-byte families, and East Asian encodings in
/// which each character has one fixed length (names and aliases of the IANA registry). All but
/// UTF-16 include ASCII. Stateful encodings such as ISO-2022 aren't supported: a record cut out of
/// such a file couldn't be read.
///
/// @param charset the encoding itself
/// @param unit relation between its bytes and characters, by which byte offsets are counted
public record Encoding(Charset charset, Unit unit) {

  /// Number of source bytes per character.
  public enum Unit {
    UTF_8,
    /// Two bytes, or four outside the Basic Multilingual Plane.
    UTF_16,
    SINGLE_BYTE,
    /// One to four, always the same for the same character.
    MULTI_BYTE
  }

  public static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8, Unit.UTF_8);

  /// Description of the supported encodings, for messages.
  public static final String ALLOWED =
      "utf-8, utf-16, utf-16le, utf-16be, iso-8859-1 to -9, -11, -13, -15, -16, windows-1250 to"
          + " -1258, us-ascii, koi8-r, koi8-u, tis-620, ibm437 and other DOS code pages, macintosh"
          + " and others of its family, windows-874, gb18030, gbk, gb2312, big5, windows-950,"
          + " shift_jis, windows-31j, euc-jp, euc-kr or windows-949";

  private static final Set<String> UTF_16 = Set.of("utf-16", "utf-16le", "utf-16be");

  private static final Set<String> SINGLE_BYTE =
      Set.of(
          "us-ascii koi8-r koi8-u tis-620 x-windows-874 x-iso-8859-11 ibm437 x-ibm737 ibm775 ibm850"
              .concat(" ibm852 ibm855 ibm857 ibm00858 ibm860 ibm861 ibm862 ibm863 ibm865 ibm866")
              .concat(" ibm869 x-macroman x-maccentraleurope x-maccyrillic x-macgreek")
              .concat(" x-macturkish x-macukraine x-maciceland x-maccroatian x-macromania")
              .split(" "));

  /// None of them encodes a character in two lengths, as a test checks.
  private static final Set<String> MULTI_BYTE =
      Set.of(
          "gb18030 gbk gb2312 big5 x-windows-950 shift_jis windows-31j euc-jp euc-kr x-windows-949"
              .split(" "));

  /// Names in use that Java doesn't know. Those with additional hyphens are Python's, which
  /// Frictionless writes. A byte order mark is dropped from UTF-8 by any name.
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("utf-8-sig", "utf-8"),
          Map.entry("utf-16-le", "utf-16le"),
          Map.entry("utf-16-be", "utf-16be"),
          Map.entry("latin-1", "iso-8859-1"),
          Map.entry("iso8859-11", "x-iso-8859-11"),
          Map.entry("iso8859-16", "iso-8859-16"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("mac-roman", "x-MacRoman"),
          Map.entry("mac-cyrillic", "x-MacCyrillic"),
          Map.entry("mac-greek", "x-MacGreek"),
          Map.entry("mac-iceland", "x-MacIceland"),
          Map.entry("mac-latin2", "x-MacCentralEurope"),
          Map.entry("mac-turkish", "x-MacTurkish"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("cp950", "x-windows-950"),
          Map.entry("cp874", "x-windows-874"));

  /// Returns the encoding of that name; empty if there is none or it isn't supported.
  public static Optional<Encoding> of(String name) {
    Optional<Encoding> asWritten = known(name);
    return asWritten.isPresent() ? asWritten : known(name.replace('_', '-'));
  }

  private static Optional<Encoding> known(String name) {
    try {
      Charset charset = Charset.forName(ALIASES.getOrDefault(name.toLowerCase(Locale.ROOT), name));
      return unit(charset.name().toLowerCase(Locale.ROOT)).map(unit -> new Encoding(charset, unit));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static Optional<Unit> unit(String canonical) {
    if (canonical.equals("utf-8")) {
      return Optional.of(Unit.UTF_8);
    }
    if (UTF_16.contains(canonical)) {
      return Optional.of(Unit.UTF_16);
    }
    if (MULTI_BYTE.contains(canonical)) {
      return Optional.of(Unit.MULTI_BYTE);
    }
    boolean singleByte =
        canonical.startsWith("iso-8859-")
            || canonical.startsWith("windows-125")
            || SINGLE_BYTE.contains(canonical);
    return singleByte ? Optional.of(Unit.SINGLE_BYTE) : Optional.empty();
  }

  public String name() {
    return charset.name();
  }
}
