package dev.rowgate.pipeline;

import dev.rowgate.options.Dialect;
import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.util.List;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/// An input that nearly always fits its schema, with here and there something odd.
///
/// @param fields the properties of the fields `f0`, `f1`, … but for their names
record GoodCsv(List<String> fields, List<Row> rows, String lineEnd) {

  private static final List<String> FIELDS =
      List.of(
          "'type':'string'",
          "'type':'string','constraints':{'required':true}",
          "'type':'string','missingValues':['','NA']",
          "'type':'string','missingValues':['\\u0022']",
          "'type':'string','rowgate:default':'none'",
          "'type':'string','constraints':{'pattern':'[a-z ]*','minLength':1}",
          "'type':'integer'",
          "'type':'integer','constraints':{'minimum':-5,'exclusiveMaximum':100000}",
          "'type':'integer','constraints':{'exclusiveMinimum':0,'maximum':999999999999999999}",
          "'type':'integer','constraints':{'minimum':-1000000000000000000000}",
          "'type':'integer','missingValues':['','0']",
          "'type':'integer','constraints':{'enum':[1,2,3,4,5,6,7]}",
          "'type':'number'",
          "'type':'boolean'",
          "'type':'date'",
          "'type':'any'",
          "'type':'list'");

  private static final String[] TEXTS = {
    "",
    "a",
    "NA",
    "plain text",
    "naïve café",
    "東京タワー",
    "😀",
    "a\\b",
    "tab\there",
    "\u0001",
    "\u007F"
  };

  private static final String[] ODD = {
    "\"doubled \"\" quote\"",
    "a\"b",
    "\"x\" ",
    "\"",
    "\r",
    "\n",
    "\0",
    "\uFFFE",
    "+1",
    "x".repeat(20_000)
  };

  /// @param odd whether the text is written as it is
  /// @param quoted whether it has quotes without need, if the dialect has them
  /// @param doubled whether it ends with a doubled quote, if it has quotes
  record Cell(String text, boolean odd, boolean quoted, boolean doubled) {

    private String write(Dialect dialect) {
      if (odd) {
        return text;
      }
      boolean quotes = quoted && dialect.quote() == '"';
      return quotes || text.contains(dialect.delimiter())
          ? '"' + text + (doubled ? "\"\"\"" : "\"")
          : text;
    }
  }

  /// @param endsWithCr whether it ends otherwise than the rows around it
  record Row(List<Cell> cells, boolean endsWithCr) {}

  Schema schema() {
    var all = new StringJoiner(",");
    for (int i = 0; i < fields.size(); i++) {
      all.add("{'name':'f%d',%s}".formatted(i, fields.get(i)));
    }
    return Schemas.fields("exact", all.toString());
  }

  String text(Dialect dialect) {
    var csv = new StringBuilder();
    if (dialect.header()) {
      for (int i = 0; i < fields.size(); i++) {
        csv.append(i == 0 ? "" : dialect.delimiter()).append('f').append(i);
      }
      csv.append('\n');
    }
    for (Row row : rows) {
      for (int i = 0; i < row.cells.size(); i++) {
        csv.append(i == 0 ? "" : dialect.delimiter()).append(row.cells.get(i).write(dialect));
      }
      csv.append(row.endsWithCr ? "\r" : lineEnd);
    }
    return csv.toString();
  }

  static Arbitrary<GoodCsv> arbitrary() {
    return Arbitraries.of(FIELDS).list().ofMinSize(1).ofMaxSize(6).flatMap(GoodCsv::ofFields);
  }

  private static Arbitrary<GoodCsv> ofFields(List<String> fields) {
    List<Arbitrary<Cell>> cells = fields.stream().map(GoodCsv::cells).toList();
    Arbitrary<List<Row>> rows =
        Combinators.combine(Combinators.combine(cells).as(list -> list), oneIn(60))
            .as(Row::new)
            .list()
            .ofMaxSize(30)
            .withSizeDistribution(RandomDistribution.uniform());
    Arbitrary<String> lineEnds = Arbitraries.of("\n", "\n", "\n", "\r\n");
    return Combinators.combine(rows, lineEnds).as((some, end) -> new GoodCsv(fields, some, end));
  }

  private static Arbitrary<Cell> cells(String field) {
    return Arbitraries.frequencyOf(
        Tuple.of(
            79,
            Combinators.combine(plain(field), oneIn(6), oneIn(8))
                .as((text, quoted, doubled) -> new Cell(text, false, quoted, doubled))),
        Tuple.of(1, Arbitraries.of(ODD).map(text -> new Cell(text, true, false, false))));
  }

  private static Arbitrary<Boolean> oneIn(int count) {
    return Arbitraries.frequency(Tuple.of(count - 1, false), Tuple.of(1, true));
  }

  private static Arbitrary<String> plain(String field) {
    Arbitrary<String> values;
    if (field.contains("'integer'")) {
      values = integers();
    } else if (field.contains("'number'")) {
      values =
          Arbitraries.oneOf(
              integers(),
              Combinators.combine(integers(), Arbitraries.integers().between(0, 999))
                  .as((whole, fraction) -> whole + "." + fraction));
    } else if (field.contains("'boolean'")) {
      values = Arbitraries.of("true", "0");
    } else if (field.contains("'date'")) {
      values = dates();
    } else {
      Arbitrary<String> letters =
          Arbitraries.integers()
              .between(1, 23)
              .map(length -> "lower case of any length".substring(0, length));
      values = field.contains("pattern") ? letters : Arbitraries.oneOf(letters, texts());
    }
    return Arbitraries.frequencyOf(Tuple.of(11, values), Tuple.of(1, Arbitraries.just("")));
  }

  private static Arbitrary<String> texts() {
    Arbitrary<String> text = Arbitraries.of(TEXTS);
    return Combinators.combine(
            text, Arbitraries.frequencyOf(Tuple.of(7, text), Tuple.of(1, Arbitraries.just("\n"))))
        .as(String::concat);
  }

  private static Arbitrary<String> dates() {
    return Combinators.combine(
            Arbitraries.integers().between(2000, 2099),
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(1, 28))
        .as("%d-%02d-%02d"::formatted);
  }

  private static Arbitrary<String> integers() {
    return Combinators.combine(
            Arbitraries.of("", "", "", "-"),
            Arbitraries.frequency(Tuple.of(9, ""), Tuple.of(1, "0")),
            Arbitraries.longs().between(0, Long.MAX_VALUE))
        .as((sign, zero, size) -> sign + zero + size);
  }
}
