package dev.rowgate.infer.column;

import dev.rowgate.problem.Excerpt;

/// A cell that isn't of a column's type: an example for a warning.
///
/// @param line the physical line on which its record starts
/// @param text the start of its content
record OddCell(long line, Excerpt text) {

  @Override
  public String toString() {
    return "line %d: %s".formatted(line, text);
  }
}
