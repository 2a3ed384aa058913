/// Stage 1 of a conversion: decompresses the input and transcodes it to UTF-8, with positions in
/// the source; a byte that belongs to no character becomes an escape, so that stage 2 rejects its
/// record. A compression format or an encoding belongs here. Read
/// [Decompressor][dev.rowgate.bytes.Decompressor] first, then
/// [Transcoder][dev.rowgate.bytes.Transcoder].
@NullMarked
package dev.rowgate.bytes;

import org.jspecify.annotations.NullMarked;
