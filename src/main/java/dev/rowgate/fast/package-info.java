/// The fast path: valid records of plain types, from the input's bytes to the output's, with the
/// same result as the slow path (`records`, `rows`, `lines`), which a property test compares. A
/// cell type that the fast path can read and write belongs here. Read
/// [FastPath][dev.rowgate.fast.FastPath] first.
@NullMarked
package dev.rowgate.fast;

import org.jspecify.annotations.NullMarked;
