package dev.rowgate.cli.files;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One of several inputs.
///
/// @param path as given, or as found in a directory
/// @param name from which the names of its results derive: relative to the directory in which it
///   was found, or the file's own name if it was given
/// @param broken why it can't be read; null if no reason is known yet
public record FoundInput(Path path, Path name, @Nullable IOException broken) {}
