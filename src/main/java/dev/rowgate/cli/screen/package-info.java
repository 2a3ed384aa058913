/// What a person sees: tables, progress, complaints.
@NullMarked
package dev.rowgate.cli.screen;

import org.jspecify.annotations.NullMarked;
