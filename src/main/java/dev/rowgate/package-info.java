/// The library: [Rowgate][dev.rowgate.Rowgate] reads CSV against a schema as
/// [entries][dev.rowgate.Entries], rows with typed values and rejected records.
///
/// The package also has the entry point of the process, and what depends on the operating system:
/// arguments, signals, terminal, heap. Those classes aren't in the library's jar. Only the public
/// interface of the library, or code that needs both front ends or the process itself, belongs
/// here. Read `Rowgate` or `Main` first.
@NullMarked
package dev.rowgate;

import org.jspecify.annotations.NullMarked;
