/// Fuzz tests: invariants that hold for arbitrary bytes. Each class has one target for
/// [Jazzer](https://github.com/CodeIntelligenceTesting/jazzer), except `RandomJsonSchemasTest`,
/// which generates its inputs. A normal build runs the targets on their seeds, in a folder of the
/// test resources named after class and method; `.ci/fuzz` searches for more, and its findings
/// become seeds. Read `ConversionFuzzTest` first.
package dev.rowgate.fuzz;
