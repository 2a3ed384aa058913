package dev.rowgate.rows;

import dev.rowgate.problem.Code;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.records.RawRecord;
import dev.rowgate.schema.Rule;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checker of a schema's rules on one record. It reads their cells separately from [RowReader], so
/// schemas without rules pay nothing, and problems elsewhere in the record don't matter. Not
/// thread-safe.
public final class RuleCheck {

  private enum State {
    PRESENT,
    MISSING,
    /// The cell is absent or not of its type; rules that use it aren't evaluated.
    BAD
  }

  /// A cell that rules use, read at most once per record.
  private static final class Asked {

    private final Column column;
    private final Value own = new Value();
    private Value value = own;
    private State state = State.BAD;
    private long readIn;

    Asked(Column column) {
      this.column = column;
    }

    State read(RawRecord record) {
      if (readIn != record.number()) {
        readIn = record.number();
        state = readAnew(record);
      }
      return state;
    }

    private State readAnew(RawRecord record) {
      value = own;
      return switch (column.read(record, own)) {
        case VALUE -> State.PRESENT;
        case MISSING -> missing();
        case WRONG_TYPE, NO_CELL -> State.BAD;
      };
    }

    private State missing() {
      Value absent = column.absent();
      if (absent == null) {
        return State.MISSING;
      }
      value = absent;
      return State.PRESENT;
    }
  }

  private final List<Rule> rules;

  /// Indexed by the fields' position in the schema.
  private final Asked[] asked;

  private RuleCheck(Schema schema, Columns columns) {
    this.rules = schema.rules();
    this.asked =
        schema.fields().stream()
            .map(field -> new Asked(columns.all().get(columns.placeOf(field))))
            .toArray(Asked[]::new);
  }

  /// Returns a check; null if the schema has no rules.
  public static @Nullable RuleCheck of(@Nullable Schema schema, Columns columns) {
    return schema == null || schema.rules().isEmpty() ? null : new RuleCheck(schema, columns);
  }

  /// Checks a well-formed record.
  ///
  /// @param problems receives violations and warnings
  public void check(RawRecord record, RowProblems problems) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (isBroken(rule.check(), record)) {
        switch (rule.severity()) {
          case ERROR -> problems.add(Code.RULE, i, () -> problem(rule, record));
          case WARNING -> problems.warn(i, record);
        }
      }
    }
  }

  /// Releases the references to the last record's bytes.
  public void forget() {
    for (Asked each : asked) {
      each.own.forget();
    }
  }

  private boolean isBroken(Rule.Check check, RawRecord record) {
    return switch (check) {
      case Rule.Compare compare ->
          read(compare.field(), record) == State.PRESENT
              && read(compare.other(), record) == State.PRESENT
              && !compare.holds(value(compare.field()), value(compare.other()));
      case Rule.WhenThen rule -> isBroken(rule, record);
      case Rule.OneOfFields one -> isBroken(one, record);
    };
  }

  private boolean isBroken(Rule.WhenThen rule, RawRecord record) {
    for (Rule.Condition condition : rule.when()) {
      State state = read(condition.field(), record);
      boolean holds =
          condition.missing()
              ? state == State.MISSING
              : state == State.PRESENT && condition.holds(value(condition.field()));
      if (!holds) {
        return false;
      }
    }
    Rule.Condition then = rule.then();
    return switch (read(then.field(), record)) {
      case PRESENT -> !then.holds(value(then.field()));
      case MISSING -> then.required();
      case BAD -> false;
    };
  }

  private boolean isBroken(Rule.OneOfFields rule, RawRecord record) {
    int present = 0;
    for (int field : rule.fields()) {
      switch (read(field, record)) {
        case PRESENT -> present++;
        case MISSING -> {}
        case BAD -> {
          return false;
        }
      }
    }
    return !rule.holds(present);
  }

  private State read(int field, RawRecord record) {
    return asked[field].read(record);
  }

  private Value value(int field) {
    return asked[field].value;
  }

  private RowProblem problem(Rule rule, RawRecord record) {
    if (rule.field() == Rule.NO_FIELD) {
      return new RowProblem.RuleBroken(rule.code(), null, 0, null, rule.expected(), rule.message());
    }
    Column column = asked[rule.field()].column;
    return new RowProblem.RuleBroken(
        rule.code(),
        rule.column(),
        column.number(),
        column.cell() == Column.NO_CELL ? null : column.excerpt(record),
        rule.expected(),
        rule.message());
  }
}
