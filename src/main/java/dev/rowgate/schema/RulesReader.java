package dev.rowgate.schema;

import static java.util.stream.Collectors.joining;

import dev.rowgate.problem.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes rules of a schema's `rowgate:rules`. This vocabulary is ours: what isn't in it is refused.
final class RulesReader {

  static final String PROPERTY = "rowgate:rules";

  /// Each is looked at with each record.
  private static final int MAX_RULES = 1_000;

  /// It goes out with each record that breaks the rule.
  private static final int MAX_MESSAGE = 500;

  private static final Set<String> CHECKS =
      Names.of("compare", "when", "exactlyOneOf", "atLeastOneOf");

  private static final Set<String> OF_RULE =
      Names.of(
          "code",
          "message",
          "severity",
          "compare",
          "when",
          "then",
          "required",
          "exactlyOneOf",
          "atLeastOneOf");

  private static final Set<String> OF_COMPARE = Names.of("field", "operator", "other");
  private static final Set<String> OF_CONDITION = Names.of("field", "constraints", "missing");
  private static final Set<String> SEVERITIES = Names.of("error", "warning");

  /// A field's place, and what is known of it.
  ///
  /// @param type null where the field itself is wrong, which is told elsewhere
  private record Named(String name, int place, @Nullable FieldType type) {}

  /// What a rule says, the field that it blames, and what it expects there.
  private record Said(Rule.Check check, @Nullable Named field, String expected) {}

  private final Reading reading;
  private final ConstraintReader constraints;
  private final Map<String, Named> fields = new LinkedHashMap<>();
  private final Set<String> codes = new HashSet<>();

  /// @param list the schema's fields as they are written
  /// @param read those of them that are good
  RulesReader(Reading reading, Json.Arr list, List<Field> read) {
    this.reading = reading;
    this.constraints = new ConstraintReader(reading, new SchemaValues(reading));
    for (int place = 0; place < list.items().size(); place++) {
      if (list.items().get(place) instanceof Json.Obj field
          && field.get("name") instanceof Json.Text name) {
        fields.putIfAbsent(name.text(), new Named(name.text(), place, type(name.text(), read)));
      }
    }
  }

  private static @Nullable FieldType type(String name, List<Field> read) {
    return read.stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .map(Field::type)
        .orElse(null);
  }

  List<Rule> read(Json.Obj schema) {
    List<Rule> rules = new ArrayList<>();
    switch (schema.get(PROPERTY)) {
      case null -> {}
      case Json.Arr list when list.items().size() <= MAX_RULES ->
          list.items()
              .forEach(item -> {
                Rule rule = rule(item);
                if (rule != null) {
                  rules.add(rule);
                }
              });
      case Json other -> reading.wrongValue(other, "a list of at most " + MAX_RULES + " rules");
    }
    return rules;
  }

  private @Nullable Rule rule(Json json) {
    if (!(json instanceof Json.Obj rule)) {
      reading.wrongValue(json, "an object with code, message and what must hold");
      return null;
    }
    refuseUnknown(rule, OF_RULE);
    String code = code(rule);
    String message = message(rule);
    Rule.Severity severity = severity(rule);
    Said said = said(rule);
    return code == null || message == null || said == null
        ? null
        : new Rule(
            code,
            message,
            severity,
            said.field == null ? Rule.NO_FIELD : said.field.place,
            said.field == null ? "" : said.field.name,
            said.expected,
            said.check);
  }

  private void refuseUnknown(Json.Obj in, Set<String> known) {
    in.members()
        .forEach((name, value) -> {
          if (!known.contains(name)) {
            reading.unknownName(value, "property", name, known);
          }
        });
  }

  private @Nullable String code(Json.Obj rule) {
    String code = needed(rule, "code");
    if (code == null) {
      return null;
    }
    if (!code.matches("[a-z][a-z0-9-]{0,63}")) {
      reading.wrongValue(
          rule.at("code"), "small letters, digits and hyphens, a letter first, at most 64");
    } else if (Arrays.stream(Code.values()).anyMatch(each -> each.id().equals(code))) {
      reading.wrongValue(rule.at("code"), "a code of your own: this one is built in");
    } else if (!codes.add(code)) {
      reading.wrongValue(rule.at("code"), "a code that no other rule has");
    }
    return code;
  }

  private @Nullable String message(Json.Obj rule) {
    String message = needed(rule, "message");
    if (message != null && (message.isBlank() || message.length() > MAX_MESSAGE)) {
      reading.wrongValue(
          rule.at("message"), "a sentence of at most " + MAX_MESSAGE + " characters");
    }
    return message;
  }

  private @Nullable String needed(Json.Obj in, String property) {
    if (!in.has(property)) {
      reading.missing(in, property);
    }
    return reading.text(in, property);
  }

  private Rule.Severity severity(Json.Obj rule) {
    String text = reading.text(rule, "severity");
    if (text != null && !SEVERITIES.contains(text)) {
      reading.unknownName(rule.at("severity"), "severity", text, SEVERITIES);
    }
    return "warning".equals(text) ? Rule.Severity.WARNING : Rule.Severity.ERROR;
  }

  private @Nullable Said said(Json.Obj rule) {
    List<String> given = CHECKS.stream().filter(rule::has).toList();
    if (given.size() != 1) {
      reading.wrongValue(rule, "a rule with one of " + String.join(", ", CHECKS));
      return null;
    }
    if (!rule.has("when")) {
      Stream.of("then", "required")
          .filter(rule::has)
          .forEach(name -> reading.wrongValue(rule.at(name), "to stand beside when"));
    }
    return switch (given.getFirst()) {
      case "compare" -> compare(rule);
      case "when" -> when(rule);
      case "exactlyOneOf" -> oneOf(rule.at("exactlyOneOf"), true);
      default -> oneOf(rule.at("atLeastOneOf"), false);
    };
  }

  private @Nullable Said compare(Json.Obj rule) {
    Json.Obj compare = reading.object(rule, "compare");
    if (compare == null) {
      return null;
    }
    refuseUnknown(compare, OF_COMPARE);
    Named field = field(compare, "field");
    String text = needed(compare, "operator");
    Operator operator = Operator.of(text).orElse(null);
    if (text != null && operator == null) {
      reading.unknownName(compare.at("operator"), "operator", text, Operator.texts());
    }
    Named other = field(compare, "other");
    if (field == null || operator == null || other == null) {
      return null;
    }
    FieldType type = field.type;
    if (type == null || other.type == null || !isComparable(compare, operator, type, other.type)) {
      return null;
    }
    return new Said(
        new Rule.Compare(field.place, operator, other.place, type),
        field,
        operator + " " + other.name);
  }

  /// Two values of one type; an integer is a number.
  private boolean isComparable(Json.Obj at, Operator operator, FieldType one, FieldType other) {
    if (!family(one).equals(family(other))) {
      reading.wrongValue(
          at.at("other"),
          "a field of the type of the first, " + one.name() + "; this one is " + other.name());
      return false;
    }
    if (operator.needsOrder() && !one.constraints().contains("minimum")) {
      reading.wrongValue(
          at.at("operator"), "= or !=: values of type " + one.name() + " have no order");
      return false;
    }
    return true;
  }

  private static String family(FieldType type) {
    return type.name().equals("integer") ? "number" : type.name();
  }

  private @Nullable Said when(Json.Obj rule) {
    List<Rule.Condition> when = new ArrayList<>();
    Json given = rule.at("when");
    List<Json> items = given instanceof Json.Arr list ? list.items() : List.of(given);
    if (items.isEmpty()) {
      reading.wrongValue(given, "one condition or more");
    }
    for (Json item : items) {
      Rule.Condition one = condition(item);
      if (one != null) {
        when.add(one);
      }
    }
    if (rule.has("then") == rule.has("required")) {
      reading.wrongValue(rule, "a rule with one of then, required beside when");
      return null;
    }
    Rule.Condition then = rule.has("then") ? then(rule.at("then")) : required(rule);
    return then == null || when.size() < items.size()
        ? null
        : new Said(new Rule.WhenThen(when, then), named(then.field()), expected(then));
  }

  private Rule.@Nullable Condition then(Json json) {
    boolean asksNothing =
        json instanceof Json.Obj object
            && Stream.of("missing", "constraints").noneMatch(object::has);
    if (asksNothing) {
      reading.wrongValue(json, "an object with field, and constraints or missing");
    }
    return condition(json);
  }

  private Rule.@Nullable Condition required(Json.Obj rule) {
    Named field = field(rule, "required");
    return field == null ? null : new Rule.Condition(field.place, false, true, List.of());
  }

  private @Nullable Named named(int place) {
    return fields.values().stream().filter(field -> field.place == place).findFirst().orElse(null);
  }

  private static String expected(Rule.Condition condition) {
    if (condition.missing()) {
      return "no value";
    }
    return condition.constraints().isEmpty()
        ? "a value"
        : condition.constraints().stream()
            .map(constraint -> constraint.name() + " " + constraint.expected())
            .collect(joining(", "));
  }

  private Rule.@Nullable Condition condition(Json json) {
    if (!(json instanceof Json.Obj condition)) {
      reading.wrongValue(json, "an object with field, and constraints or missing");
      return null;
    }
    refuseUnknown(condition, OF_CONDITION);
    Named field = field(condition, "field");
    boolean missing = Boolean.TRUE.equals(reading.flag(condition, "missing"));
    if (missing && condition.has("constraints")) {
      reading.wrongValue(condition.at("constraints"), "nothing, where the value is to be missing");
    }
    if (condition.get("constraints") instanceof Json.Obj given && given.has("unique")) {
      reading.notSupported(given.at("unique"), "unique, which speaks of other records,");
    }
    FieldType type = field == null ? null : field.type;
    ConstraintReader.Constraints read = constraints.read(condition, type);
    return field == null
        ? null
        : new Rule.Condition(field.place, missing, read.required(), read.list());
  }

  private @Nullable Said oneOf(Json json, boolean exactly) {
    if (!(json instanceof Json.Arr list) || list.items().size() < 2) {
      reading.wrongValue(json, "the names of two fields or more");
      return null;
    }
    List<Named> named = new ArrayList<>();
    for (Json item : list.items()) {
      Named field = field(item);
      if (field != null && named.contains(field)) {
        reading.wrongValue(item, "a name that isn't in this list already");
      } else if (field != null) {
        named.add(field);
      }
    }
    String names = named.stream().map(Named::name).collect(joining(", "));
    return new Said(
        new Rule.OneOfFields(named.stream().map(Named::place).toList(), exactly),
        null,
        (exactly ? "exactly one of " : "at least one of ") + names);
  }

  private @Nullable Named field(Json.Obj in, String property) {
    Json json = in.get(property);
    if (json == null) {
      reading.missing(in, property);
      return null;
    }
    return field(json);
  }

  private @Nullable Named field(Json json) {
    if (!(json instanceof Json.Text text)) {
      reading.wrongValue(json, "the name of a field");
      return null;
    }
    Named named = fields.get(text.text());
    if (named == null) {
      reading.unknownName(json, "field", text.text(), fields.keySet());
    }
    return named;
  }
}
