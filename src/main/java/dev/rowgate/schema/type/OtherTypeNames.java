package dev.rowgate.schema.type;

import dev.rowgate.schema.json.Names;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names of types in SQL, JSON Schema, Arrow, pandas and programming languages, with the type of
/// the standard that has the same values: a schema that is written by hand often has them.
final class OtherTypeNames {

  /// First word of a name, without a length and a width: `varchar(20)`, `double precision`,
  /// `int64`, `datetime64[ns]`.
  private static final Pattern WORD = Pattern.compile("([a-z]+)[0-9]*(?:[^a-z0-9].*)?");

  /// Maximum length of a name to look up: it may be untrusted.
  private static final int LONGEST = 100;

  private static final String TABLE =
      """
      string: str text char character varchar nchar nvarchar longtext bpchar clob utf keyword
      string: uuid guid email uri url enum category categorical
      integer: int long short byte bigint smallint tinyint mediumint hugeint
      integer: serial bigserial smallserial uint ubigint usmallint utinyint
      number: float double real decimal dec numeric money bigdecimal half num
      boolean: bool bit logical
      datetime: timestamp timestamptz instant localdatetime smalldatetime
      date: localdate
      time: timetz localtime
      duration: interval timedelta
      object: json jsonb dict map struct record
      geopoint: point
      geojson: geometry geography
      """;

  private static final Map<String, String> STANDARD = standard();

  private OtherTypeNames() {}

  private static Map<String, String> standard() {
    var names = new HashMap<String, String>();
    TABLE
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          String type = line.substring(0, colon);
          Names.words(line.substring(colon + 2)).forEach(name -> names.put(name, type));
        });
    return names;
  }

  /// Returns the type of the standard that a name of another vocabulary means; null if it isn't
  /// known.
  static @Nullable String standard(String name) {
    if (name.length() > LONGEST) {
      return null;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith("[]")) {
      return "list";
    }
    if (lower.replaceAll("[-_ ]", "").equals("datetime")) {
      return "datetime";
    }
    Matcher word = WORD.matcher(lower.strip());
    if (!word.matches()) {
      return null;
    }
    String first = word.group(1);
    String known = STANDARD.get(first);
    return known == null && Types.all().contains(first) ? first : known;
  }
}
