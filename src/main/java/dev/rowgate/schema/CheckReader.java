package dev.rowgate.schema;

import static java.util.stream.Collectors.joining;

import dev.rowgate.schema.NamedFields.Named;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.type.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Parser of the check of one rule in `rowgate:rules`: `compare`, `when`, `exactlyOneOf` or
/// `atLeastOneOf`. Reports every problem to the [Diagnostics].
final class CheckReader {

  /// The properties that select a check; a rule has exactly one of them.
  private static final Set<String> CHECKS =
      Names.of("compare", "when", "exactlyOneOf", "atLeastOneOf");

  private static final Set<String> OF_COMPARE = Names.of("field", "operator", "other");
  private static final Set<String> OF_CONDITION = Names.of("field", "constraints", "missing");

  /// A parsed check, the field that an error of the rule is attributed to (null for checks of
  /// several fields), and the text of what is expected there.
  record Said(Rule.Check check, @Nullable Named field, String expected) {}

  private final Diagnostics reading;
  private final ConstraintReader constraints;
  private final NamedFields fields;

  CheckReader(Diagnostics reading, NamedFields fields) {
    this.reading = reading;
    this.constraints = new ConstraintReader(reading, new SchemaValues(reading));
    this.fields = fields;
  }

  /// Parses the check of a rule; null if it is invalid, which is reported.
  @Nullable Said read(Json.Obj rule) {
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
    reading.refuseUnknown(compare, OF_COMPARE);
    Named field = fields.in(compare, "field");
    String text = reading.neededText(compare, "operator");
    Operator operator = Operator.of(text).orElse(null);
    if (text != null && operator == null) {
      reading.unknownName(compare.at("operator"), "operator", text, Operator.texts());
    }
    Named other = fields.in(compare, "other");
    if (field == null || operator == null || other == null) {
      return null;
    }
    FieldType type = field.type();
    if (type == null
        || other.type() == null
        || !isComparable(compare, operator, type, other.type())) {
      return null;
    }
    return new Said(
        new Rule.Compare(field.place(), operator, other.place(), type),
        field,
        operator + " " + other.name());
  }

  /// Whether the two fields can be compared: both of one type, where `integer` and `number` count
  /// as one, and ordered if the operator needs an order.
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
        : new Said(new Rule.WhenThen(when, then), fields.at(then.field()), expected(then));
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
    Named field = fields.in(rule, "required");
    return field == null ? null : new Rule.Condition(field.place(), false, true, List.of());
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
    reading.refuseUnknown(condition, OF_CONDITION);
    Named field = fields.in(condition, "field");
    boolean missing = Boolean.TRUE.equals(reading.flag(condition, "missing"));
    if (missing && condition.has("constraints")) {
      reading.wrongValue(condition.at("constraints"), "nothing, where the value is to be missing");
    }
    if (condition.get("constraints") instanceof Json.Obj given && given.has("unique")) {
      reading.notSupported(given.at("unique"), "unique, which speaks of other records,");
    }
    FieldType type = field == null ? null : field.type();
    ConstraintReader.Constraints read = constraints.read(condition, type);
    return field == null
        ? null
        : new Rule.Condition(field.place(), missing, read.required(), read.list());
  }

  private @Nullable Said oneOf(Json json, boolean exactly) {
    if (!(json instanceof Json.Arr list) || list.items().size() < 2) {
      reading.wrongValue(json, "the names of two fields or more");
      return null;
    }
    Map<Integer, String> named = new LinkedHashMap<>();
    for (Json item : list.items()) {
      Named field = fields.of(item);
      if (field != null && named.putIfAbsent(field.place(), field.name()) != null) {
        reading.wrongValue(item, "a name that isn't in this list already");
      }
    }
    String names = String.join(", ", named.values());
    return new Said(
        new Rule.OneOfFields(List.copyOf(named.keySet()), exactly),
        null,
        (exactly ? "exactly one of " : "at least one of ") + names);
  }
}
