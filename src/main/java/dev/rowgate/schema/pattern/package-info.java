/// Regular expressions of XML Schema: translation to RE2/J, and a matcher on bytes for simple ones.
/// A change to the supported pattern syntax belongs here. Read
/// [PatternText][dev.rowgate.schema.pattern.PatternText] first.
@NullMarked
package dev.rowgate.schema.pattern;

import org.jspecify.annotations.NullMarked;
