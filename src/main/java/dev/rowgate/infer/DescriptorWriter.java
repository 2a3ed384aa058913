package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.infer.column.Candidate;
import dev.rowgate.infer.column.ColumnDecision;
import dev.rowgate.infer.column.ColumnGuess;
import dev.rowgate.infer.column.JsonText;
import dev.rowgate.infer.dialect.DialectGuess;
import dev.rowgate.infer.dialect.Trial;
import dev.rowgate.infer.encoding.EncodingGuess;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writer of the inferred resource descriptor, one field per line. The evidence is under
/// `rowgate:inferred`, which [dev.rowgate.schema.SchemaReader] ignores.
final class DescriptorWriter {

  private final Findings findings;
  private final TableGuess table;
  private final Dialect dialect;
  private final boolean explain;
  private final int most;

  /// @param explain whether to write the evidence for all decisions
  /// @param most limit on the descriptor in bytes: that of a schema
  DescriptorWriter(Findings findings, boolean explain, int most) {
    this.findings = findings;
    this.table = findings.table();
    this.dialect = table.dialect.complete();
    this.explain = explain;
    this.most = most;
  }

  /// Returns the descriptor. If it is too long to be accepted as a schema, evidence, labels and
  /// types are omitted in this order, each with a warning.
  String write() {
    String json = write(table.layout, true, explain, "");
    if (explain && isTooLong(json)) {
      String warning = "explain: the evidence is too long for a schema and left out";
      json = write(table.layout, true, false, warning);
    }
    if (isTooLong(json)) {
      Layout numbered =
          table.layout.numbered(
              "header: its labels are too long for a schema; the fields are numbered");
      json = write(numbered, true, false, "");
      if (isTooLong(json)) {
        String warning = "fields: their types are too long for a schema; all are text";
        json = write(numbered, false, false, warning);
      }
    }
    return json;
  }

  private boolean isTooLong(String json) {
    return json.getBytes(UTF_8).length > most;
  }

  /// @param warning added to the others; empty for none
  private String write(Layout layout, boolean typed, boolean evidence, String warning) {
    List<String> lines = new ArrayList<>();
    lines.add("\"name\": \"data\"");
    lines.add("\"type\": \"table\"");
    lines.add("\"encoding\": \"" + dialect.encoding().name().toLowerCase(Locale.ROOT) + "\"");
    lines.add("\"dialect\": " + JsonText.of(dialect(layout, typed)));
    lines.add("\"schema\": {\"fields\": " + array(fields(layout, typed)) + "}");
    List<String> found = new ArrayList<>();
    found.add("\"whole\": " + findings.whole());
    found.add("\"records\": " + table.records());
    found.add("\"bytes\": " + table.bytes());
    found.add("\"encoding\": " + JsonText.of(encoding(evidence)));
    found.add("\"delimiter\": " + JsonText.of(delimiter(evidence)));
    found.add("\"header\": " + JsonText.of(header(layout, evidence)));
    if (evidence) {
      found.add("\"columns\": " + array(columns(layout)));
    }
    List<String> warnings = new ArrayList<>(findings.warnings(layout, typed));
    if (!warning.isEmpty()) {
      warnings.add(warning);
    }
    found.add("\"warnings\": " + array(warnings));
    lines.add("\"rowgate:inferred\": {\n    " + String.join(",\n    ", found) + "\n  }");
    return "{\n  " + String.join(",\n  ", lines) + "\n}\n";
  }

  private static String array(List<?> items) {
    return items.isEmpty()
        ? "[]"
        : "[\n      "
            + String.join(",\n      ", items.stream().map(JsonText::of).toList())
            + "\n    ]";
  }

  private Map<String, @Nullable Object> dialect(Layout layout, boolean typed) {
    Map<String, @Nullable Object> to = new LinkedHashMap<>();
    to.put("header", layout.hasHeader());
    if (layout.hasHeader() && !layout.headerRows().equals(List.of(1))) {
      to.put("headerRows", layout.headerRows());
    }
    if (!layout.commentRows().isEmpty()) {
      to.put("commentRows", layout.commentRows());
    }
    if (typed && findings.skipFooter() > 0) {
      to.put("skipFooter", findings.skipFooter());
    }
    to.put("delimiter", dialect.delimiter());
    int quote = dialect.quote();
    to.put("quoteChar", quote == Dialect.NONE ? null : Character.toString(quote));
    if (!dialect.doubleQuote()) {
      to.put("doubleQuote", false);
    }
    if (dialect.escape() != Dialect.NONE) {
      to.put("escapeChar", Character.toString(dialect.escape()));
    }
    if (!dialect.comment().isEmpty()) {
      to.put("commentChar", dialect.comment());
    }
    if (dialect.skipInitialSpace()) {
      to.put("skipInitialSpace", true);
    }
    if (dialect.trim()) {
      to.put("trim", true);
    }
    if (dialect.nullSequence() != null) {
      to.put("nullSequence", dialect.nullSequence());
    }
    if (!dialect.lineTerminator().text().isEmpty()) {
      to.put("lineTerminator", dialect.lineTerminator().text());
    }
    return to;
  }

  private List<Map<String, @Nullable Object>> fields(Layout layout, boolean typed) {
    List<Map<String, @Nullable Object>> fields = new ArrayList<>();
    for (int i = 0; i < layout.names().size(); i++) {
      Map<String, @Nullable Object> field = named(layout.names().get(i));
      ColumnDecision decision = findings.decisions().get(i);
      Candidate candidate = typed ? decision.candidate() : null;
      if (candidate == null) {
        field.put("type", "string");
      } else {
        field.putAll(properties(candidate, table.columns().get(i)));
      }
      fields.add(field);
    }
    return fields;
  }

  /// Returns the properties of a field of this type.
  private static Map<String, @Nullable Object> properties(Candidate type, ColumnGuess column) {
    Map<String, @Nullable Object> to = new LinkedHashMap<>(type.properties());
    List<String> words = column.words().seen();
    if (!words.isEmpty()) {
      List<String> missing = new ArrayList<>(List.of(""));
      missing.addAll(words);
      to.put("missingValues", missing);
    }
    return to;
  }

  private static Map<String, @Nullable Object> named(String name) {
    Map<String, @Nullable Object> to = new LinkedHashMap<>();
    to.put("name", name);
    return to;
  }

  private static Map<String, @Nullable Object> decision(
      double confidence, @Nullable String runnerUp) {
    Map<String, @Nullable Object> to = new LinkedHashMap<>();
    to.put("confidence", Math.round(confidence * 100) / 100.0);
    if (runnerUp != null) {
      to.put("runnerUp", runnerUp);
    }
    return to;
  }

  private Map<String, @Nullable Object> encoding(boolean evidence) {
    EncodingGuess guess = findings.encoding();
    Map<String, @Nullable Object> to =
        guess == null ? decision(1, null) : decision(guess.confidence(), guess.runnerUp());
    if (evidence) {
      to.put("seen", guess == null ? "given" : guess.seen());
    }
    return to;
  }

  private Map<String, @Nullable Object> delimiter(boolean evidence) {
    DialectGuess.Found found = findings.dialect();
    boolean given = findings.given().get(DialectProperty.DELIMITER) != null;
    Trial runnerUp = found.runnerUp();
    Map<String, @Nullable Object> to =
        given
            ? decision(1, null)
            : decision(found.confidence(), runnerUp == null ? null : runnerUp.delimiter());
    if (evidence) {
      Trial best = found.best();
      to.put("seen", given ? "given" : best.width() > 1 ? "records of one length" : "one column");
      to.put("fits", best.fits());
      to.put("of", best.rows().size());
      to.put("score", Math.round(best.score() * 1000) / 1000.0);
      if (runnerUp != null) {
        to.put("runnerUpFits", runnerUp.fits());
        to.put("runnerUpScore", Math.round(runnerUp.score() * 1000) / 1000.0);
      }
    }
    return to;
  }

  private Map<String, @Nullable Object> header(Layout layout, boolean evidence) {
    boolean given = findings.given().get(DialectProperty.HEADER) != null;
    Map<String, @Nullable Object> to = decision(given ? 1 : layout.confidence(), null);
    if (evidence) {
      to.put("seen", given ? "given" : layout.seen());
    }
    return to;
  }

  private List<Map<String, @Nullable Object>> columns(Layout layout) {
    List<Map<String, @Nullable Object>> columns = new ArrayList<>();
    for (int i = 0; i < layout.names().size(); i++) {
      ColumnDecision decision = findings.decisions().get(i);
      ColumnGuess column = table.columns().get(i);
      Candidate candidate = decision.candidate();
      boolean typed = candidate != null;
      long values = column.values(typed);
      Map<String, @Nullable Object> to = named(layout.names().get(i));
      to.put("type", candidate == null ? "string" : candidate.typeName());
      to.put("fits", values - decision.misfits());
      to.put("of", values + column.missing(typed));
      to.put("missing", column.missing(typed));
      if (decision.runnerUp() != null) {
        to.put("runnerUp", decision.runnerUp());
      }
      Candidate nearest = decision.nearest();
      if (nearest != null) {
        to.put("nearest", properties(nearest, column));
      }
      columns.add(to);
    }
    return columns;
  }
}
