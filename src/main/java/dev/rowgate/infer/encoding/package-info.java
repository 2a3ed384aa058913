/// Detection of the character encoding of a sample: by a byte order mark, well-formed UTF-8, zero
/// bytes beside ASCII characters, or the letters that the bytes are in the encodings of a script. A
/// further encoding belongs here. Read [EncodingGuess][dev.rowgate.infer.encoding.EncodingGuess]
/// first.
@NullMarked
package dev.rowgate.infer.encoding;

import org.jspecify.annotations.NullMarked;
