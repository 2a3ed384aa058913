package dev.rowgate.http.convert;

import dev.rowgate.bytes.Compression;
import dev.rowgate.http.media.BodyKind;
import dev.rowgate.http.media.Representation;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Options;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.options.Respond;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.schema.Schema;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// Combination of the query, the schema and the media types of one request into its [Plan].
record Planning(TransformQuery query) {

  /// Returns the dialect that query, schema and media type define, in this order of precedence.
  ///
  /// @param typed the dialect properties of the media type
  Dialect dialect(@Nullable Schema schema, PartialDialect typed) {
    PartialDialect ofSchema = schema == null ? PartialDialect.NOTHING : schema.dialect();
    return query.options().dialect().orElse(ofSchema).orElse(typed).complete();
  }

  Plan plan(
      Representation form,
      Dialect dialect,
      Dialect ofReferences,
      Compression compression,
      BodyKind kind,
      @Nullable Schema schema) {
    Options options = options(form);
    return new Plan(
        form,
        dialect,
        ofReferences,
        options,
        compression,
        options.format() == Options.Format.NDJSON ? query.respond() : Respond.AFTER_UPLOAD,
        kind,
        query.schemaName(),
        new WeakReference<>(schema));
  }

  /// Returns the options. `Accept: text/csv` selects CSV if the query has no format.
  private Options options(Representation form) {
    Options options = query.options().options();
    boolean isLines = options.format() == Options.Format.NDJSON;
    return isLines && form.mediaType().equals(Representation.CSV)
        ? options.withFormat(Options.Format.CSV)
        : options;
  }

  /// Returns a problem if the dialect, the format and other options contradict each other, or null.
  @Nullable InputProblem conflict(Representation form, Dialect dialect) {
    Options options = options(form);
    InputProblem conflict = dialect.conflict();
    if (conflict == null) {
      conflict = options.conflict();
    }
    if (conflict == null && options.format() == Options.Format.REJECTS_CSV) {
      conflict = RejectsWriter.conflict(dialect);
    }
    return conflict == null && options.format() != Options.Format.NDJSON
        ? query.straight()
        : conflict;
  }

  /// Returns the dialect properties of a media type. Problems of its parameters are added to those
  /// of the query.
  ///
  /// @param fileName of a part; null if there is none
  PartialDialect typed(BodyKind.Typed type, @Nullable String fileName) {
    return query.parameters(type).orElse(type.dialect(fileName));
  }
}
