package dev.rowgate.http.convert;

import dev.rowgate.bytes.Compression;
import dev.rowgate.http.media.BodyKind;
import dev.rowgate.http.media.Representation;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Options;
import dev.rowgate.options.Respond;
import dev.rowgate.schema.Schema;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// Parameters of a conversion from a request's query, headers and schema: everything but the bytes.
/// Immutable, so that all equal requests can share it.
///
/// @param ofReferences the dialect of the files that foreign keys refer to
/// @param schemaName null if the query names no schema
/// @param version the schema for which the dialects were completed; a weak reference
record Plan(
    Representation form,
    Dialect dialect,
    Dialect ofReferences,
    Options options,
    Compression compression,
    Respond respond,
    BodyKind kind,
    @Nullable String schemaName,
    WeakReference<@Nullable Schema> version) {

  /// Whether a body is compressed as a whole, by the compression that its headers declare.
  static boolean isPacked(Compression compression) {
    return compression == Compression.GZIP || compression == Compression.ZSTD;
  }
}
