/// Detection of the delimiter, quote, escape and comment prefix of a sample: each candidate is
/// tried on the sample and rated by the table that results.
@NullMarked
package dev.rowgate.infer.dialect;

import org.jspecify.annotations.NullMarked;
