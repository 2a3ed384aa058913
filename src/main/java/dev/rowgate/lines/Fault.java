package dev.rowgate.lines;

import dev.rowgate.problem.InputProblem;

/// Why a run stopped, and where.
///
/// @param line the physical line, from 1
/// @param byteOffset in the source, from 0
public record Fault(InputProblem problem, long line, long byteOffset) {}
