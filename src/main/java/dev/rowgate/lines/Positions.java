package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.rows.Column;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// The keys of a record's position, with which each row begins under `positions=true`.
public final class Positions {

  public static final String FILE = "_file";
  public static final String RECORD = "_record";
  public static final String LINE = "_line";
  public static final String BYTE_OFFSET = "_byteOffset";

  private static final List<String> IN_FILE = List.of(RECORD, LINE, BYTE_OFFSET);
  private static final List<String> WITH_FILE = List.of(FILE, RECORD, LINE, BYTE_OFFSET);

  private static final byte[] NOTHING = {};

  private Positions() {}

  /// Whether a column may have a name that is taken.
  public static boolean mayBeTaken(Options options) {
    return options.positions() || options.file() != null;
  }

  /// The keys in their order; none without `positions=true`.
  public static List<String> keys(Options options) {
    if (!options.positions()) {
      return List.of();
    }
    return options.file() == null ? IN_FILE : WITH_FILE;
  }

  /// The columns that would go out under one of these keys, since an object can't hold both; and of
  /// several inputs those that would look like the total over them.
  public static List<InputProblem> taken(List<Column> columns, Options options) {
    List<String> keys = keys(options);
    var problems = new ArrayList<InputProblem>();
    for (Column column : columns) {
      if (keys.contains(column.key())) {
        problems.add(new InputProblem.PositionColumn(column.key(), column.number()));
      } else if (options.file() != null && column.key().equals(Total.KEY)) {
        problems.add(new InputProblem.ReservedColumn(column.key(), column.number()));
      }
    }
    return problems;
  }

  /// The member [#FILE] as JSON with a comma before it; empty if the input is the only one or the
  /// rows have no positions.
  public static byte[] fileMember(Options options) {
    if (!options.positions() || options.file() == null) {
      return NOTHING;
    }
    var member = new ByteArrayOutputStream();
    member.writeBytes((",\"" + FILE + "\":").getBytes(UTF_8));
    try (JsonGenerator json = WireJson.onto(member)) {
      json.writeString(options.file());
    }
    return member.toByteArray();
  }
}
