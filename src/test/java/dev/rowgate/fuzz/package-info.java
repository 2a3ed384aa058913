/// Fuzzing: whatever bytes come in, what is promised holds. Each class has one target for
/// [Jazzer](https://github.com/CodeIntelligenceTesting/jazzer), but for `RandomJsonSchemasTest`,
/// which makes its own inputs.
///
/// An ordinary build runs the targets on their seeds, which lie in a folder of the test resources
/// named after class and method. `.ci/fuzz` lets Jazzer look for more; what it finds becomes a
/// seed.
package dev.rowgate.fuzz;
