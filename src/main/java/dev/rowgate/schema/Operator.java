package dev.rowgate.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a rule compares two values.
public enum Operator {
  LESS("<"),
  AT_MOST("<="),
  EQUAL("="),
  UNEQUAL("!="),
  AT_LEAST(">="),
  GREATER(">");

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  static Optional<Operator> of(@Nullable String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(Operator::toString).toList();
  }

  /// Whether it asks for more than that values are the same.
  boolean needsOrder() {
    return this != EQUAL && this != UNEQUAL;
  }

  /// @param order of the two values, as [FieldType#compare] has it
  /// @param areOrdered whether one is the greater, or they are equal
  boolean holds(int order, boolean areOrdered) {
    return switch (this) {
      case LESS -> areOrdered && order < 0;
      case AT_MOST -> areOrdered && order <= 0;
      case EQUAL -> areOrdered && order == 0;
      case UNEQUAL -> !areOrdered || order != 0;
      case AT_LEAST -> areOrdered && order >= 0;
      case GREATER -> areOrdered && order > 0;
    };
  }

  /// As a schema spells it.
  @Override
  public String toString() {
    return text;
  }
}
