/// Where the process begins.
@NullMarked
package dev.rowgate;

import org.jspecify.annotations.NullMarked;
