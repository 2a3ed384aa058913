package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rowgate.conformance.Case;
import dev.rowgate.options.Limits;
import dev.rowgate.schema.type.Types;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the JSON Schema for editors against the schema reader.
class SchemaOfSchemasTest {

  private static final com.networknt.schema.Schema SHAPE =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SchemaOfSchemas.text());

  private static List<Error> refusals(String json) {
    return SHAPE.validate(json, InputFormat.JSON);
  }

  private static boolean isRight(byte[] json) {
    return SchemaReader.read(json, Limits.STANDARD.schemaBytes()) instanceof SchemaResult.Parsed;
  }

  @TestFactory
  Stream<DynamicTest> what_the_reader_takes_has_the_shape() throws IOException {
    var schemas = new TreeMap<String, byte[]>();
    schemas.put("people.json", Files.readAllBytes(Path.of("src/docs/sample/people.json")));
    Case.all()
        .forEach(given -> given.schema().ifPresent(schema -> schemas.put(given.id(), schema)));
    schemas.values().removeIf(schema -> !isRight(schema));

    assertThat(schemas).hasSizeGreaterThan(200);
    return schemas.entrySet().stream()
        .map(schema ->
            DynamicTest.dynamicTest(
                schema.getKey(),
                () -> assertThat(refusals(new String(schema.getValue(), UTF_8))).isEmpty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{'fields':[]}",
        "{'fields':{}}",
        "{'fields':['a']}",
        "{'fields':[{'type':'string'}]}",
        "{'fields':[{'name':' '}]}",
        "{'fields':[{'name':7}]}",
        "{'fields':[{'name':'_error'}]}",
        "{'fields':[{'name':'a','type':'int'}]}",
        "{'fields':[{'name':'a','type':'string','format':'mail'}]}",
        "{'fields':[{'name':'a','type':'geopoint','format':'list'}]}",
        "{'fields':[{'name':'a','type':'list','itemType':'geopoint'}]}",
        "{'fields':[{'name':'a','constraints':[]}]}",
        "{'fields':[{'name':'a','constraints':{'min':1}}]}",
        "{'fields':[{'name':'a','constraints':{'pattern':'x'}}]}",
        "{'fields':[{'name':'a','type':'integer','constraints':{'minLength':1}}]}",
        "{'fields':[{'name':'a','type':'string','constraints':{'minLength':-1}}]}",
        "{'fields':[{'name':'a','type':'string','constraints':{'enum':[]}}]}",
        "{'fields':[{'name':'a','constraints':{'required':'yes'}}]}",
        "{'fields':[{'name':'a','missingValues':''}]}",
        "{'fields':[{'name':'a','rowgate:name':''}]}",
        "{'fields':[{'name':'a','rowgate:name':'_summary'}]}",
        "{'fields':[{'name':'a','rowgate:default':null}]}",
        "{'fields':[{'name':'a','rowgate:nmae':'b'}]}",
        "{'fields':[{'name':'a'}],'fieldsMatch':'all'}",
        "{'fields':[{'name':'a'}],'missingValues':['',7]}",
        "{'fields':[{'name':'a'}],'primaryKey':7}",
        "{'fields':[{'name':'a'}],'foreignKeys':[{'fields':'a'}]}",
        "{'fields':[{'name':'a'}],'dialect':{}}",
        "{'fields':[{'name':'a'}],'rowgate:rule':[]}",
        "{'dialect':{}}",
        "{'schema':{'fields':[{'name':'a'}]},'dialect':{'header':'no'}}",
        "{'schema':{'fields':[{'name':'a'}]},'dialect':{'headerRows':[0]}}",
        "{'schema':'people.json'}"
      })
  void what_has_not_the_shape_the_reader_refuses_too(String json) {
    String quoted = json.replace('\'', '"');

    assertThat(refusals(quoted)).isNotEmpty();
    assertThat(Schemas.read(json)).isInstanceOf(SchemaResult.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'exactlyOneOf':['a','b']",
        "'code':'r','exactlyOneOf':['a','b']",
        "'code':'R','message':'m','exactlyOneOf':['a','b']",
        "'code':'r','message':'m'",
        "'code':'r','message':'m','severity':'info','exactlyOneOf':['a','b']",
        "'code':'r','message':'m','exactlyOneOf':['a']",
        "'code':'r','message':'m','exactlyOneOf':['a','b'],'atLeastOneOf':['a','b']",
        "'code':'r','message':'m','exactlyOneOf':['a','b'],'required':'a'",
        "'code':'r','message':'m','exactlyOneOf':['a','b'],'if':'a'",
        "'code':'r','message':'m','compare':{'field':'a','operator':'<'}",
        "'code':'r','message':'m','compare':{'field':'a','operator':'==','other':'b'}",
        "'code':'r','message':'m','when':{'field':'a'}",
        "'code':'r','message':'m','when':[],'required':'b'",
        "'code':'r','message':'m','when':{'field':'a'},'then':{'field':'b'}",
        "'code':'r','message':'m','when':{'field':'a'},'required':'b','then':{'field':'b','missing':true}",
        "'code':'r','message':'m','when':{'field':'a','constraints':{'unique':true}},'required':'b'",
        "'code':'r','message':'m','when':{'field':'a','value':1},'required':'b'"
      })
  void nor_does_it_take_such_rules(String rule) {
    String json = "{'fields':[{'name':'a'},{'name':'b'}],'rowgate:rules':[{" + rule + "}]}";

    what_has_not_the_shape_the_reader_refuses_too(json);
  }

  @Test
  void it_names_every_type_and_constraint() {
    var fields = new StringBuilder();
    for (String type : Types.all()) {
      fields.append(fields.isEmpty() ? "" : ",");
      fields
          .append("{\"name\":\"")
          .append(type)
          .append("\",\"type\":\"")
          .append(type)
          .append("\"}");
    }
    assertThat(refusals("{\"fields\":[" + fields + "]}")).isEmpty();
    assertThat(SchemaOfSchemas.text())
        .contains(ConstraintReader.NAMES.stream().map(name -> "\"" + name + "\":").toList());
  }
}
