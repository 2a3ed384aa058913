/// Tests of the documentation: its tables match the code, its samples are real output, its links
/// work. A table or sample on a page gets its test here. Read `Markdown` first.
package dev.rowgate.docs;
