package dev.rowgate.schema;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Encoding;
import dev.rowgate.options.LineTerminator;
import dev.rowgate.options.PartialDialect;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what a resource says of its CSV: a Table Dialect, and the encoding, which stands beside
/// it.
final class DialectReader {

  private static final Set<String> READ =
      Names.of(
          "delimiter",
          "quoteChar",
          "escapeChar",
          "commentChar",
          "header",
          "lineTerminator",
          "doubleQuote",
          "skipInitialSpace",
          "nullSequence",
          "headerRows",
          "headerJoin",
          "commentRows");

  /// What speaks of other formats than CSV, or says nothing to a machine. The last two were in the
  /// standard's first version.
  private static final Set<String> OTHERS =
      Names.of(
          "$schema",
          "name",
          "title",
          "description",
          "property",
          "itemType",
          "itemKeys",
          "sheetNumber",
          "sheetName",
          "table",
          "caseSensitiveHeader",
          "csvddfVersion");

  private final Reading reading;
  private final Json.Obj dialect;

  private DialectReader(Reading reading, Json.Obj dialect) {
    this.reading = reading;
    this.dialect = dialect;
  }

  static PartialDialect read(Json.Obj resource, Reading reading) {
    Encoding encoding = encoding(resource, reading);
    PartialDialect dialect = PartialDialect.NOTHING;
    if (resource.get("dialect") instanceof Json.Text) {
      reading.notSupported(resource.at("dialect"), "a path or URL in place of the dialect itself");
    } else {
      Json.Obj json = reading.object(resource, "dialect");
      dialect = json == null ? dialect : new DialectReader(reading, json).read();
    }
    return new PartialDialect(null, null, null, null, null, null, null, null, encoding)
        .orElse(dialect);
  }

  private static @Nullable Encoding encoding(Json.Obj resource, Reading reading) {
    String name = reading.text(resource, "encoding");
    Optional<Encoding> encoding = Optional.ofNullable(name).flatMap(Encoding::of);
    if (name != null && encoding.isEmpty()) {
      reading.wrongValue(resource.at("encoding"), Encoding.ALLOWED);
    }
    return encoding.orElse(null);
  }

  private PartialDialect read() {
    Integer delimiter = character("delimiter");
    Integer quote = characterOrNone("quoteChar");
    Integer escape = characterOrNone("escapeChar");
    Integer comment = characterOrNone("commentChar");
    refuseCollisions(delimiter, quote, escape, comment);
    Boolean header = reading.flag(dialect, "header");
    LineTerminator lineTerminator = lineTerminator();
    refuseUnsupported();
    reading.refuseMisspelt(dialect, READ, OTHERS);
    return new PartialDialect(
        delimiter == null ? null : (char) delimiter.intValue(),
        quote,
        escape,
        comment,
        header,
        null,
        null,
        lineTerminator,
        null);
  }

  private @Nullable Integer characterOrNone(String property) {
    return dialect.get(property) instanceof Json.Null
        ? (Integer) Dialect.NONE
        : character(property);
  }

  private @Nullable Integer character(String property) {
    Json json = dialect.get(property);
    if (json == null) {
      return null;
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

  private @Nullable LineTerminator lineTerminator() {
    String text = reading.text(dialect, "lineTerminator");
    return switch (text) {
      case null -> null;
      case "\r\n" -> LineTerminator.CRLF;
      case "\n" -> LineTerminator.LF;
      case "\r" -> LineTerminator.CR;
      default -> {
        reading.wrongValue(dialect.at("lineTerminator"), "\\r\\n, \\n or \\r");
        yield null;
      }
    };
  }

  /// One of the special characters, as given or as the standard has it.
  private record Role(String property, int character) {}

  private void refuseCollisions(
      @Nullable Integer delimiter,
      @Nullable Integer quote,
      @Nullable Integer escape,
      @Nullable Integer comment) {
    Dialect all =
        new PartialDialect(
                delimiter == null ? null : (char) delimiter.intValue(),
                quote,
                escape,
                comment,
                null,
                null,
                null,
                null,
                null)
            .complete();
    List<Role> roles =
        List.of(
            new Role("delimiter", all.delimiter()),
            new Role("quoteChar", all.quote()),
            // Quotes may always be doubled, which is what this says.
            new Role("escapeChar", all.escape() == all.quote() ? Dialect.NONE : all.escape()),
            new Role("commentChar", all.comment()));
    for (int later = 1; later < roles.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        refuseCollision(roles.get(earlier), roles.get(later));
      }
    }
  }

  private void refuseCollision(Role earlier, Role later) {
    if (earlier.character != later.character || later.character == Dialect.NONE) {
      return;
    }
    boolean laterIsGiven = dialect.has(later.property);
    Role wrong = laterIsGiven ? later : earlier;
    Role taken = laterIsGiven ? earlier : later;
    reading.wrongValue(dialect.at(wrong.property), "a character other than " + taken.property);
  }

  /// What would change how the file is read, unless it says what holds anyway.
  private void refuseUnsupported() {
    if (Boolean.FALSE.equals(reading.flag(dialect, "doubleQuote"))) {
      reading.notSupported(dialect.at("doubleQuote"), "doubleQuote: false");
    }
    if (Boolean.TRUE.equals(reading.flag(dialect, "skipInitialSpace"))) {
      reading.notSupported(dialect.at("skipInitialSpace"), "skipInitialSpace");
    }
    if (dialect.has("nullSequence") && !(dialect.at("nullSequence") instanceof Json.Null)) {
      reading.notSupported(dialect.at("nullSequence"), "nullSequence");
    }
    if (dialect.has("headerRows") && !isFirstRowAlone(dialect.at("headerRows"))) {
      reading.notSupported(dialect.at("headerRows"), "headerRows other than [1]");
    }
    String headerJoin = reading.text(dialect, "headerJoin");
    if (headerJoin != null && !headerJoin.equals(" ")) {
      reading.notSupported(dialect.at("headerJoin"), "headerJoin");
    }
    Json commentRows = dialect.get("commentRows");
    boolean none = commentRows instanceof Json.Arr list && list.items().isEmpty();
    if (commentRows != null && !none) {
      reading.notSupported(commentRows, "commentRows");
    }
  }

  private static boolean isFirstRowAlone(Json json) {
    return json instanceof Json.Arr list
        && list.items().size() == 1
        && list.items().getFirst() instanceof Json.Num number
        && number.text().equals("1");
  }
}
