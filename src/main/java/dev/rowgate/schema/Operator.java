package dev.rowgate.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Comparison operator of a rule.
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

  /// Whether the operator needs ordered values, not just equality.
  boolean needsOrder() {
    return this != EQUAL && this != UNEQUAL;
  }

  /// @param order the result of [FieldType#compare] for the two values
  /// @param areOrdered the result of [FieldType#areOrdered]
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

  /// The operator as a schema writes it.
  @Override
  public String toString() {
    return text;
  }
}
