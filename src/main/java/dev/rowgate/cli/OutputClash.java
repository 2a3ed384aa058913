package dev.rowgate.cli;

import java.nio.file.Path;

/// Conflict between two files of a run: one would be read and written, or written twice.
///
/// @param file the file that can't be read or written
/// @param why the message
record OutputClash(Path file, String why) {}
