/// Conversion of one file by several threads, for the command line. Read
/// [Pieces][dev.rowgate.parallel.Pieces] first.
@NullMarked
package dev.rowgate.parallel;

import org.jspecify.annotations.NullMarked;
