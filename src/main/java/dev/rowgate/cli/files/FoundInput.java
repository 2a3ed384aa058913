package dev.rowgate.cli.files;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One of several inputs.
///
/// @param path as it was given, or as it was found in a directory
/// @param name by which its outputs are named: below the directory in which it was found, or the
///   file's own name if it was given
/// @param broken why it can't be read; null if that isn't known yet
public record FoundInput(Path path, Path name, @Nullable IOException broken) {}
