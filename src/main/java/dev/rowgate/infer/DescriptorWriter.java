package dev.rowgate.infer;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes what was found as a resource descriptor. What it rests on stands under
/// `rowgate:inferred`, which a schema's reader passes over.
final class DescriptorWriter {

  private final TableGuess table;
  private final boolean whole;
  private final Dialect dialect;
  private final HeaderGuess header;
  private final List<String> warnings = new ArrayList<>();
  private final ObjectNode root = JsonMapper.shared().createObjectNode();

  DescriptorWriter(TableGuess table, boolean whole) {
    this.table = table;
    this.whole = whole;
    this.dialect = table.trial.dialect.complete();
    this.header = table.header;
  }

  String write() {
    root.put("name", "data");
    root.put("type", "table");
    root.put("encoding", dialect.encoding().name().toLowerCase(Locale.ROOT));
    writeDialect(root.putObject("dialect"));
    ArrayNode fields = root.putObject("schema").putArray("fields");
    ObjectNode found = JsonMapper.shared().createObjectNode();
    writeDecisions(found);
    writeColumns(fields, found.putArray("columns"));
    ArrayNode told = found.putArray("warnings");
    table.warnings.forEach(told::add);
    warnings.forEach(told::add);
    root.set("rowgate:inferred", found);
    String json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    return json + "\n";
  }

  private void writeDialect(ObjectNode to) {
    boolean usable = header.header() && header.usable();
    to.put("header", usable);
    int before = header.rowsBefore();
    if (usable && before > 0) {
      to.putArray("headerRows").add(before + 1);
    }
    int leftOut = usable ? 0 : before + (header.header() ? 1 : 0);
    if (leftOut > 0) {
      ArrayNode rows = to.putArray("commentRows");
      for (int row = 1; row <= leftOut; row++) {
        rows.add(row);
      }
    }
    to.put("delimiter", dialect.delimiter());
    if (dialect.quote() == Dialect.NONE) {
      to.putNull("quoteChar");
    } else {
      to.put("quoteChar", Character.toString(dialect.quote()));
    }
    to.put("doubleQuote", dialect.doubleQuote());
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
  }

  private void writeDecisions(ObjectNode to) {
    to.put("whole", whole);
    to.put("records", table.records);
    to.put("bytes", table.bytes());
    ObjectNode encoding = to.putObject("encoding");
    EncodingGuess guess = table.encoding;
    encoding.put("seen", guess == null ? "given" : guess.seen());
    if (guess != null && !guess.sure()) {
      warnings.add(
          "encoding: the bytes are no UTF-8; windows-1252 is assumed, and any other encoding of one"
              + " byte a character would do as well");
    }
    Trial trial = table.trial;
    ObjectNode delimiter = to.putObject("delimiter");
    boolean given = table.given.get(DialectProperty.DELIMITER) != null;
    delimiter.put(
        "seen", given ? "given" : trial.cells > 1 ? "records of one length" : "one column");
    delimiter.put("fits", trial.fits).put("of", trial.read);
    ObjectNode labels = to.putObject("header");
    boolean said = table.given.get(DialectProperty.HEADER) != null;
    labels.put("seen", said ? "given" : headerSeen());
    labels.put("sure", header.sure());
    if (!header.sure()) {
      warnings.add("header: nothing but habit tells the first row from the others");
    }
    if (header.header() && !header.usable()) {
      warnings.add(
          "header: its labels can't all be names (blank, twice or reserved); it is left out and the"
              + " columns are numbered");
    }
    if (header.rowsBefore() > 0) {
      warnings.add("header: " + header.rowsBefore() + " rows before it are left out");
    }
    if (table.unfit > 0) {
      warnings.add(
          "records: %d of %d have another number of cells".formatted(table.unfit, table.records));
    }
    if (table.broken > 0) {
      warnings.add("records: %d of %d can't be read".formatted(table.broken, table.records));
    }
  }

  private String headerSeen() {
    if (!header.header()) {
      return "a first row with numbers, dates or the like";
    }
    return header.sure() ? "a first row unlike those behind it" : "a first row of texts";
  }

  private void writeColumns(ArrayNode fields, ArrayNode found) {
    for (int i = 0; i < table.columns.size(); i++) {
      String name = header.names().get(i);
      ColumnGuess column = table.columns.get(i);
      ColumnGuess.Decision decision = column.decide();
      ObjectNode field = fields.addObject().put("name", name);
      decision.properties().forEach(field::put);
      if (!decision.missing().isEmpty()) {
        ArrayNode missing = field.putArray("missingValues").add("");
        decision.missing().forEach(missing::add);
      }
      found
          .addObject()
          .put("name", name)
          .put("type", decision.properties().getOrDefault("type", "string"))
          .put("fits", column.fits())
          .put("of", table.records)
          .put("missing", column.missing());
      if (!decision.warning().isEmpty()) {
        warnings.add("column '" + name + "': " + decision.warning());
      }
    }
  }
}
