package dev.rowgate.schema;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Encoding;
import dev.rowgate.options.LineTerminator;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parser of a resource's Table Dialect (https://datapackage.org/standard/table-dialect/) and of
/// its `encoding`, a property of the resource itself.
record DialectReader(Diagnostics reading, Json.Obj dialect) {

  /// Option names that differ from the property names of the dialect.
  private static final Map<String, String> PROPERTY_OF_OPTION =
      Map.of("quote", "quoteChar", "escape", "escapeChar", "comment", "commentChar");

  private static final Pattern ROW = Pattern.compile("[1-9][0-9]{0,9}");

  private static final int MOST_HEADER_ROWS = 100;
  private static final int MOST_ROWS = 10_000;

  /// Reads the dialect of a resource. It may be given as `dialect`, as `dialect.csv` (CSV only,
  /// Frictionless 5) and as `layout` (header rows, Frictionless 4). Where several set a property,
  /// `dialect.csv` takes precedence over `dialect`, and that over `layout`.
  static PartialDialect read(Json.Obj resource, Diagnostics reading) {
    Encoding encoding = encoding(resource, reading);
    List<Json.Obj> parts = parts(resource, reading);
    PartialDialect dialect = PartialDialect.NOTHING;
    for (Json.Obj part : parts) {
      dialect = dialect.orElse(new DialectReader(reading, part).read());
      DialectNames.refuseIgnored(part, part.equals(resource.get("dialect")), reading);
    }
    dialect = dialect.with(DialectProperty.ENCODING, encoding);
    refuseConflict(dialect, parts, reading);
    boolean hasRows =
        dialect.get(DialectProperty.HEADER_ROWS) != null
            || dialect.get(DialectProperty.COMMENT_ROWS) != null;
    return dialect.with(
        DialectProperty.COUNTS_ALL_LINES, (hasRows && isOfFrictionless(resource)) ? true : null);
  }

  /// Whether Frictionless has written the resource, recognised by properties of its own: how the
  /// file is opened, and where the dialect is.
  private static boolean isOfFrictionless(Json.Obj resource) {
    return resource.has("scheme")
        || resource.has("layout")
        || (resource.get("dialect") instanceof Json.Obj dialect && dialect.has(DialectNames.CSV));
  }

  private static List<Json.Obj> parts(Json.Obj resource, Diagnostics reading) {
    List<Json.Obj> parts = new ArrayList<>();
    if (resource.get("dialect") instanceof Json.Text) {
      reading.notSupported(resource.at("dialect"), "a path or URL in place of the dialect itself");
    } else {
      Json.Obj dialect = reading.object(resource, "dialect");
      if (dialect != null) {
        Json.Obj csv = reading.object(dialect, DialectNames.CSV);
        if (csv != null) {
          parts.add(csv);
        }
        parts.add(dialect);
      }
    }
    Json.Obj layout = reading.object(resource, "layout");
    if (layout != null) {
      parts.add(layout);
    }
    return parts;
  }

  private static @Nullable Encoding encoding(Json.Obj resource, Diagnostics reading) {
    String name = reading.text(resource, DialectNames.ENCODING);
    Optional<Encoding> encoding = Optional.ofNullable(name).flatMap(Encoding::of);
    if (name != null && encoding.isEmpty()) {
      reading.wrongValue(resource.at(DialectNames.ENCODING), Encoding.ALLOWED);
    }
    return encoding.orElse(null);
  }

  private PartialDialect read() {
    PartialDialect read =
        PartialDialect.NOTHING
            .with(DialectProperty.DELIMITER, characters("delimiter"))
            .with(DialectProperty.QUOTE, characterOrNone("quoteChar"))
            .with(DialectProperty.DOUBLE_QUOTE, reading.flag(dialect, "doubleQuote"))
            .with(DialectProperty.ESCAPE, characterOrNone("escapeChar"))
            .with(DialectProperty.COMMENT, isNull("commentChar") ? "" : characters("commentChar"))
            .with(
                DialectProperty.COMMENT_ROWS,
                rows("commentRows", 0, MOST_ROWS, DialectProperty.LAST_COMMENT_ROW))
            .with(DialectProperty.HEADER, reading.flag(dialect, "header"))
            .with(
                DialectProperty.HEADER_ROWS,
                rows("headerRows", 1, MOST_HEADER_ROWS, DialectProperty.LAST_HEADER_ROW))
            .with(
                DialectProperty.CASE_SENSITIVE_HEADER, reading.flag(dialect, "caseSensitiveHeader"))
            .with(DialectProperty.HEADER_JOIN, shortText("headerJoin"))
            .with(DialectProperty.SKIP_INITIAL_SPACE, reading.flag(dialect, "skipInitialSpace"))
            .with(DialectProperty.TRIM, reading.flag(dialect, "trim"))
            .with(DialectProperty.SKIP_FOOTER, skipFooter())
            .with(DialectProperty.LINE_TERMINATOR, lineTerminator());
    return withNullSequence(read);
  }

  private @Nullable Integer skipFooter() {
    int most = DialectProperty.MOST_FOOTER_LINES;
    Json json = dialect.get("skipFooter");
    if (json == null) {
      return null;
    }
    if (json instanceof Json.Num number && number.text().equals("0")) {
      return 0;
    }
    Optional<Integer> lines = row(json, most);
    if (lines.isEmpty()) {
      reading.wrongValue(json, "a whole number from 0 to " + most);
    }
    return lines.orElse(null);
  }

  private boolean isNull(String property) {
    return dialect.get(property) instanceof Json.Null;
  }

  private @Nullable Integer characterOrNone(String property) {
    Json json = dialect.get(property);
    if (json == null) {
      return null;
    }
    if (json instanceof Json.Null) {
      return Dialect.NONE;
    }
    if (json instanceof Json.Text text && text.text().length() == 1) {
      char c = text.text().charAt(0);
      if (c < 0x80 && c != '\r' && c != '\n') {
        return (int) c;
      }
    }
    reading.wrongValue(json, "one ASCII character that isn't a line end");
    return null;
  }

  /// Reads one character or several that occur in the CSV itself.
  private @Nullable String characters(String property) {
    String text = textOfCharacters(property);
    if (text != null && (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)) {
      reading.wrongValue(dialect.at(property), "characters without a line end");
      return null;
    }
    return text;
  }

  private @Nullable LineTerminator lineTerminator() {
    String text = textOfCharacters("lineTerminator");
    return text == null ? null : new LineTerminator(text);
  }

  private @Nullable String textOfCharacters(String property) {
    String text = reading.text(dialect, property);
    boolean good =
        text == null
            || (!text.isEmpty()
                && text.length() <= DialectProperty.MOST_CHARACTERS
                && StandardCharsets.UTF_8.newEncoder().canEncode(text));
    if (!good) {
      reading.wrongValue(
          dialect.at(property), "1 to " + DialectProperty.MOST_CHARACTERS + " characters");
    }
    return good ? text : null;
  }

  private @Nullable String shortText(String property) {
    String text = reading.text(dialect, property);
    if (text == null || text.length() <= DialectProperty.MOST_CHARACTERS) {
      return text;
    }
    reading.wrongValue(
        dialect.at(property), "at most " + DialectProperty.MOST_CHARACTERS + " characters");
    return null;
  }

  private PartialDialect withNullSequence(PartialDialect read) {
    if (isNull("nullSequence")) {
      return read.with(DialectProperty.NULL_SEQUENCE, Optional.empty());
    }
    String text = shortText("nullSequence");
    return text == null ? read : read.with(DialectProperty.NULL_SEQUENCE, Optional.of(text));
  }

  /// Reads a list of row numbers, from 1.
  ///
  /// @param least minimum length of the list
  /// @param most maximum length of the list
  /// @param last the largest row number allowed
  private @Nullable List<Integer> rows(String property, int least, int most, int last) {
    Json json = dialect.get(property);
    if (json == null) {
      return null;
    }
    List<Integer> rows = new ArrayList<>();
    if (json instanceof Json.Arr list && list.items().size() <= most) {
      list.items().stream().flatMap(item -> row(item, last).stream()).forEach(rows::add);
      if (rows.size() == list.items().size() && rows.size() >= least) {
        return rows;
      }
    }
    reading.wrongValue(
        json, "a list of %d to %d row numbers from 1 to %d".formatted(least, most, last));
    return null;
  }

  private static Optional<Integer> row(Json item, int last) {
    boolean whole = item instanceof Json.Num number && ROW.matcher(number.text()).matches();
    return whole
        ? Optional.of(Long.parseLong(((Json.Num) item).text()))
            .filter(row -> row <= last)
            .map(Long::intValue)
        : Optional.empty();
  }

  /// Reports two settings that exclude each other, explicit or default.
  private static void refuseConflict(
      PartialDialect read, List<Json.Obj> parts, Diagnostics reading) {
    if (!(read.complete().conflict() instanceof InputProblem.BadOption conflict)) {
      return;
    }
    String property = PROPERTY_OF_OPTION.getOrDefault(conflict.name(), conflict.name());
    String expected = conflict.expected();
    for (Map.Entry<String, String> name : PROPERTY_OF_OPTION.entrySet()) {
      expected = expected.replace("the " + name.getKey(), name.getValue());
    }
    for (Json.Obj part : parts) {
      if (part.has(property)) {
        reading.wrongValue(part.at(property), expected);
        return;
      }
    }
  }
}
