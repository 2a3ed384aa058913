/// Stage 2, records: a [RecordReader][dev.rowgate.records.RecordReader] is fed UTF-8 and hands out
/// one [RawRecord][dev.rowgate.records.RawRecord] at a time: where it stands, what its cells hold,
/// or why it can't be told. The only package that knows Commons CSV.
@NullMarked
package dev.rowgate.records;

import org.jspecify.annotations.NullMarked;
