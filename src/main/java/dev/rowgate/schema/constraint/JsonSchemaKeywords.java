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

/// The library's keywords, each of which takes steps for the value that it looks at; and some that
/// are made anew, since the library's write numbers out, compare each item with each, or make a
/// text of each value that differs.
final class JsonSchemaKeywords {

  /// Of one hash: only an attack has so many.
  private static final int MAX_OF_ONE_HASH = 1_000;

  /// Whether a value holds.
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
          // What `contains` does itself; the library has them fail even where there is no list.
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

  /// A keyword of the library. Walking, which the library can do too, isn't used.
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

  /// A keyword made anew.
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

  /// The library's own logs each text that is beyond the steps.
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

  /// 150 is a multiple of 0.3, and so is 1e9999: by their digits, without writing either out.
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
      // The number is its digits times this power of ten, in the unit that the divisor's digits
      // have.
      int tens = divisor.scale() - number.scale();
      BigInteger own = number.unscaledValue();
      if (tens < 0) {
        // No digits end in 0.
        return false;
      }
      return tens >= covered
          ? own.mod(withoutTens).signum() == 0
          : own.multiply(BigInteger.TEN.pow(tens)).mod(digits).signum() == 0;
    };
  }
}
