package dev.rowgate.rows;

import dev.rowgate.options.Labels;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.LookAlike;
import dev.rowgate.schema.Field;
import dev.rowgate.schema.FieldsMatch;
import dev.rowgate.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Binding of the header's labels to the schema's fields, once per run. It reports all problems
/// before any record is read: a missing column is one problem, not one per row.
public final class HeaderBinding {

  /// Member names that identify lines other than rows.
  public static final Set<String> RESERVED = Set.of("_error", "_summary");

  /// Common delimiters, the most likely first.
  private static final List<String> DELIMITERS = List.of(";", "\t", "|", ",");

  private final @Nullable Schema schema;
  private final List<String> labels;
  private final String delimiter;
  private final boolean caseSensitive;
  private final int firstCell;
  private final List<InputProblem> problems = new ArrayList<>();
  private final List<InputProblem> warnings = new ArrayList<>();
  private final Map<String, Integer> cellOfLabel = new HashMap<>();

  /// Names of the fields; null until they are needed.
  private @Nullable LookAlikeLabels fieldLooks;

  /// The labels that no field has; null until they are needed.
  private @Nullable LookAlikeLabels labelLooks;

  private HeaderBinding(
      @Nullable Schema schema,
      List<String> labels,
      int firstCell,
      String delimiter,
      boolean caseSensitive) {
    this.schema = schema;
    this.caseSensitive = caseSensitive || schema == null;
    this.labels = labels;
    this.delimiter = delimiter;
    this.firstCell = firstCell;
  }

  /// Binds the labels of a header.
  ///
  /// @param schema null if every column is text
  /// @param firstCell the index of the first label after the columns of a rejects file, which are
  ///   dropped
  /// @param delimiter with which the labels were split
  /// @param caseSensitive whether a label must have the same case as the field's name
  public static Binding bind(
      @Nullable Schema schema,
      List<String> labels,
      int firstCell,
      String delimiter,
      boolean caseSensitive) {
    return new HeaderBinding(schema, labels, firstCell, delimiter, caseSensitive).bind();
  }

  /// Returns the columns of an input without a header: the schema's fields by position, or without
  /// a schema one text column `field1`, `field2`, … for each cell of the first record.
  ///
  /// @param firstCell the index of the first cell after the columns of a rejects file, which are
  ///   dropped
  /// @param cells the number of cells from there on
  public static Columns unlabelled(@Nullable Schema schema, int firstCell, int cells) {
    List<Column> columns = new ArrayList<>();
    if (schema == null) {
      for (int i = 0; i < cells; i++) {
        columns.add(new Column(Labels.madeUp(i + 1), firstCell + i, i + 1, null));
      }
    } else {
      for (Field field : schema.fields()) {
        int place = columns.size();
        columns.add(new Column(field.name(), firstCell + place, place + 1, field));
      }
    }
    return new Columns(columns, firstCell + columns.size());
  }

  private Binding bind() {
    InputProblem ambiguous = schema == null || caseSensitive ? null : fieldsOfOneLabel(schema);
    if (ambiguous != null) {
      return new Binding.Refused(List.of(ambiguous));
    }
    List<Column> columns = new ArrayList<>();
    if (schema == null) {
      addLabels(columns);
    } else if (schema.fieldsMatch() == FieldsMatch.EXACT) {
      bindByPosition(schema, columns);
    } else {
      bindByName(schema, columns);
    }
    if (!problems.isEmpty() && isAllBlank()) {
      problems.clear();
      problems.add(new InputProblem.BlankHeader());
    }
    undivided().ifPresent(problems.isEmpty() ? warnings::add : problems::add);
    return problems.isEmpty()
        ? new Binding.Bound(new Columns(columns, labels.size()), warnings)
        : new Binding.Refused(problems);
  }

  /// Returns a problem if a label would fit two fields, since the option to ignore case was given.
  /// In a dialect the property is refused with its schema.
  private @Nullable InputProblem fieldsOfOneLabel(Schema schema) {
    Map<String, String> names = new HashMap<>();
    for (Field field : schema.fields()) {
      String other = names.putIfAbsent(folded(field.name()), field.name());
      if (other != null) {
        return new InputProblem.BadOption(
            "caseSensitiveHeader",
            Excerpt.of("false"),
            "true, since the schema has both '%s' and '%s'".formatted(other, field.name()),
            null);
      }
    }
    return null;
  }

  private boolean isAllBlank() {
    List<String> own = labels.subList(firstCell, labels.size());
    return schema != null && !own.isEmpty() && own.stream().allMatch(Labels::isBlank);
  }

  /// Returns a problem if there is one column whose label contains a common delimiter: the file was
  /// probably split with the wrong one.
  private Optional<InputProblem> undivided() {
    return labels.size() - firstCell != 1
        ? Optional.empty()
        : DELIMITERS.stream()
            .filter(found -> !found.equals(delimiter) && labels.getLast().contains(found))
            .findFirst()
            .map(found -> new InputProblem.UndividedHeader(delimiter, found));
  }

  private void addLabels(List<Column> columns) {
    for (int cell = firstCell; cell < labels.size(); cell++) {
      String name = nameOf(cell);
      if (isUsable(name, cell)) {
        columns.add(new Column(name, cell, number(cell), null));
      }
    }
  }

  private void bindByPosition(Schema schema, List<Column> columns) {
    List<Field> fields = schema.fields();
    for (int i = 0; i < Math.max(fields.size(), labels.size() - firstCell); i++) {
      int cell = firstCell + i;
      if (cell >= labels.size()) {
        problems.add(new InputProblem.MissingLabel(fields.get(i).name()));
      } else {
        bindTo(i < fields.size() ? fields.get(i) : null, cell, columns);
      }
    }
  }

  /// Binds a label to the field at its position, or reports the most specific problem.
  private void bindTo(@Nullable Field field, int cell, List<Column> columns) {
    String name = nameOf(cell);
    if (field != null && folded(field.name()).equals(folded(name))) {
      if (isUsable(name, cell)) {
        columns.add(new Column(field.name(), cell, number(cell), field));
      }
    } else if (isBlank(cell)) {
      problems.add(
          new InputProblem.BlankLabelNotFitting(
              number(cell), name, field == null ? null : field.name()));
    } else if (isUsable(name, cell)) {
      problems.add(
          field == null
              ? new InputProblem.ExtraLabel(name, number(cell))
              : new InputProblem.IncorrectLabel(name, number(cell), field.name()));
    }
  }

  private void bindByName(Schema schema, List<Column> columns) {
    Map<String, Field> fieldOfName = new HashMap<>();
    Map<String, Field> fieldOfKey = new HashMap<>();
    for (Field field : schema.fields()) {
      fieldOfName.put(folded(field.name()), field);
      fieldOfKey.put(field.key(), field);
    }
    boolean mayHaveMore =
        schema.fieldsMatch() == FieldsMatch.SUBSET || schema.fieldsMatch() == FieldsMatch.PARTIAL;
    List<Column> extra = new ArrayList<>();
    for (int cell = firstCell; cell < labels.size(); cell++) {
      String name = nameOf(cell);
      boolean known = fieldOfName.containsKey(folded(name));
      if (!known && !mayHaveMore && isBlank(cell)) {
        problems.add(new InputProblem.BlankLabelNotFitting(number(cell), name, null));
      } else if (isUsable(name, cell) && !known) {
        addExtra(name, cell, fieldOfKey.get(name), mayHaveMore ? extra : null);
      }
    }
    bindFields(schema, columns);
    columns.addAll(extra);
  }

  /// Adds a column that the schema lacks. Its name must differ from the output names of all fields.
  ///
  /// @param taken the field with this output name, or null
  /// @param extra receives the column; null if the schema allows no additional columns
  private void addExtra(
      String name, int cell, @Nullable Field taken, @Nullable List<Column> extra) {
    if (extra == null) {
      problems.add(notInSchema(name, cell));
      return;
    }
    if (taken != null) {
      problems.add(new InputProblem.TakenKey(name, number(cell), taken.name()));
    }
    extra.add(new Column(name, cell, number(cell), null));
  }

  private InputProblem notInSchema(String name, int cell) {
    if (fieldLooks == null) {
      fieldLooks = new LookAlikeLabels(fieldNames(), _ -> true);
    }
    Integer field = fieldLooks.like(name);
    return field == null
        ? new InputProblem.ExtraLabel(name, number(cell))
        : new InputProblem.LookAlikeLabel(name, number(cell), fieldLooks.names().get(field));
  }

  private List<String> fieldNames() {
    return schema == null ? List.of() : schema.fields().stream().map(Field::name).toList();
  }

  /// Returns the index of the label that looks like the name of a field; null if there is none.
  private @Nullable Integer labelLike(String field) {
    if (labelLooks == null) {
      Set<String> known = fieldNames().stream().map(this::folded).collect(Collectors.toSet());
      labelLooks = new LookAlikeLabels(labels, label -> !known.contains(folded(label)));
    }
    return labelLooks.like(field);
  }

  private InputProblem missing(String field) {
    Integer like = labelLike(field);
    return like == null
        ? new InputProblem.MissingLabel(field)
        : new InputProblem.MissingLookAlike(field, labels.get(like), number(like));
  }

  /// Warns of a label that looks like the name of a field without a column.
  private void warnOfLookAlike(String field) {
    Integer like = labelLike(field);
    if (like != null) {
      warnings.add(new InputProblem.LookAlikeLabel(labels.get(like), number(like), field));
    }
  }

  private void bindFields(Schema schema, List<Column> columns) {
    boolean mayHaveFewer =
        schema.fieldsMatch() == FieldsMatch.SUPERSET || schema.fieldsMatch() == FieldsMatch.PARTIAL;
    boolean anyInCommon =
        schema.fields().stream().anyMatch(field -> cellOfLabel.containsKey(folded(field.name())));
    for (Field field : schema.fields()) {
      int cell = cellOfLabel.getOrDefault(folded(field.name()), Column.NO_CELL);
      boolean mayLack = mayHaveFewer && anyInCommon && !field.needsValue();
      if (cell == Column.NO_CELL && !mayLack) {
        problems.add(missing(field.name()));
      } else {
        if (cell == Column.NO_CELL) {
          warnOfLookAlike(field.name());
        }
        columns.add(new Column(field.name(), cell, number(cell), field));
      }
    }
  }

  /// Returns the form in which labels are compared.
  private String folded(String name) {
    return caseSensitive ? name : LookAlike.folded(name);
  }

  private boolean isBlank(int cell) {
    return Labels.isBlank(labels.get(cell));
  }

  /// Returns the number of a column in messages and for made-up names: the one that it has without
  /// the columns of a rejects file. 0 for [Column#NO_CELL].
  private int number(int cell) {
    return cell == Column.NO_CELL ? 0 : cell - firstCell + 1;
  }

  private String nameOf(int cell) {
    String name = Labels.nameOf(labels.get(cell), number(cell));
    if (isBlank(cell)) {
      warnings.add(new InputProblem.BlankLabel(number(cell), name));
    } else if (schema == null) {
      int unseen = LookAlike.unseen(name);
      if (unseen >= 0) {
        int at = name.codePointCount(0, unseen) + 1;
        warnings.add(
            new InputProblem.UnseenCharacter(name, number(cell), at, name.codePointAt(unseen)));
      }
    }
    return name;
  }

  private boolean isUsable(String name, int cell) {
    Integer first = cellOfLabel.putIfAbsent(folded(name), cell);
    if (first != null) {
      problems.add(new InputProblem.DuplicateLabel(name, number(cell), number(first)));
    } else if (RESERVED.contains(name)) {
      problems.add(new InputProblem.ReservedColumn(name, number(cell)));
    } else {
      return true;
    }
    return false;
  }
}
