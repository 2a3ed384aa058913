package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesReaderTest {

  private static final String FIELDS =
      "'fields': [{'name':'a','type':'integer'},{'name':'b','type':'number'},"
          + "{'name':'o','type':'object'},{'name':'d','type':'date'}]";

  private static String schema(String rules) {
    return "{" + FIELDS + ", 'rowgate:rules': " + rules + "}";
  }

  private static String rule(String check) {
    return schema("[{'code':'r','message':'m'," + check + "}]");
  }

  @Test
  void there_are_none_where_nothing_is_said() {
    assertThat(Schemas.parsed("{" + FIELDS + "}").rules()).isEmpty();
    assertThat(Schemas.parsed(schema("[]")).rules()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'compare':{'field':'a','operator':'<','other':'b'} | a | < b",
        "'when':{'field':'d'},'required':'o' | o | a value",
        "'when':[{'field':'d'}],'then':{'field':'a','missing':true} | a | no value",
        "'when':{'field':'d'},'then':{'field':'a','constraints':{'minimum':1,'enum':[1,2]}}"
            + " | a | minimum 1, enum 1, 2",
        "'exactlyOneOf':['a','d'] | `` | exactly one of a, d",
        "'atLeastOneOf':['a','b','d'] | `` | at least one of a, b, d"
      })
  void a_rule_knows_what_it_blames_and_expects(String check, String column, String expected) {
    Rule rule = Schemas.parsed(rule(check)).rules().getFirst();

    assertThat(List.of(rule.code(), rule.message(), rule.column(), rule.expected()))
        .containsExactly("r", "m", column, expected);
    assertThat(rule.severity()).isEqualTo(Rule.Severity.ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'compare':3 | schema-wrong-value /rowgate:rules/0/compare",
        "'compare':{'field':'a','other':'b'} | schema-missing-property /rowgate:rules/0/compare",
        "'compare':{'field':'a','operator':'==','other':'b'}"
            + " | schema-unknown-name /rowgate:rules/0/compare/operator",
        "'compare':{'field':'a','operator':'<','other':'d'}"
            + " | schema-wrong-value /rowgate:rules/0/compare/other",
        "'compare':{'field':'o','operator':'<','other':'o'}"
            + " | schema-wrong-value /rowgate:rules/0/compare/operator",
        "'compare':{'field':'x','operator':'<','other':'b'}"
            + " | schema-unknown-name /rowgate:rules/0/compare/field",
        "'compare':{'field':'a','operator':'<','other':'b','x':1}"
            + " | schema-unknown-name /rowgate:rules/0/compare/x",
        "'when':[],'required':'a' | schema-wrong-value /rowgate:rules/0/when",
        "'when':{'field':'a'} | schema-wrong-value /rowgate:rules/0",
        "'when':{'field':'a'},'required':'b','then':{'field':'b','missing':true}"
            + " | schema-wrong-value /rowgate:rules/0",
        "'when':{'field':'a'},'then':{'field':'b'} | schema-wrong-value /rowgate:rules/0/then",
        "'when':{'field':'a','missing':true,'constraints':{}},'required':'b'"
            + " | schema-wrong-value /rowgate:rules/0/when/constraints",
        "'when':{'field':'a','constraints':{'minLength':1}},'required':'b'"
            + " | schema-constraint-not-on-type /rowgate:rules/0/when/constraints/minLength",
        "'when':{'field':'a','constraints':{'minimum':'x'}},'required':'b'"
            + " | schema-wrong-value /rowgate:rules/0/when/constraints/minimum",
        "'when':{'field':'a','constraints':{'unique':true}},'required':'b'"
            + " | schema-not-supported /rowgate:rules/0/when/constraints/unique",
        "'required':'b','exactlyOneOf':['a','b'] | schema-wrong-value /rowgate:rules/0/required",
        "'exactlyOneOf':['a','a'] | schema-wrong-value /rowgate:rules/0/exactlyOneOf/1",
        "'exactlyOneOf':['a'] | schema-wrong-value /rowgate:rules/0/exactlyOneOf",
        "'severity':'fatal','exactlyOneOf':['a','b']"
            + " | schema-unknown-name /rowgate:rules/0/severity",
        "'if':'a','exactlyOneOf':['a','b'] | schema-unknown-name /rowgate:rules/0/if",
        "'title':'t' | schema-wrong-value /rowgate:rules/0, schema-unknown-name"
            + " /rowgate:rules/0/title"
      })
  void what_is_wrong_has_a_pointer(String check, String faults) {
    assertThat(String.join(", ", Schemas.faults(rule(check)))).isEqualTo(faults);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type-error' | a code of your own: this one is built in",
        "'rule' | a code of your own: this one is built in",
        "'schema-not-json' | a code of your own: this one is built in",
        "'taken' | a code that no other rule has",
        "'End' | small letters",
        "'-x' | small letters",
        "'' | small letters",
        "7 | a text"
      })
  void a_code_is_the_users_own(String code, String expected) {
    String one = "'message':'m','exactlyOneOf':['a','b']}";
    String json = schema("[{'code':'taken'," + one + ",{'code':" + code + "," + one + "]");

    assertThat(Schemas.faults(json)).containsExactly("schema-wrong-value /rowgate:rules/1/code");
    assertThat(Schemas.messages(json).getFirst()).contains(expected);
  }

  @Test
  void a_message_is_short_and_there() {
    String check = "'exactlyOneOf':['a','b']";
    String long501 = "x".repeat(501);

    assertThat(Schemas.faults(schema("[{'code':'r'," + check + "}]")))
        .containsExactly("schema-missing-property /rowgate:rules/0");
    assertThat(Schemas.faults(schema("[{'code':'r','message':'" + long501 + "'," + check + "}]")))
        .containsExactly("schema-wrong-value /rowgate:rules/0/message");
  }

  @Test
  void rules_of_a_field_that_is_wrong_have_no_fault_by_that() {
    assertThat(
            Schemas.faults(
                "{'fields':[{'name':'a','type':'int'},{'name':'b'}],'rowgate:rules':"
                    + "[{'code':'r','message':'m',"
                    + "'compare':{'field':'a','operator':'<','other':'b'}}]}"))
        .containsExactly("schema-unknown-name /fields/0/type");
  }

  @Test
  void there_are_at_most_a_thousand() {
    String rules =
        IntStream.rangeClosed(0, 1_000)
            .mapToObj(i -> "{'code':'r" + i + "','message':'m','exactlyOneOf':['a','b']}")
            .collect(Collectors.joining(",", "[", "]"));

    assertThat(Schemas.faults(schema(rules))).containsExactly("schema-wrong-value /rowgate:rules");
  }
}
