package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Options;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Row;
import dev.rowgate.schema.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/// Writer of the rows of the slow path, by Jackson's generator.
final class RowWriter {

  private final boolean omitsNulls;
  private final boolean hasPositions;
  private final @Nullable String file;
  private final SerializableString[] keys;

  RowWriter(Options options, List<Column> columns) {
    this.omitsNulls = options.nulls() == Options.Nulls.OMIT;
    this.hasPositions = options.positions();
    this.file = options.file();
    this.keys = new SerializableString[columns.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new SerializedString(columns.get(i).key());
    }
  }

  void write(Row row, JsonGenerator json) {
    json.writeStartObject();
    if (hasPositions) {
      if (file != null) {
        json.writeStringProperty(Positions.FILE, file);
      }
      json.writeNumberProperty(Positions.RECORD, row.record());
      json.writeNumberProperty(Positions.LINE, row.line());
      json.writeNumberProperty(Positions.BYTE_OFFSET, row.byteOffset());
    }
    for (int i = 0; i < keys.length; i++) {
      if (row.kind(i) != Value.Kind.NULL || !omitsNulls) {
        json.writeName(keys[i]);
        writeValue(row, i, json);
      }
    }
    json.writeEndObject();
  }

  private static void writeValue(Row row, int i, JsonGenerator json) {
    int length = row.to(i) - row.from(i);
    switch (row.kind(i)) {
      case TEXT -> json.writeUTF8String(row.bytes(i), row.from(i), length);
      case NUMBER, JSON -> json.writeRawValue(new String(row.bytes(i), row.from(i), length, UTF_8));
      case TRUE -> json.writeBoolean(true);
      case FALSE -> json.writeBoolean(false);
      case NULL -> json.writeNull();
    }
  }
}
