/// Stage 2 of a conversion: splits UTF-8 into records and records into cells, with positions, or
/// reports why a record is malformed. The only package that uses Commons CSV. A rule of quoting, of
/// record ends or of recovery belongs here. Read [RecordReader][dev.rowgate.records.RecordReader]
/// first, then [RawRecord][dev.rowgate.records.RawRecord].
@NullMarked
package dev.rowgate.records;

import org.jspecify.annotations.NullMarked;
