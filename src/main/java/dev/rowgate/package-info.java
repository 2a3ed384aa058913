/// Entry point of the process, and what depends on the operating system: arguments, signals,
/// terminal, heap. Only code that needs both front ends, or the process itself, belongs here. Read
/// `Main` first.
@NullMarked
package dev.rowgate;

import org.jspecify.annotations.NullMarked;
