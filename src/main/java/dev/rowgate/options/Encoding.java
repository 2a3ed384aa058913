package dev.rowgate.options;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/// A character encoding that is read: UTF-8, UTF-16, or one of the single-byte families ISO-8859-x
/// and windows-125x (names of the IANA registry, aliases too).
///
/// @param charset the encoding itself
/// @param unit how its bytes relate to characters, which is what byte offsets are counted by
public record Encoding(Charset charset, Unit unit) {

  /// How many bytes of the source a character takes.
  public enum Unit {
    UTF_8,
    /// Two bytes, or four outside the Basic Multilingual Plane.
    UTF_16,
    SINGLE_BYTE
  }

  public static final Encoding UTF_8 =
      new Encoding(java.nio.charset.StandardCharsets.UTF_8, Unit.UTF_8);

  /// What a refusal tells is allowed.
  public static final String ALLOWED =
      "utf-8, utf-16, utf-16le, utf-16be, iso-8859-1 to -16, windows-1250 to -1258 or us-ascii";

  /// The encoding of that name; empty if there is none or it isn't read here.
  public static Optional<Encoding> of(String name) {
    try {
      Charset charset = Charset.forName(name);
      String canonical = charset.name().toLowerCase(Locale.ROOT);
      if (canonical.equals("utf-8")) {
        return Optional.of(UTF_8);
      }
      if (canonical.equals("utf-16")
          || canonical.equals("utf-16le")
          || canonical.equals("utf-16be")) {
        return Optional.of(new Encoding(charset, Unit.UTF_16));
      }
      boolean singleByte =
          canonical.startsWith("iso-8859-")
              || canonical.startsWith("windows-125")
              || canonical.equals("us-ascii");
      return singleByte ? Optional.of(new Encoding(charset, Unit.SINGLE_BYTE)) : Optional.empty();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  public String name() {
    return charset.name();
  }
}
