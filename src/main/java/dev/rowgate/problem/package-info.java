/// Every way anything can be wrong, as values: [Problem][dev.rowgate.problem.Problem] is
/// `SchemaProblem | InputProblem | RowProblem`, and the scope says what happens next: nothing
/// starts, the stream ends here, or the next record goes on. Imports nothing of ours.
@NullMarked
package dev.rowgate.problem;

import org.jspecify.annotations.NullMarked;
