package dev.rowgate.pipeline;

import dev.rowgate.bytes.Compression;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.CrossRecordCheck;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.schema.Schema;
import org.jspecify.annotations.Nullable;

/// Makes conversions that take the slow path for every record: the reference for the fast path.
public final class SlowPath {

  private SlowPath() {}

  /// A check of every record that finds nothing. While there is one, no record takes the fast path.
  static final class Onlooker implements CrossRecordCheck {

    @Override
    public long keys() {
      return 0;
    }

    @Override
    public boolean hasRoom() {
      return true;
    }

    @Override
    public void see(RawRecord record, RowProblems problems) {}
  }

  /// @param keys of the schema; one that has any keys takes the slow path anyway
  public static Conversion conversion(
      @Nullable Schema schema,
      Dialect dialect,
      Options options,
      Limits limits,
      Compression compression,
      RunKeys keys,
      ResultWriter writer) {
    return schema == null || schema.keys().isEmpty()
        ? new Conversion(schema, dialect, options, limits, compression, _ -> new Onlooker(), writer)
        : new Conversion(schema, dialect, options, limits, compression, keys, writer);
  }
}
