/// Tests of the code base as a whole: dependencies, formatting, nullness. A rule for all classes
/// belongs here. Read `ArrowsTest` first.
package dev.rowgate.architecture;
