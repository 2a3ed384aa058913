/// The options of a caller: dialect, output options and limits, as records, and their parser for
/// all front ends; and [ByteLimit][dev.rowgate.options.ByteLimit], the count of bytes against a
/// limit that runs share. A dialect option, an output option or a limit belongs here. Read
/// [Options][dev.rowgate.options.Options] and [Dialect][dev.rowgate.options.Dialect] first, then
/// [OptionReader][dev.rowgate.options.OptionReader].
@NullMarked
package dev.rowgate.options;

import org.jspecify.annotations.NullMarked;
