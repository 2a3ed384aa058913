package dev.rowgate.schema.pattern;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Named character classes of patterns: those of XML Schema (part 2, appendix G) and the additional
/// ones of RE2. The tables come from Java's Unicode data.
final class CharacterClass {

  /// The Unicode general categories, indexed by `Character.getType`.
  private static final String[] CATEGORIES = {
    "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc",
    "Cf", "", "Co", "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
  };

  /// Unicode blocks start and end at multiples of 16.
  private static final int BLOCK_STEP = 16;

  /// Tables, created on first use. Their number is bounded by the categories, blocks and scripts
  /// that Java knows.
  private static final Map<Object, CodePoints> TABLES = new ConcurrentHashMap<>();

  /// XML Schema's `\i` and `\c`: characters that may start and continue an XML name.
  private static final CodePoints NAME_START =
      CodePoints.ranges(
          ':', ':', 'A', 'Z', '_', '_', 'a', 'z', 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x2FF, 0x370, 0x37D,
          0x37F, 0x1FFF, 0x200C, 0x200D, 0x2070, 0x218F, 0x2C00, 0x2FEF, 0x3001, 0xD7FF, 0xF900,
          0xFDCF, 0xFDF0, 0xFFFD, 0x10000, 0xEFFFF);

  private static final CodePoints NAME_PART =
      NAME_START.union(
          CodePoints.ranges('-', '.', '0', '9', 0xB7, 0xB7, 0x300, 0x36F, 0x203F, 0x2040));

  private static final CodePoints SPACE = CodePoints.ranges('\t', '\n', '\r', '\r', ' ', ' ');

  /// POSIX classes in ASCII: pairs of the first and last character of each range.
  private static final Map<String, String> POSIX =
      Map.ofEntries(
          Map.entry("alnum", "09AZaz"),
          Map.entry("alpha", "AZaz"),
          Map.entry("ascii", "\0\u007F"),
          Map.entry("blank", "\t\t  "),
          Map.entry("cntrl", "\0\u001F\u007F\u007F"),
          Map.entry("digit", "09"),
          Map.entry("graph", "!~"),
          Map.entry("lower", "az"),
          Map.entry("print", " ~"),
          Map.entry("punct", "!/:@[`{~"),
          Map.entry("space", "\t\r  "),
          Map.entry("upper", "AZ"),
          Map.entry("word", "09AZaz__"),
          Map.entry("xdigit", "09AFaf"));

  private CharacterClass() {}

  /// Returns the class of an escape letter; null if the letter denotes none.
  static @Nullable CodePoints ofEscape(char letter) {
    return switch (letter) {
      case 'd' -> ofCategory("Nd");
      case 's' -> SPACE;
      case 'w' -> word();
      case 'i' -> NAME_START;
      case 'c' -> NAME_PART;
      case 'D', 'S', 'W', 'I', 'C' -> {
        CodePoints those = ofEscape((char) (letter + ('a' - 'A')));
        yield those == null ? null : those.complement();
      }
      default -> null;
    };
  }

  /// XML Schema's `\w`: all characters but punctuation, separators and "other". Unlike XML Schema
  /// it includes connector punctuation such as `_`, as all other regex dialects do.
  private static CodePoints word() {
    return table(
        "\\w",
        c -> {
          String category = CATEGORIES[Character.getType(c)];
          return "LMNS".indexOf(category.charAt(0)) >= 0 || category.equals("Pc");
        });
  }

  /// Returns the class of a property name: a category (`L`, `Lu`), a block (`IsBasicLatin`) or a
  /// script (`Greek`); null if unknown.
  static @Nullable CodePoints ofProperty(String name) {
    CodePoints category = ofCategory(name);
    if (category != null || name.equals("Any")) {
      return category == null ? CodePoints.NONE.complement() : category;
    }
    try {
      return name.startsWith("Is") ? ofBlock(name.substring(2)) : ofScript(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable CodePoints ofCategory(String name) {
    boolean exists =
        !name.isEmpty()
            && name.length() <= 2
            && Stream.of(CATEGORIES).anyMatch(category -> category.startsWith(name));
    return exists ? table(name, c -> CATEGORIES[Character.getType(c)].startsWith(name)) : null;
  }

  /// XML Schema removes spaces from block names, and has one name for the three private use blocks.
  private static CodePoints ofBlock(String name) {
    if (name.equals("PrivateUse")) {
      return ofBlock("PrivateUseArea")
          .union(ofBlock("SupplementaryPrivateUseArea-A"))
          .union(ofBlock("SupplementaryPrivateUseArea-B"));
    }
    UnicodeBlock block = UnicodeBlock.forName(name);
    return TABLES.computeIfAbsent(
        block,
        _ -> {
          int first = 0;
          while (!block.equals(UnicodeBlock.of(first))) {
            first += BLOCK_STEP;
          }
          int end = first;
          while (end <= Character.MAX_CODE_POINT && block.equals(UnicodeBlock.of(end))) {
            end += BLOCK_STEP;
          }
          return CodePoints.range(first, end - 1);
        });
  }

  private static CodePoints ofScript(String name) {
    UnicodeScript script = UnicodeScript.forName(name.toUpperCase(Locale.ROOT));
    return table(script, c -> UnicodeScript.of(c) == script);
  }

  /// Returns a POSIX class such as `alpha`; null if unknown.
  static @Nullable CodePoints ofPosix(String name) {
    String ranges = POSIX.get(name);
    return ranges == null ? null : CodePoints.ranges(ranges.chars().toArray());
  }

  private static CodePoints table(Object key, IntPredicate in) {
    return TABLES.computeIfAbsent(key, _ -> CodePoints.all(in));
  }
}
