package dev.rowgate.schema.constraint;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.regex.RegularExpression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Wrappers that make the JSON Schema library's keywords count their work in [JsonSchemaSteps], and
/// replacements for keywords whose implementation in the library is unsafe: it expands numbers,
/// compares all pairs of items, or formats every differing value.
final class JsonSchemaKeywords {

  /// Limit on array items with one hash code. More only occur in an attack, and the array then
  /// counts as not unique.
  private static final int MAX_OF_ONE_HASH = 1_000;

  /// Test of one value against a keyword.
  private interface Test {
    boolean holds(JsonNode value, JsonSchemaSteps steps);
  }

  private static final Map<String, Function<JsonNode, Test>> OURS =
      Map.of(
          "const",
          node -> among(Set.of(node)),
          "enum",
          node -> among(new HashSet<>(node.values())),
          "uniqueItems",
          node -> node.booleanValue() ? JsonSchemaKeywords::areUnique : (_, _) -> true,
          "multipleOf",
          node -> multipleOf(node.decimalValue()),
          "pattern",
          node -> matching(JsonSchemaLibrary.pattern(node.stringValue())),
          // `contains` implements both. The library's own validators also fail on values that are
          // no array.
          "minContains",
          _ -> (_, _) -> true,
          "maxContains",
          _ -> (_, _) -> true);

  private JsonSchemaKeywords() {}

  static Keyword counted(Keyword keyword) {
    Function<JsonNode, Test> ours = OURS.get(keyword.getValue());
    return new Keyword() {
      @Override
      public String getValue() {
        return keyword.getValue();
      }

      @Override
      public KeywordValidator newValidator(
          SchemaLocation location, JsonNode node, Schema parent, SchemaContext context)
          throws Exception {
        return ours == null
            ? new Counted(keyword.newValidator(location, node, parent, context))
            : new Ours(this, node, location, parent, context, ours.apply(node));
      }
    };
  }

  /// A keyword of the library that takes steps before it validates. The library's "walk" mode isn't
  /// used.
  private record Counted(KeywordValidator keyword) implements KeywordValidator {

    @Override
    public void validate(
        ExecutionContext context, JsonNode value, JsonNode root, NodePath location) {
      if (context instanceof JsonSchemaSteps steps) {
        steps.take(
            value.isString()
                ? value.stringValue().length() / JsonSchemaSteps.CHARACTERS_IN_A_STEP
                : value.size() / JsonSchemaSteps.ITEMS_IN_A_STEP);
      }
      keyword.validate(context, value, root, location);
      if (context instanceof JsonSchemaSteps steps) {
        steps.endKeyword();
      }
    }

    @Override
    public String getKeyword() {
      return keyword.getKeyword();
    }

    @Override
    public SchemaLocation getSchemaLocation() {
      return keyword.getSchemaLocation();
    }
  }

  /// A replacement for a keyword of the library.
  private static final class Ours extends BaseKeywordValidator {

    private final Test test;

    private Ours(
        Keyword keyword,
        JsonNode node,
        SchemaLocation location,
        Schema parent,
        SchemaContext context,
        Test test) {
      super(keyword, node, location, parent, context);
      this.test = test;
    }

    @Override
    public void validate(
        ExecutionContext context, JsonNode value, JsonNode root, NodePath location) {
      if (context instanceof JsonSchemaSteps steps && !test.holds(value, steps)) {
        context.addError(error().instanceNode(value).instanceLocation(location).build());
      }
    }
  }

  /// Unlike the library's own `pattern`, it doesn't log the texts that exceed the step limit.
  private static Test matching(RegularExpression pattern) {
    return (value, _) -> !value.isString() || pattern.matches(value.stringValue());
  }

  private static Test among(Set<JsonNode> values) {
    return (value, steps) -> {
      steps.take(JacksonNodes.size(value));
      return values.contains(value);
    };
  }

  private static boolean areUnique(JsonNode value, JsonSchemaSteps steps) {
    if (!value.isArray()) {
      return true;
    }
    steps.take(JacksonNodes.size(value));
    Set<JsonNode> seen = new HashSet<>();
    Map<Integer, Integer> ofOneHash = new HashMap<>();
    for (JsonNode item : value.values()) {
      if (ofOneHash.merge(item.hashCode(), 1, Integer::sum) > MAX_OF_ONE_HASH || !seen.add(item)) {
        return false;
      }
    }
    return true;
  }

  /// Divisibility by significant digits, so that 1e9999 is a multiple of 0.3 without expanding
  /// either number.
  private static Test multipleOf(BigDecimal divisor) {
    BigInteger digits = divisor.unscaledValue();
    BigInteger five = BigInteger.valueOf(5);
    int twos = digits.getLowestSetBit();
    int fives = 0;
    BigInteger rest = digits.shiftRight(twos);
    while (rest.mod(five).signum() == 0) {
      rest = rest.divide(five);
      fives++;
    }
    BigInteger withoutTens = rest;
    int covered = Math.max(twos, fives);
    return (value, steps) -> {
      BigDecimal number = value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
      if (number.signum() == 0) {
        return true;
      }
      steps.take(number.precision() / JsonSchemaSteps.DIGITS_IN_A_STEP);
      // In the unit of the divisor's last digit, the number is its own digits times this power of
      // ten.
      int tens = divisor.scale() - number.scale();
      BigInteger own = number.unscaledValue();
      if (tens < 0) {
        // Trailing zeros were stripped, so the number isn't divisible by that power of ten.
        return false;
      }
      return tens >= covered
          ? own.mod(withoutTens).signum() == 0
          : own.multiply(BigInteger.TEN.pow(tens)).mod(digits).signum() == 0;
    };
  }
}
