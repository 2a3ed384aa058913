/// What the cells of one column are: the candidates for its type and format, and the decision.
@NullMarked
package dev.rowgate.infer.column;

import org.jspecify.annotations.NullMarked;
