package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.rows.Column;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Keys of the record positions that precede each row's values with `positions=true`.
public final class Positions {

  public static final String FILE = "_file";
  public static final String RECORD = "_record";
  public static final String LINE = "_line";
  public static final String BYTE_OFFSET = "_byteOffset";

  private static final List<String> IN_FILE = List.of(RECORD, LINE, BYTE_OFFSET);
  private static final List<String> WITH_FILE = List.of(FILE, RECORD, LINE, BYTE_OFFSET);

  private static final byte[] NOTHING = {};

  private Positions() {}

  /// Whether the name of a column may conflict with a reserved key.
  public static boolean mayBeTaken(Options options) {
    return options.positions() || options.file() != null;
  }

  /// The keys in their order; empty without `positions=true`.
  public static List<String> keys(Options options) {
    if (!options.positions()) {
      return List.of();
    }
    return options.file() == null ? IN_FILE : WITH_FILE;
  }

  /// Returns a problem for each column whose key is one of these, since an object can't hold both;
  /// with several inputs, also for a column whose rows would look like the total.
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

  /// The member [#FILE] as JSON, preceded by a comma; empty if there is only one input or rows have
  /// no positions.
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
