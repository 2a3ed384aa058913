/// The fast path: valid records of plain types, from the bytes of the input to the bytes of the
/// output.
///
/// It must give the same bytes as the slow path (`records`, `rows`, `lines`); a property test
/// compares them.
@NullMarked
package dev.rowgate.fast;

import org.jspecify.annotations.NullMarked;
