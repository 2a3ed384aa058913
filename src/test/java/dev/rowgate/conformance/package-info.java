/// The conformance corpus: inputs and expected outputs, which the API, the command line and HTTP
/// must all give. The cases and their format are in `src/test/resources/conformance`.
package dev.rowgate.conformance;
