/// Inputs and outputs of a run: sized inputs, atomic outputs, temporary files.
@NullMarked
package dev.rowgate.cli.files;

import org.jspecify.annotations.NullMarked;
