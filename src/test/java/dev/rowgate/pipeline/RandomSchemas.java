package dev.rowgate.pipeline;

import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Schemas of columns `a`, `b`, `c`, and cells that may fit them: as arbitraries, so that a failure
/// shrinks, and out of a seed where a test builds more upon them.
public final class RandomSchemas {

  private static final List<String> FIELDS =
      List.of(
          "'type':'string'",
          "'type':'string','constraints':{'required':true}",
          "'type':'string','constraints':{'minLength':1,'maxLength':3}",
          "'type':'string','constraints':{'pattern':'[a-z]*'}",
          "'type':'string','constraints':{'enum':['a','b','é😀']}",
          "'type':'string','missingValues':['','-','NA']",
          "'type':'integer'",
          "'type':'integer','constraints':{'minimum':0,'maximum':100}",
          "'type':'integer','constraints':{'enum':[1,2,3]}",
          "'type':'number'",
          "'type':'number','constraints':{'minimum':-1.5,'required':true}",
          "'type':'boolean'",
          "'type':'date'",
          "'type':'date','constraints':{'maximum':'2024-12-31'}",
          "'type':'datetime'",
          "'type':'any'",
          "'type':'string','categories':['a','NA']",
          "'type':'integer','categories':[{'value':1,'label':'one'},{'value':7}]",
          "'type':'integer','missingValues':[{'value':'-','label':'none'},{'value':''}]",
          "'type':'string','constraints':{'pattern':'[a-z-[b-d]]*'}",
          "'type':'object'",
          "'type':'object','constraints':{'jsonSchema':{'required':['a']}}",
          "'type':'array','constraints':{'minLength':2}",
          "'type':'list'",
          "'type':'list','itemType':'integer','constraints':{'maxLength':1}",
          "'type':'time'",
          "'type':'year','constraints':{'minimum':2024}",
          "'type':'yearmonth'",
          "'type':'duration','constraints':{'maximum':'P1M'}",
          "'type':'geopoint'",
          "'type':'geojson'");

  private static final String[] CELLS = {
    "",
    "-",
    "a",
    "abcd",
    "NA",
    "1",
    "+007",
    "-0",
    "101",
    "1.50",
    ".5",
    "5.",
    "1e400",
    "1e99999",
    "NaN",
    "INF",
    "true",
    "false",
    "2024-02-29",
    "2023-02-29",
    "29.02.2024",
    "2024-01-01T00:00:00Z",
    "15:00:00",
    "2024",
    "2024-01",
    "P1D",
    "{}",
    "\"{\"\"a\"\": 1.0}\"",
    "\"[1, 2]\"",
    "\"1, 2\"",
    "\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[1,2]}\"",
    " 1",
    "é😀",
    "\"\"",
    "\"a\"\"b\"",
    "\"1\"",
    "\"\n\"",
    "\"x",
    "x\"",
    "\0",
    "9".repeat(40),
    "x".repeat(300)
  };

  private static final String[] WAYS = {"exact", "equal", "subset", "superset", "partial"};

  /// What a schema may say besides of its fields.
  private static final String[] MORE = {
    "",
    "",
    ",'primaryKey':['a']",
    ",'uniqueKeys':[['a']]",
    ",'missingValues':['','-']",
    ",'foreignKeys':[{'fields':['a'],'reference':{'resource':'','fields':['a']}}]",
    ",'rowgate:rules':[{'code':'r','message':'m','when':{'field':'a'},'required':'a'}]"
  };

  private static final String[] HEADERS = {
    "a", "a,b", "a,b,c", "c,a,b", "a,b,x", "b,x,y", "a,b,c,", "_line,_errors,a,b"
  };

  /// @param header with commas between its labels
  record Csv(String header, List<List<String>> rows) {

    String text(String delimiter) {
      var csv = new StringBuilder(header.replace(",", delimiter)).append('\n');
      rows.forEach(row -> csv.append(String.join(delimiter, row)).append('\n'));
      return csv.toString();
    }
  }

  private RandomSchemas() {}

  static Arbitrary<Schema> schemas() {
    return Combinators.combine(
            Arbitraries.of(WAYS), Arbitraries.of(FIELDS).list().ofMinSize(1).ofMaxSize(3))
        .as(RandomSchemas::schema);
  }

  private static Schema schema(String way, List<String> fields) {
    return Schemas.fields(way, named(fields));
  }

  private static String named(List<String> fields) {
    List<String> named = new ArrayList<>();
    for (String field : fields) {
      named.add("{'name':'" + "abc".charAt(named.size()) + "'," + field + "}");
    }
    return String.join(",", named);
  }

  /// Inputs whose header mostly fits.
  static Arbitrary<Csv> csv() {
    Arbitrary<List<String>> rows = Arbitraries.of(CELLS).list().ofMinSize(1).ofMaxSize(4);
    return Combinators.combine(Arbitraries.of(HEADERS), rows.list().ofMaxSize(12)).as(Csv::new);
  }

  static Schema schema(Random random) {
    List<String> fields = fields(random);
    return schema(WAYS[random.nextInt(WAYS.length)], fields);
  }

  private static List<String> fields(Random random) {
    List<String> fields = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      fields.add(FIELDS.get(random.nextInt(FIELDS.size())));
    }
    return fields;
  }

  /// The JSON of one that is right, with keys and rules; most headers fit it.
  public static String text(Random random) {
    String text =
        "{'fields':["
            + named(fields(random))
            + "],'fieldsMatch':'"
            + (random.nextInt(4) > 0 ? "partial" : WAYS[random.nextInt(WAYS.length)])
            + "'"
            + MORE[random.nextInt(MORE.length)]
            + "}";
    return text.replace('\'', '"');
  }

  /// An input whose header mostly fits, with `delimiter` between its cells.
  public static String csv(Random random, String delimiter) {
    StringBuilder csv = new StringBuilder();
    csv.append(HEADERS[random.nextInt(HEADERS.length)].replace(",", delimiter)).append('\n');
    for (int r = random.nextInt(12); r > 0; r--) {
      for (int c = random.nextInt(4); c >= 0; c--) {
        csv.append(CELLS[random.nextInt(CELLS.length)]).append(c > 0 ? delimiter : "\n");
      }
    }
    return csv.toString();
  }
}
