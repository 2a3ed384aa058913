/// Regular expressions of XML Schema, translated for RE2/J or matched on bytes.
@NullMarked
package dev.rowgate.schema.pattern;

import org.jspecify.annotations.NullMarked;
