/// One corpus of inputs and expected lines, held against the program at each of its doors. The
/// cases and their format are in `src/test/resources/conformance`.
package dev.rowgate.conformance;
