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

/// What a request for a conversion asks, by its query, headers and schema: all but the bytes.
/// Immutable, so that it serves all requests that ask the same.
///
/// @param ofReferences the dialect of the files that foreign keys lead to
/// @param schemaName null where the query names no schema
/// @param version of the schema, for which the dialects are complete; not kept alive by this
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

  /// Whether a body of that compression, which its headers name, is packed as a whole.
  static boolean isPacked(Compression compression) {
    return compression == Compression.GZIP || compression == Compression.ZSTD;
  }
}
