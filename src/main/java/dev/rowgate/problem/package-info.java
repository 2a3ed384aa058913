/// Errors as values: [Problem][dev.rowgate.problem.Problem] is a schema, input or row problem, and
/// this scope decides what happens next. Depends on no other package. A problem, its code and its
/// message belong here. Read [Problem][dev.rowgate.problem.Problem] first, then
/// [Code][dev.rowgate.problem.Code].
@NullMarked
package dev.rowgate.problem;

import org.jspecify.annotations.NullMarked;
