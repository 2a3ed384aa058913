package dev.rowgate.schema.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.Cells;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.Schemas;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.JsonReader;
import dev.rowgate.schema.value.JsonBuffer;
import dev.rowgate.schema.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the output for a cell of each type, format and property. `-` marks a cell that isn't of
/// the type.
class TypesTest {

  private static FieldType type(String properties) {
    return Schemas.field("{'name': 'a', 'type': " + properties + "}").type();
  }

  private static String out(String properties, String cell) {
    return Cells.out(type(properties), cell).replace(Cells.NOT_OF_THE_TYPE, "-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "email ~ ada@example.org ~ true",
        "email ~ a.b+c@x ~ true",
        "email ~ \"a b\"@x.org ~ true",
        "email ~ josé@exämple.de ~ true",
        "email ~ ada ~ false",
        "email ~ @x.org ~ false",
        "email ~ ada@ ~ false",
        "email ~ a..b@x.org ~ false",
        "email ~ .a@x.org ~ false",
        "email ~ a@-x.org ~ false",
        "email ~ a@x..org ~ false",
        "email ~ a b@x.org ~ false",
        "email ~ a@b@c ~ false",
        "email ~ \"a@x.org ~ false",
        "uri ~ https://example.org/a?b=c#d ~ true",
        "uri ~ urn:isbn:0451450523 ~ true",
        "uri ~ mailto:ada@example.org ~ true",
        "uri ~ http://u:p@[2001:db8::1]:80/%20 ~ true",
        "uri ~ http://[::ffff:1.2.3.4] ~ true",
        "uri ~ http://[v1.x:y]/ ~ true",
        "uri ~ file:///etc ~ true",
        "uri ~ example.org/a ~ false",
        "uri ~ //example.org ~ false",
        "uri ~ http://a b ~ false",
        "uri ~ http://x/%zz ~ false",
        "uri ~ http://x/é ~ false",
        "uri ~ http://[1::2::3] ~ false",
        "uri ~ http://[1:2:3] ~ false",
        "uri ~ http://x:a/ ~ false",
        "uri ~ 1http://x ~ false",
        "uri ~ http://x#a#b ~ false",
        "binary ~ aGVsbG8= ~ true",
        "binary ~ aGVsbA== ~ true",
        "binary ~ aGVs ~ true",
        "binary ~ aGVsbG8 ~ false",
        "binary ~ a=== ~ false",
        "binary ~ aG=s ~ false",
        "binary ~ aG-_ ~ false",
        "uuid ~ f81d4fae-7dec-11d0-a765-00a0c91e6bf6 ~ true",
        "uuid ~ F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6 ~ true",
        "uuid ~ f81d4fae7dec11d0a76500a0c91e6bf6 ~ false",
        "uuid ~ f81d4fae-7dec-11d0-a765-00a0c91e6bfg ~ false",
        "uuid ~ {81d4fae-7dec-11d0-a765-00a0c91e6bf6 ~ false"
      })
  void a_string_has_its_format(String format, String cell, boolean good) {
    assertThat(out("'string', 'format': '" + format + "'", cell))
        .isEqualTo(good ? "\"" + cell + "\"" : "-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'number', 'decimalChar': ',' ~ 1,50 ~ 1.50",
        "'number', 'decimalChar': ',' ~ -,5 ~ -0.5",
        "'number', 'decimalChar': ',' ~ 1.5 ~ -",
        "'number', 'decimalChar': ',' ~ 1,5e3 ~ 1.5e3",
        "'number', 'decimalChar': ',' ~ NaN ~ \"NaN\"",
        "'number', 'groupChar': ',' ~ 1,234,567.80 ~ 1234567.80",
        "'number', 'groupChar': ',' ~ 12,34,567 ~ 1234567",
        "'number', 'groupChar': ',' ~ 1,5 ~ -",
        "'number', 'groupChar': ',' ~ 1,,234 ~ -",
        "'number', 'groupChar': ',' ~ ,234 ~ -",
        "'number', 'groupChar': ',' ~ 1,234, ~ -",
        "'number', 'groupChar': '.', 'decimalChar': ',' ~ +1.234,5 ~ 1234.5",
        "'number', 'groupChar': '.', 'decimalChar': ',' ~ 31.12.2025 ~ -",
        "'integer', 'groupChar': '.' ~ 1.12.20255 ~ -",
        "'integer', 'groupChar': ',' ~ 1,0000,0000 ~ -",
        "'integer', 'groupChar': ' ' ~ 1 000 000 ~ 1000000",
        "'integer', 'groupChar': '\u00a0' ~ 1\u00a0000 ~ 1000",
        "'integer', 'groupChar': ',' ~ 1,000.5 ~ -",
        "'integer', 'groupChar': ',' ~ x1 ~ -",
        "'integer', 'groupChar': ',' ~ 007 ~ 7",
        "'number', 'bareNumber': false ~ 95% ~ 95",
        "'number', 'bareNumber': false ~ €95 ~ 95",
        "'number', 'bareNumber': false ~ EUR 95.10 ~ 95.10",
        "'number', 'bareNumber': false ~ -$5 ~ -5",
        "'number', 'bareNumber': false ~ $-5 ~ -5",
        "'number', 'bareNumber': false ~ $.5 ~ 0.5",
        "'number', 'bareNumber': false ~ 5 em ~ 5",
        "'number', 'bareNumber': false ~ 1e3 ~ 1e3",
        "'number', 'bareNumber': false ~ NaN ~ \"NaN\"",
        "'number', 'bareNumber': false ~ (5) ~ -",
        "'number', 'bareNumber': false ~ −5 ~ -",
        "'number', 'bareNumber': false ~ 5- ~ -",
        "'number', 'bareNumber': false ~ 1-5 ~ -",
        "'number', 'bareNumber': false ~ 5 m2 ~ -",
        "'number', 'bareNumber': false ~ none ~ -",
        "'integer', 'bareNumber': false, 'groupChar': ',' ~ $1,000, net ~ 1000"
      })
  void a_number_has_the_marks_of_its_field(String properties, String cell, String out) {
    assertThat(out(properties, cell)).isEqualTo(out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'time' ~ 15:00:00 ~ true",
        "'time' ~ 23:59:59 ~ true",
        "'time' ~ 24:00:00 ~ false",
        "'time' ~ 15:00 ~ false",
        "'time' ~ 15:00:00Z ~ false",
        "'time' ~ 3:00:00 ~ false",
        "'year' ~ 2024 ~ true",
        "'year' ~ -0044 ~ true",
        "'year' ~ 12024 ~ true",
        "'year' ~ 2024Z ~ true",
        "'year' ~ 2024+02:00 ~ true",
        "'year' ~ 0000 ~ false",
        "'year' ~ 24 ~ false",
        "'year' ~ 02024 ~ false",
        "'year' ~ +2024 ~ false",
        "'year' ~ 2024-01 ~ false",
        "'yearmonth' ~ 2024-01 ~ true",
        "'yearmonth' ~ -0044-03 ~ true",
        "'yearmonth' ~ 2024-01Z ~ true",
        "'yearmonth' ~ 0000-01 ~ false",
        "'yearmonth' ~ 2024-13 ~ false",
        "'yearmonth' ~ 2024-1 ~ false",
        "'yearmonth' ~ 2024 ~ false",
        "'yearmonth' ~ 202401 ~ false",
        "'duration' ~ P1Y2M3DT10H30M ~ true",
        "'duration' ~ -P120D ~ true",
        "'duration' ~ PT1.5S ~ true",
        "'duration' ~ P0Y ~ true",
        "'duration' ~ P ~ false",
        "'duration' ~ P1YT ~ false",
        "'duration' ~ PT ~ false",
        "'duration' ~ P1H ~ false",
        "'duration' ~ P1M1Y ~ false",
        "'duration' ~ P1.5D ~ false",
        "'duration' ~ PT1.S ~ false",
        "'duration' ~ P-1D ~ false",
        "'duration' ~ 1D ~ false"
      })
  void a_time_goes_out_as_it_came(String type, String cell, boolean good) {
    assertThat(out(type, cell)).isEqualTo(good ? "\"" + cell + "\"" : "-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "date ~ %d/%m/%Y ~ 12/11/2018 ~ 2018-11-12",
        "date ~ %d/%m/%Y ~ 2/1/2018 ~ 2018-01-02",
        "date ~ %d/%m/%Y ~ 31/02/2018 ~ -",
        "date ~ %d/%m/%Y ~ 12/11/18 ~ -",
        "date ~ %d/%m/%Y ~ 12/11/2018x ~ -",
        "date ~ %Y%m%d ~ 20240229 ~ 2024-02-29",
        "date ~ %Y%m%d ~ 00000101 ~ -",
        "date ~ %y-%m-%d ~ 68-01-02 ~ 2068-01-02",
        "date ~ %y-%m-%d ~ 69-01-02 ~ 1969-01-02",
        "date ~ %d %b %Y ~ 3 SEP 2024 ~ 2024-09-03",
        "date ~ %d. %B %Y ~ 3. September 2024 ~ 2024-09-03",
        "date ~ %a %d %b %Y ~ Thu 29 Feb 2024 ~ 2024-02-29",
        "date ~ %a %d %b %Y ~ Fri 29 Feb 2024 ~ -",
        "date ~ %Y-%j ~ 2024-366 ~ 2024-12-31",
        "date ~ %Y-%j ~ 2023-366 ~ -",
        "date ~ %-d.%-m.%Y ~ 3.4.2024 ~ 2024-04-03",
        "date ~ %F ~ 2024-01-02 ~ 2024-01-02",
        "date ~ %Yé%m%%%d ~ 2024é01%02 ~ 2024-01-02",
        "datetime ~ %d/%m/%Y %H:%M:%S ~ 12/11/2018 09:15:32 ~ 2018-11-12T09:15:32",
        "datetime ~ %Y-%m-%d %H:%M ~ 2024-01-26   9:05 ~ 2024-01-26T09:05:00",
        "datetime ~ %Y-%m-%d %I:%M %p ~ 2024-01-26 12:05 am ~ 2024-01-26T00:05:00",
        "datetime ~ %FT%T.%f%z ~ 2024-01-26T15:00:00.300-0500 ~ 2024-01-26T15:00:00.300-05:00",
        "datetime ~ %FT%T%z ~ 2024-01-26T15:00:00Z ~ 2024-01-26T15:00:00Z",
        "datetime ~ %FT%T %Z ~ 2024-01-26T15:00:00 GMT ~ 2024-01-26T15:00:00Z",
        "datetime ~ %FT%T%z ~ 2024-01-26T15:00:00+25:00 ~ -",
        "datetime ~ %F %T%z ~ 2024-01-26 15:00:00+00 ~ 2024-01-26T15:00:00+00:00",
        "datetime ~ %F %T%z ~ 2024-01-26 15:00:00-05 ~ 2024-01-26T15:00:00-05:00",
        "datetime ~ %F %T%z ~ 2024-01-26 15:00:00+0 ~ -",
        "datetime ~ %F %T%z ~ 2024-01-26 15:00:00+00: ~ -",
        "time ~ %H:%M ~ 15:04 ~ 15:04:00",
        "time ~ %I:%M%p ~ 3:04PM ~ 15:04:00",
        "time ~ %H%M%S ~ 150405 ~ 15:04:05",
        "time ~ %H:%M ~ 24:00 ~ -"
      })
  void a_pattern_is_read_and_iso_goes_out(String type, String format, String cell, String out) {
    assertThat(out("'" + type + "', 'format': '" + format + "'", cell))
        .isEqualTo(out.equals("-") ? out : "\"" + out + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "date ~ 2024-01-26 ~ 2024-01-26",
        "date ~ 2024/1/26 ~ 2024-01-26",
        "date ~ 26.1.2024 ~ 2024-01-26",
        "date ~ 26 Jan 2024 ~ 2024-01-26",
        "date ~ January 26, 2024 ~ 2024-01-26",
        "date ~ 01/02/2024 ~ -",
        "date ~ 2024-01 ~ -",
        "datetime ~ 2024-01-26 15:00 ~ 2024-01-26T15:00:00",
        "datetime ~ 2024-01-26T15:00:00.5Z ~ 2024-01-26T15:00:00.5Z",
        "datetime ~ 26 Jan 2024 3:00 PM ~ 2024-01-26T15:00:00",
        "datetime ~ Fri, 26 Jan 2024 15:00:00 GMT ~ 2024-01-26T15:00:00Z",
        "datetime ~ 26 Jan 2024 15:00:00 +0100 ~ 2024-01-26T15:00:00+01:00",
        "datetime ~ 2024-01-26 ~ -",
        "time ~ 15:00 ~ 15:00:00",
        "time ~ 3:00 PM ~ 15:00:00",
        "time ~ 3 pm ~ 15:00:00",
        "time ~ noon ~ -"
      })
  void any_form_is_read_that_means_one_thing(String type, String cell, String out) {
    assertThat(out("'" + type + "', 'format': 'any'", cell))
        .isEqualTo(out.equals("-") ? out : "\"" + out + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'list' ~ value1,value2 ~ [\"value1\",\"value2\"]",
        "'list' ~ a\"b\\c,x\u0001y ~ [\"a\\\"b\\\\c\",\"x\\u0001y\"]",
        "'list' ~ `` ~ []",
        "'list' ~ a, ~ [\"a\",\"\"]",
        "'list', 'delimiter': ' | ' ~ a | b|c ~ [\"a\",\"b|c\"]",
        "'list', 'itemType': 'integer' ~ 1,+02,-3 ~ [1,2,-3]",
        "'list', 'itemType': 'integer' ~ 1,,3 ~ -",
        "'list', 'itemType': 'integer', 'delimiter': ';' ~ 1;2 ~ [1,2]",
        "'list', 'itemType': 'number' ~ .5,NaN,1e2 ~ [0.5,\"NaN\",1e2]",
        "'list', 'itemType': 'boolean' ~ true,0 ~ [true,false]",
        "'list', 'itemType': 'date' ~ 2024-01-26 ~ [\"2024-01-26\"]",
        "'list', 'itemType': 'date' ~ 2024-01-32 ~ -",
        "'list', 'itemType': 'datetime' ~ 2024-01-26T15:00:00 ~ [\"2024-01-26T15:00:00\"]",
        "'list', 'itemType': 'time' ~ 15:00:00,1 ~ -",
        "'object' ~ { \"b\": 1.50, \"a\" : [ true, null ] } ~ {\"b\":1.50,\"a\":[true,null]}",
        "'object' ~ {\"\\u00e9\":\"\\/\\n\"} ~ {\"é\":\"/\\n\"}",
        "'object' ~ {} ~ {}",
        "'object' ~ {\"a\":1,\"a\":2} ~ -",
        "'object' ~ {\"a\":1,\"\\u0061\":2} ~ -",
        "'object' ~ [] ~ -",
        "'object' ~ {\"a\":NaN} ~ -",
        "'object' ~ {\"a\":1} x ~ -",
        "'object' ~ {\"a\":1e99999} ~ -",
        "'object' ~ {\"a\":\"\\ud800\"} ~ -",
        "'object' ~ {'a':1} ~ -",
        "'array' ~ [1, -0, 12345678901234567890.10, \"x\"] ~ [1,-0,12345678901234567890.10,\"x\"]",
        "'array' ~ {} ~ -",
        "'array' ~ 1 ~ -",
        "'geopoint' ~ 90.50, 45.50 ~ [90.50,45.50]",
        "'geopoint' ~ +90,.5 ~ [90,0.5]",
        "'geopoint' ~ 180.1,0 ~ -",
        "'geopoint' ~ 0,90.1 ~ -",
        "'geopoint' ~ 90 ~ -",
        "'geopoint' ~ NaN,1 ~ -",
        "'geopoint', 'format': 'array' ~ [90.50, 45.50] ~ [90.50,45.50]",
        "'geopoint', 'format': 'array' ~ [1,2,3] ~ -",
        "'geopoint', 'format': 'array' ~ [\"1\",2] ~ -",
        "'geopoint', 'format': 'object' ~ {\"lat\": 45.50, \"lon\": 90.50} ~ [90.50,45.50]",
        "'geopoint', 'format': 'object' ~ {\"lat\": 1} ~ -",
        "'geopoint', 'format': 'object' ~ {\"lat\": 1,\"lon\":2,\"x\":3} ~ -"
      })
  void a_cell_of_several_values_goes_out_as_json(String properties, String cell, String out) {
    assertThat(out(properties, cell)).isEqualTo(out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'type':'Point','coordinates':[1,2]} ~ true",
        "{'type':'Point','coordinates':[1,2,3]} ~ true",
        "{'type':'Point','coordinates':[1]} ~ false",
        "{'type':'Point'} ~ false",
        "{'type':'MultiPoint','coordinates':[]} ~ true",
        "{'type':'LineString','coordinates':[[1,2],[3,4]]} ~ true",
        "{'type':'LineString','coordinates':[[1,2]]} ~ false",
        "{'type':'MultiLineString','coordinates':[[[1,2],[3,4]]]} ~ true",
        "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,0.0]]]} ~ true",
        "{'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,1]]]} ~ false",
        "{'type':'MultiPolygon','coordinates':[[[[0,0],[1,0],[1,1],[0,0]]]]} ~ true",
        "{'type':'GeometryCollection','geometries':[{'type':'Point','coordinates':[1,2]}]} ~ true",
        "{'type':'Feature','geometry':null,'properties':{}} ~ true",
        "{'type':'Feature','geometry':null} ~ false",
        "{'type':'Feature','geometry':null,'properties':null,'id':{}} ~ false",
        "{'type':'FeatureCollection','features':[]} ~ true",
        "{'type':'FeatureCollection','features':[{'type':'Point','coordinates':[1,2]}]} ~ false",
        "{'type':'Point','coordinates':[1,2],'bbox':[1,2,1,2]} ~ true",
        "{'type':'Point','coordinates':[1,2],'bbox':[1]} ~ false",
        "{'type':'Circle','coordinates':[1,2]} ~ false",
        "{'coordinates':[1,2]} ~ false",
        "[] ~ false"
      })
  void geojson_is_as_rfc_7946_has_it(String cell, boolean good) {
    String json = cell.replace('\'', '"');

    assertThat(out("'geojson'", json)).isEqualTo(good ? json : "-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{'type':'Topology','objects':{},'arcs':[]} ~ true",
        "{'type':'Topology','objects':{'a':{'type':'Polygon','arcs':[[0,-1]]}},'arcs':[[[0,0],[1,1]]]}"
            + " ~ true",
        "{'type':'Topology','objects':{'a':{'type':null}},'arcs':[]} ~ true",
        "{'type':'Topology','objects':{},'arcs':[],'transform':{'scale':[1,1],'translate':[0,0]}}"
            + " ~ true",
        "{'type':'Topology','objects':{},'arcs':[],'transform':{'scale':[1]}} ~ false",
        "{'type':'Topology','objects':[],'arcs':[]} ~ false",
        "{'type':'Topology','objects':{}} ~ false",
        "{'type':'Topology','objects':{'a':{'type':'LineString','arcs':[0.5]}},'arcs':[]} ~ false",
        "{'type':'Feature','geometry':null,'properties':{}} ~ false"
      })
  void topojson_is_as_its_specification_has_it(String cell, boolean good) {
    String json = cell.replace('\'', '"');

    assertThat(out("'geojson', 'format': 'topojson'", json)).isEqualTo(good ? json : "-");
  }

  @Test
  void a_cell_that_is_nested_without_end_is_not_of_the_type() {
    String deep = "[".repeat(JsonReader.MAX_CELL_DEPTH);

    assertThat(out("'array'", deep + "]".repeat(JsonReader.MAX_CELL_DEPTH))).startsWith("[");
    assertThat(out("'array'", "[" + deep + "]".repeat(JsonReader.MAX_CELL_DEPTH + 1)))
        .isEqualTo("-");
    assertThat(out("'array'", "[".repeat(1_000_000))).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "'integer' ~ 'exclusiveMinimum': 0 ~ 1 ~ 0",
        "'integer' ~ 'exclusiveMaximum': 150 ~ 149 ~ 150",
        "'number' ~ 'exclusiveMinimum': 0 ~ 0.1 ~ 0.0",
        "'number' ~ 'exclusiveMaximum': 0 ~ -INF ~ NaN",
        "'number', 'decimalChar': ',' ~ 'minimum': 1.5 ~ 1,5 ~ 1,4",
        "'number', 'decimalChar': ',' ~ 'minimum': '1,5' ~ 1,5 ~ 1,4",
        "'integer', 'bareNumber': false ~ 'enum': [5] ~ $5 ~ $6",
        "'time' ~ 'minimum': '09:00:00' ~ 09:00:00 ~ 08:59:59",
        "'time', 'format': '%H:%M:%S.%f' ~ 'maximum': '09:00:00.5' ~ 09:00:00.50 ~ 09:00:00.51",
        "'time', 'format': '%H:%M%z' ~ 'enum': ['09:00Z'] ~ 10:00+01:00 ~ 10:00Z",
        "'date', 'format': '%d/%m/%Y' ~ 'minimum': '02/01/2024' ~ 02/01/2024 ~ 03/12/2023",
        "'datetime', 'format': '%d/%m/%Y %H' ~ 'exclusiveMaximum': '02/01/2024 01' ~ 02/01/2024 00"
            + " ~ 02/01/2024 01",
        "'year' ~ 'minimum': 2020 ~ 2020 ~ 2019",
        "'year' ~ 'maximum': '-0044' ~ -0045 ~ -0043",
        "'year' ~ 'exclusiveMinimum': 2020 ~ 2020-01:00 ~ 2020+01:00",
        "'yearmonth' ~ 'maximum': '2024-02' ~ 2024-02 ~ 2024-03",
        "'yearmonth' ~ 'enum': ['2024-02'] ~ 2024-02Z ~ 2024-03",
        "'duration' ~ 'minimum': 'P30D' ~ P2M ~ P1M",
        "'duration' ~ 'maximum': 'PT1H' ~ PT60M ~ PT60.1M",
        "'duration' ~ 'maximum': 'PT1H' ~ PT3600.0S ~ PT3600.1S",
        "'duration' ~ 'enum': ['P1Y'] ~ P12M ~ P365D",
        "'duration' ~ 'exclusiveMaximum': 'P0D' ~ -P1D ~ P0Y",
        "'list' ~ 'minLength': 2 ~ a,b ~ a",
        "'list', 'itemType': 'number' ~ 'enum': [[1, 2]] ~ 1.0,2 ~ 1",
        "'array' ~ 'maxLength': 2 ~ [1,[2,3]] ~ [1,2,3]",
        "'object' ~ 'minLength': 2 ~ {\"a\":1,\"b\":2} ~ {\"aaaa\":1}",
        "'object' ~ 'enum': [{'a': 1, 'b': 2}] ~ {\"b\":2.0,\"a\":1} ~ {\"a\":1}",
        "'geopoint' ~ 'enum': ['1, 2'] ~ 1.0,2 ~ 2,1",
        "'geojson' ~ 'maxLength': 2 ~ {\"type\":\"Point\",\"coordinates\":[1,2]}"
            + " ~ {\"type\":\"Point\",\"coordinates\":[1,2],\"x\":1}"
      })
  void constraints_judge_the_value(String type, String constraint, String good, String bad) {
    Field field =
        Schemas.field("{'name': 'a', 'type': %s, 'constraints': {%s}}".formatted(type, constraint));
    Constraint only = field.constraints().getFirst();

    assertThat(only.holds(Cells.value(field.type(), good))).as(good).isTrue();
    assertThat(Cells.isOf(field.type(), bad) && only.holds(Cells.value(field.type(), bad)))
        .as(bad)
        .isFalse();
  }

  @Test
  void what_goes_out_is_json_and_reads_back_as_the_same() {
    List<String> cells =
        List.of(
            "[]",
            "[1.10,{\"a\":\"\\\"\"}]",
            "{\"é\":[[],{}]}",
            "a,\"b\",\\",
            "1,2",
            "-0,+1",
            "\u0000,\u001f");
    List<String> types =
        List.of("'list'", "'array'", "'object'", "'geopoint'", "'list', 'itemType': 'number'");
    for (String properties : types) {
      FieldType type = type(properties);
      for (String cell : cells) {
        Value value = new Value();
        if (Cells.read(type, cell, value)) {
          Json json = JsonReader.cell(value.bytes(), value.from(), value.to());
          assertThat(json).as(properties + " " + cell).isNotNull();
          var again = new JsonBuffer().add(json);
          assertThat(
                  new String(
                      again.bytes(), 0, again.length(), java.nio.charset.StandardCharsets.UTF_8))
              .isEqualTo(value.asText());
        }
      }
    }
  }
}
