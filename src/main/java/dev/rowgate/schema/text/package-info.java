/// Small readers of text in bytes: digits, addresses, days.
@NullMarked
package dev.rowgate.schema.text;

import org.jspecify.annotations.NullMarked;
