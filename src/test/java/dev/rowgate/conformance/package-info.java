/// The conformance corpus: inputs and expected outputs, tested with the API, the command line and
/// HTTP. The cases and their format are in `src/test/resources/conformance`. Read `Case` first.
package dev.rowgate.conformance;
