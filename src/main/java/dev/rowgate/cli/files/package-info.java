/// Files of a run: inputs that detect truncation, outputs that are replaced atomically, temporary
/// files. Handling of a new kind of input or output file belongs here. Read
/// [Output][dev.rowgate.cli.files.Output] first, then
/// [SizedInput][dev.rowgate.cli.files.SizedInput].
@NullMarked
package dev.rowgate.cli.files;

import org.jspecify.annotations.NullMarked;
