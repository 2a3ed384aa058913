/// What a caller chooses: the [Dialect][dev.rowgate.options.Dialect] of the CSV, the
/// [Options][dev.rowgate.options.Options] of the answer, the [Limits][dev.rowgate.options.Limits],
/// which come from one table, [Limit][dev.rowgate.options.Limit]. Plain records, and the
/// [OptionReader][dev.rowgate.options.OptionReader] that makes them of the texts that both doors
/// get.
@NullMarked
package dev.rowgate.options;

import org.jspecify.annotations.NullMarked;
