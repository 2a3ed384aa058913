/// Says what a CSV file looks like: [Inference][dev.rowgate.infer.Inference] is fed bytes and makes
/// a resource of them, a Table Schema with its dialect, and says what each decision rests on. It
/// reads with the same parts as a conversion does: no second parser, and no second idea of a type.
@NullMarked
package dev.rowgate.infer;

import org.jspecify.annotations.NullMarked;
