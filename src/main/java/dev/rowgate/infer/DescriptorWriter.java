package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.infer.column.Candidate;
import dev.rowgate.infer.column.ColumnDecision;
import dev.rowgate.infer.column.ColumnGuess;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes what was found as a resource descriptor, one field a line. What it rests on is under
/// `rowgate:inferred`, which a schema's reader passes over.
final class DescriptorWriter {

  private final Findings findings;
  private final TableGuess table;
  private final Dialect dialect;
  private final boolean explain;
  private final int most;

  /// @param explain whether to write all that the decisions rest on
  /// @param most how many bytes a schema may have
  DescriptorWriter(Findings findings, boolean explain, int most) {
    this.findings = findings;
    this.table = findings.table();
    this.dialect = table.dialect.complete();
    this.explain = explain;
    this.most = most;
  }

  /// The answer, so short that it is taken as a schema: what doesn't fit is left out, and a warning
  /// says so.
  String write() {
    String json = write(table.layout, true, explain, List.of());
    if (explain && isTooLong(json)) {
      json =
          write(
              table.layout,
              true,
              false,
              List.of("explain: the evidence is too long for a schema and left out"));
    }
    if (isTooLong(json)) {
      Layout numbered =
          table.layout.numbered(
              "header: its labels are too long for a schema; the fields are numbered");
      json = write(numbered, true, false, List.of());
      if (isTooLong(json)) {
        json =
            write(
                numbered,
                false,
                false,
                List.of("fields: their types are too long for a schema; all are text"));
      }
    }
    return json;
  }

  private boolean isTooLong(String json) {
    return json.getBytes(UTF_8).length > most;
  }

  private String write(Layout layout, boolean typed, boolean evidence, List<String> more) {
    List<String> lines = new ArrayList<>();
    lines.add("\"name\": \"data\"");
    lines.add("\"type\": \"table\"");
    lines.add("\"encoding\": \"" + dialect.encoding().name().toLowerCase(Locale.ROOT) + "\"");
    lines.add("\"dialect\": " + text(dialect(layout)));
    lines.add("\"schema\": {\"fields\": " + array(fields(layout, typed)) + "}");
    List<String> found = new ArrayList<>();
    found.add("\"whole\": " + findings.whole());
    found.add("\"records\": " + table.records());
    found.add("\"bytes\": " + table.bytes());
    found.add("\"encoding\": " + text(encoding(evidence)));
    found.add("\"delimiter\": " + text(delimiter(evidence)));
    found.add("\"header\": " + text(header(layout, evidence)));
    if (evidence) {
      found.add("\"columns\": " + array(columns(layout)));
    }
    List<JsonNode> warnings = new ArrayList<>();
    findings
        .warnings(layout, typed)
        .forEach(warning -> warnings.add(JsonMapper.shared().valueToTree(warning)));
    more.forEach(warning -> warnings.add(JsonMapper.shared().valueToTree(warning)));
    found.add("\"warnings\": " + array(warnings));
    lines.add("\"rowgate:inferred\": {\n    " + String.join(",\n    ", found) + "\n  }");
    return "{\n  " + String.join(",\n  ", lines) + "\n}\n";
  }

  private static String text(JsonNode node) {
    return JsonMapper.shared().writeValueAsString(node);
  }

  private static String array(List<? extends JsonNode> items) {
    return items.isEmpty()
        ? "[]"
        : "[\n      "
            + String.join(",\n      ", items.stream().map(DescriptorWriter::text).toList())
            + "\n    ]";
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  private ObjectNode dialect(Layout layout) {
    ObjectNode to = object();
    to.put("header", layout.hasHeader());
    if (layout.hasHeader() && !layout.headerRows().equals(List.of(1))) {
      ArrayNode rows = to.putArray("headerRows");
      layout.headerRows().forEach(rows::add);
    }
    if (!layout.commentRows().isEmpty()) {
      ArrayNode rows = to.putArray("commentRows");
      layout.commentRows().forEach(rows::add);
    }
    to.put("delimiter", dialect.delimiter());
    if (dialect.quote() == Dialect.NONE) {
      to.putNull("quoteChar");
    } else {
      to.put("quoteChar", Character.toString(dialect.quote()));
    }
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
    if (dialect.nullSequence() != null) {
      to.put("nullSequence", dialect.nullSequence());
    }
    if (!dialect.lineTerminator().text().isEmpty()) {
      to.put("lineTerminator", dialect.lineTerminator().text());
    }
    return to;
  }

  private List<ObjectNode> fields(Layout layout, boolean typed) {
    List<ObjectNode> fields = new ArrayList<>();
    for (int i = 0; i < layout.names().size(); i++) {
      ObjectNode field = object().put("name", layout.names().get(i));
      ColumnDecision decision = findings.decisions().get(i);
      Candidate candidate = typed ? decision.candidate() : null;
      if (candidate == null) {
        field.put("type", "string");
      } else {
        Candidate.write(candidate.properties(), field);
        List<String> missing = decision.missing(table.columns().get(i));
        if (!missing.isEmpty()) {
          ArrayNode texts = field.putArray("missingValues").add("");
          missing.forEach(texts::add);
        }
      }
      fields.add(field);
    }
    return fields;
  }

  private static ObjectNode decision(double confidence, @Nullable String runnerUp) {
    ObjectNode to = object().put("confidence", Math.round(confidence * 100) / 100.0);
    return runnerUp == null ? to : to.put("runnerUp", runnerUp);
  }

  private ObjectNode encoding(boolean evidence) {
    EncodingGuess guess = findings.encoding();
    ObjectNode to =
        guess == null ? decision(1, null) : decision(guess.confidence(), guess.runnerUp());
    return evidence ? to.put("seen", guess == null ? "given" : guess.seen()) : to;
  }

  private ObjectNode delimiter(boolean evidence) {
    DialectGuess.Found found = findings.dialect();
    boolean given = findings.given().get(DialectProperty.DELIMITER) != null;
    Trial runnerUp = found.runnerUp();
    ObjectNode to =
        given
            ? decision(1, null)
            : decision(found.confidence(), runnerUp == null ? null : runnerUp.delimiter());
    if (evidence) {
      Trial best = found.best();
      to.put("seen", given ? "given" : best.width > 1 ? "records of one length" : "one column");
      to.put("fits", best.fits).put("of", best.rows.size());
      to.put("score", Math.round(best.score * 1000) / 1000.0);
      if (runnerUp != null) {
        to.put("runnerUpFits", runnerUp.fits);
        to.put("runnerUpScore", Math.round(runnerUp.score * 1000) / 1000.0);
      }
    }
    return to;
  }

  private ObjectNode header(Layout layout, boolean evidence) {
    boolean given = findings.given().get(DialectProperty.HEADER) != null;
    ObjectNode to = decision(given ? 1 : layout.confidence(), null);
    return evidence ? to.put("seen", given ? "given" : layout.seen()) : to;
  }

  private List<ObjectNode> columns(Layout layout) {
    List<ObjectNode> columns = new ArrayList<>();
    for (int i = 0; i < layout.names().size(); i++) {
      ColumnDecision decision = findings.decisions().get(i);
      ColumnGuess column = table.columns().get(i);
      Candidate candidate = decision.candidate();
      boolean typed = candidate != null;
      long values = column.values(typed);
      ObjectNode to =
          object()
              .put("name", layout.names().get(i))
              .put("type", candidate == null ? "string" : candidate.typeName())
              .put("fits", values - decision.misfits())
              .put("of", table.records())
              .put("missing", column.missing(typed));
      if (decision.runnerUp() != null) {
        to.put("runnerUp", decision.runnerUp());
      }
      columns.add(to);
    }
    return columns;
  }
}
