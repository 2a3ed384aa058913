package dev.rowgate.schema;

import dev.rowgate.options.OptionReader;
import dev.rowgate.problem.Nearest;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names of the properties of a Table Dialect: those that are read, those that are ignored because
/// they don't concern CSV, and those that are refused because ignoring them would change the
/// output.
final class DialectNames {

  /// The property whose object holds CSV-only settings (Frictionless 5).
  static final String CSV = "csv";

  /// A property of the resource. Inside the dialect it is refused, because it would be ignored.
  static final String ENCODING = "encoding";

  /// Properties of a Frictionless 4 `layout` that omit rows or columns. They are refused, because
  /// ignoring them would change the output.
  private static final Set<String> LEAVES_OUT =
      Names.words(
          "pickFields skipFields limitFields offsetFields pickRows skipRows limitRows"
              + " offsetRows");

  /// The properties that are read.
  static final Set<String> READ =
      Names.words(
          "delimiter quoteChar escapeChar commentChar header lineTerminator doubleQuote"
              + " skipInitialSpace trim nullSequence headerRows headerJoin caseSensitiveHeader"
              + " commentRows skipFooter");

  /// Properties that are accepted and ignored: they concern other formats than CSV, or are only
  /// descriptive. `csvddfVersion` comes from the first version of the standard.
  private static final Set<String> OTHERS =
      Names.words(
          "$schema name title description property itemType itemKeys sheetNumber"
              + " sheetName table headerCase skipBlankRows type excel json ods sql"
              + " csvddfVersion");

  private static final Set<String> READ_WITH_CSV = union(READ, Set.of(CSV));

  /// All names that aren't read, whether ignored or refused.
  private static final Set<String> NOT_READ = union(OTHERS, union(LEAVES_OUT, Set.of(ENCODING)));

  /// Meaning of names that aren't properties of a dialect, in other tools or as options of Rowgate.
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "quote", "quoteChar",
          "escape", "escapeChar",
          "comment", "commentChar",
          "commentPrefix", "commentChar",
          "separator", "delimiter",
          "sep", "delimiter");

  private DialectNames() {}

  private static Set<String> union(Set<String> one, Set<String> other) {
    var union = new LinkedHashSet<>(one);
    union.addAll(other);
    return union;
  }

  /// Refuses properties that would have no effect although they were meant to have one.
  ///
  /// @param hasCsv whether CSV-only settings may be in it
  static void refuseIgnored(Json.Obj part, boolean hasCsv, Diagnostics reading) {
    LEAVES_OUT.stream()
        .filter(part::has)
        .forEach(name -> reading.notSupported(part.at(name), leftOut(name)));
    if (part.has(ENCODING)) {
      reading.notSupported(part.at(ENCODING), "the encoding inside of the dialect, not beside it,");
    }
    Set<String> read = hasCsv ? READ_WITH_CSV : READ;
    reading.refuseMisspelt(part, read, NOT_READ, name -> meant(name, read));
    part.members()
        .forEach((name, value) -> {
          // A name with a colon belongs to another vocabulary.
          boolean isKnown = read.contains(name) || NOT_READ.contains(name) || name.contains(":");
          if (!isKnown && meant(name, read) == null) {
            String place = Misplaced.placeOf(name, Misplaced.SCHEMA);
            if (place == null) {
              reading.unused(value, OptionReader.NAMES.contains(name) ? name : null);
            } else {
              reading.misplaced(value, place);
            }
          }
        });
  }

  private static String leftOut(String name) {
    return OptionReader.NAMES.contains(name)
        ? "leaving out rows by the schema, not by the option '" + name + "' of the run,"
        : "leaving out rows or columns";
  }

  private static @Nullable String meant(String name, Set<String> read) {
    String other = OTHER_NAMES.get(name);
    String known = other == null ? Nearest.to(name, read) : other;
    return known == null ? Nearest.to(name, LEAVES_OUT) : known;
  }
}
