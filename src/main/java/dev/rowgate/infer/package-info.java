/// Inference of a schema and a dialect from a sample of a CSV file, with the parsers and types of a
/// conversion. A heuristic for encodings, dialects, headers or footers belongs here; one for the
/// type of a column belongs to `infer.column`. Read [Inference][dev.rowgate.infer.Inference] first.
@NullMarked
package dev.rowgate.infer;

import org.jspecify.annotations.NullMarked;
