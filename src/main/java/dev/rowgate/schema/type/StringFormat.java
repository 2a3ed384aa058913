package dev.rowgate.schema.type;

import dev.rowgate.schema.text.Ascii;
import dev.rowgate.schema.text.MailAddress;
import dev.rowgate.schema.text.UriText;
import java.util.Locale;

/// Formats of `string` other than the default.
enum StringFormat {
  EMAIL {
    @Override
    boolean matches(byte[] bytes, int from, int to) {
      return MailAddress.is(bytes, from, to);
    }
  },
  URI {
    @Override
    boolean matches(byte[] bytes, int from, int to) {
      return UriText.is(bytes, from, to);
    }
  },
  /// Base64 with padding on one line (RFC 4648, section 4).
  BINARY {
    @Override
    boolean matches(byte[] bytes, int from, int to) {
      int end = to;
      while (end > from && end > to - 2 && bytes[end - 1] == '=') {
        end--;
      }
      return (to - from) % 4 == 0 && Ascii.BASE64.end(bytes, from, end) == end;
    }
  },
  /// `8-4-4-4-12` hexadecimal digits in either case, of any version (RFC 9562).
  UUID {
    @Override
    boolean matches(byte[] bytes, int from, int to) {
      if (to - from != 36) {
        return false;
      }
      for (int i = 0; i < 36; i++) {
        boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        byte b = bytes[from + i];
        if (hyphen ? b != '-' : !Ascii.HEX.has(b)) {
          return false;
        }
      }
      return true;
    }
  };

  private final String id = name().toLowerCase(Locale.ROOT);

  /// The format's name in the standard.
  String id() {
    return id;
  }

  /// Whether the UTF-8 text `bytes[from, to)` has the format.
  abstract boolean matches(byte[] bytes, int from, int to);
}
