/// Which keys have been seen. A [KeyTable][dev.rowgate.keys.KeyTable] holds keyed hashes of them
/// ([SipHash][dev.rowgate.keys.SipHash]), in [Scratch][dev.rowgate.keys.Scratch] that the door of a
/// run gives it: in memory as long as there is some, then in mapped files. It knows nothing of
/// rows: what a key consists of is for [schema][dev.rowgate.schema] to say.
@NullMarked
package dev.rowgate.keys;

import org.jspecify.annotations.NullMarked;
