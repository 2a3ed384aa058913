"""A data source for Apache Spark 4: CSV as typed rows, rejected records and summaries.

    spark.dataSource.register(RowgateSource)
    df = spark.read.format("rowgate").option("schemaFile", "people.json").load("data/*.csv")

A task reads one file, or a part of a large one, by the program as a child process. The columns are
those of the schema, then `_file`, `_error` and `_summary`. Each task gives its rows, its rejected
records with `_error`, and one row with `_summary`. The account travels as data, since accumulators count a task twice that is tried
twice: see `account`.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Iterator, Mapping, Sequence

import pyarrow as pa
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from . import _schema
from ._errors import InvalidSchema
from ._lines import Lines, parts
from ._options import TransformOptions, names
from ._paths import File, find, read_text
from ._run import schema_problems
from .arrow import ERROR, Layout, blocks, list_of

SUMMARY = pa.struct(
    [
        ("complete", pa.bool_()),
        ("recordsRead", pa.int64()),
        ("rowsWritten", pa.int64()),
        ("rowsRejected", pa.int64()),
        ("blankLines", pa.int64()),
        ("footerLines", pa.int64()),
        ("resyncs", pa.int64()),
        ("bytesRead", pa.int64()),
        (
            "problems",
            list_of(
                pa.struct([("code", pa.string()), ("column", pa.string()), ("count", pa.int64())])
            ),
        ),
        ("warnings", list_of(pa.struct([("code", pa.string()), ("message", pa.string())]))),
        ("read", pa.string()),
        ("filesAsked", pa.int64()),
        #: of a part of a file: its range in bytes, and the size of the file
        ("partFrom", pa.int64()),
        ("partTo", pa.int64()),
        ("fileBytes", pa.int64()),
    ]
)
_OWN = [("_file", pa.string()), ("_error", ERROR), ("_summary", SUMMARY)]

#: options of this source alone
_SETTINGS = ("schemaFile", "numbers", "dates", "splitSize")
_SPLIT_SIZE = "128MiB"
_UNITS = {"": 0, "kib": 10, "mib": 20, "gib": 30}
_NOT_HERE = ("nulls", "positions", "rejects", "reference")


@dataclass(frozen=True)
class _Read(InputPartition):
    """A file to read, or a part of it, and what all files of one reading have in common."""

    file: File
    read: str
    files_asked: int
    #: a line of `rowgate transform --split`; None for the whole file
    part: str | None = None


class RowgateSource(DataSource):
    """The data source `rowgate`."""

    @classmethod
    def name(cls) -> str:
        return "rowgate"

    def schema(self) -> StructType:
        schema = self._schema_text()
        if problems := schema_problems(schema):
            text = "; ".join(f"{problem.message} [{problem.code}]" for problem in problems)
            raise InvalidSchema(f"{self.options['schemaFile']}: {text}", problems, 2)
        if others := _schema.references(schema):
            raise ValueError(
                f"the schema has foreign keys to other files ({', '.join(others)}), which a data source "
                "has no place for: leave them out, and join the rows with those files afterwards"
            )
        layout = self._layout(schema)
        if own := {name for name, _ in _OWN} & set(layout.names):
            raise ValueError(f"the schema has columns of this source's own names: {own}")
        return from_arrow_schema(pa.schema([*layout.fields(), *_own_fields()]))

    def reader(self, schema: StructType) -> DataSourceReader:
        text = self._schema_text()
        layout = self._layout(text)
        expected = [*layout.names, *(name for name, _ in _OWN)]
        if schema.names != expected:
            raise ValueError(f"the columns are those of schemaFile, {expected}, not {schema.names}")
        return RowgateReader(self._paths(), text, layout, self._options(), self._split_size())

    def _split_size(self) -> int:
        text = self.options.get("splitSize", _SPLIT_SIZE)
        size = re.fullmatch("([0-9]{1,15})([kmg]ib|)", text.lower(), re.ASCII)
        if size is None:
            raise ValueError(f"option splitSize is {text!r}: it takes a size such as 128MiB, or 0 for never")
        return int(size[1]) << _UNITS[size[2]]

    def _schema_text(self) -> str:
        if "schemaFile" not in self.options:
            raise ValueError("option schemaFile is missing: the columns are those of a schema")
        return read_text(self.options["schemaFile"])

    def _layout(self, schema: str) -> Layout:
        return Layout(
            _schema.columns(schema),
            self.options.get("numbers", "decimal"),
            self.options.get("dates", "text"),
        )

    def _paths(self) -> list[str]:
        if "paths" in self.options:
            return list(json.loads(self.options["paths"]))
        if "path" in self.options:
            return [self.options["path"]]
        raise ValueError("no path: say what to load")

    def _options(self) -> dict[str, str]:
        """The options of `transform`. Spark doesn't keep the case of their names."""
        known = {name.replace("_", ""): name for name in names(TransformOptions)}
        made: dict[str, str] = {}
        for name, value in self.options.items():
            plain = name.lower().replace("_", "")
            if plain in ("path", "paths", *(setting.lower() for setting in _SETTINGS)):
                continue
            option = known.get(plain)
            if option is None or option in _NOT_HERE:
                near = difflib.get_close_matches(plain, known, 1)
                hint = f"; did you mean {_camel(known[near[0]])!r}?" if near and not option else ""
                raise ValueError(f"there is no option {name!r} here{hint}")
            made[option] = value
        if made.get("errors", "inline") not in ("inline", "fail"):
            raise ValueError("option errors takes inline or fail: rejected records are part of the account")
        return made


class RowgateReader(DataSourceReader):
    """Reads one file, or a part of a large one, in each partition."""

    def __init__(
        self,
        paths: Sequence[str],
        schema: str,
        layout: Layout,
        options: Mapping[str, str],
        split_size: int,
    ) -> None:
        self._split_size = split_size
        self._paths = paths
        self._schema = schema
        self._layout = layout
        self._options = options

    def partitions(self) -> Sequence[InputPartition]:
        files: dict[str, File] = {}
        for path in self._paths:
            for file in find(path):
                # One file under two names would be counted twice.
                files.setdefault(os.path.realpath(file.path) if file.store is None else file.path, file)
        read = uuid.uuid4().hex
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            split = pool.map(self._parts, files.values())
            return [
                _Read(file, read, len(files), part)
                for file, its_parts in zip(files.values(), split)
                for part in its_parts
            ]

    def _parts(self, file: File) -> Sequence[str | None]:
        """The parts of a large file that can be split; otherwise the whole, as None."""
        if not 0 < self._split_size < file.bytes_here():
            return [None]
        found = parts(file.source(), self._schema, self._options, self._split_size)
        return found if len(found) > 1 else [None]

    def read(self, partition: InputPartition) -> Iterator[Any]:
        assert isinstance(partition, _Read)
        lines = Lines(partition.file.source(), self._schema, self._options, partition.part)
        try:
            for block in blocks(lines):
                columns, errors = self._layout.arrays(block)
                yield self._batch(columns, errors, _nulls(len(block), SUMMARY), partition)
            columns = [_nulls(1, type_) for type_ in self._layout.types]
            summary = pa.array([_summary(lines, partition)], SUMMARY)
            yield self._batch(columns, _nulls(1, ERROR), summary, partition)
        finally:
            # A task that is cancelled ends here.
            lines.run.close()

    def _batch(
        self,
        columns: Sequence[pa.Array[Any]],
        errors: pa.Array[Any],
        summaries: pa.Array[Any],
        partition: _Read,
    ) -> pa.RecordBatch:
        files = pa.array([partition.file.path] * len(errors), pa.string())
        fields = [*self._layout.fields(), *_own_fields()]
        return pa.record_batch([*columns, files, errors, summaries], schema=pa.schema(fields))


def _own_fields() -> list[pa.Field[Any]]:
    return [pa.field(name, type_) for name, type_ in _OWN]


def _nulls(count: int, type_: pa.DataType) -> pa.Array[Any]:
    return pa.array([None] * count, type_)


def _summary(lines: Lines, partition: _Read) -> dict[str, Any]:
    summary = lines.summary
    assert summary is not None
    part = [None] * 5 if partition.part is None else partition.part.split(",")
    return {
        "complete": summary.complete,
        "recordsRead": summary.records_read,
        "rowsWritten": summary.rows_written,
        "rowsRejected": summary.rows_rejected,
        "blankLines": summary.blank_lines,
        "footerLines": summary.footer_lines,
        "resyncs": summary.resyncs,
        "bytesRead": summary.bytes_read,
        "problems": [
            {"code": code, "column": column, "count": count}
            for code, columns in summary.problems.items()
            for column, count in columns.items()
        ],
        "warnings": [{"code": w.code, "message": w.message} for w in summary.warnings],
        "read": partition.read,
        "filesAsked": partition.files_asked,
        "partFrom": _number(part[0]),
        "partTo": _number(part[1]),
        "fileBytes": _number(part[4]),
    }


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def rows(df: DataFrame) -> DataFrame:
    """The rows, with the columns of the schema and `_file`."""
    return df.where("_error IS NULL AND _summary IS NULL").drop("_error", "_summary")


def rejects(df: DataFrame) -> DataFrame:
    """The rejected records: `_file`, and the keys of `_error` as columns."""
    return df.where("_error IS NOT NULL").select("_file", "_error.*")


def summaries(df: DataFrame) -> DataFrame:
    """One row for each file, or part of one, that was read to its end: `_file`, and the keys of
    `_summary`."""
    return df.where("_summary IS NOT NULL").select("_file", "_summary.*")


@dataclass(frozen=True)
class Account:
    """What was asked for, and what there is of it.

    `faults` has a sentence for everything that doesn't fit; the account is whole if there is none.
    """

    files_asked: int
    files_whole: int
    records_read: int
    rows: int
    rejects: int
    faults: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.faults


class NotWhole(Exception):
    """The account of a data frame doesn't fit. `account` has the figures."""

    def __init__(self, account: Account) -> None:
        super().__init__("; ".join(account.faults[-100:]))
        self.account = account


def account(
    df: DataFrame, rejected: DataFrame | None = None, summary: DataFrame | None = None
) -> Account:
    """Proves that a data frame has all of what was asked for; raises `NotWhole` otherwise.

    Files asked for = files with a summary, or with summaries of parts that join from the first byte to
    the last; and for each file the records read = rows + rejected records, counted here. Give it what was written, read back: a table with all columns, or the
    tables of `rows(df)`, `rejects(df)` and `summaries(df)`.
    """
    if rejected is None or summary is None:
        counted = df.select(
            "_file",
            F.expr("CAST(_error IS NULL AND _summary IS NULL AS BIGINT)").alias("rows"),
            F.expr("CAST(_error IS NOT NULL AS BIGINT)").alias("rejects"),
            F.expr("CAST(_summary IS NOT NULL AS BIGINT)").alias("summaries"),
            *_of_a_summary(df.select("_summary.*").columns, "_summary."),
        )
    else:
        counted = _counted(df, "rows").unionAll(_counted(rejected, "rejects"))
        counted = counted.unionAll(_counted(summary, "summaries"))
    files = counted.groupBy("_file").agg(
        *(F.sum(name).alias(name) for name in ("rows", "rejects", "summaries")),
        *(F.sum(name).alias(name) for name in _SUMS),
        *(F.max(name).alias(name) for name in ("read", "filesAsked", "fileBytes")),
        F.collect_list(F.expr(_RANGE)).alias("parts"),
    )
    return _judged([row.asDict() for row in files.orderBy("_file").collect()])


#: Sail reads the members of a struct that is null as 0.
_RANGE = """
    CASE WHEN summaries = 1 AND partFrom IS NOT NULL
    THEN CAST(partFrom AS STRING) || '-' || CAST(partTo AS STRING) END"""
_SUMS = ("recordsRead", "rowsWritten")
_OF_A_SUMMARY = {
    **dict.fromkeys(_SUMS, "bigint"),
    "read": "string",
    **dict.fromkeys(("filesAsked", "partFrom", "partTo", "fileBytes"), "bigint"),
}


def _of_a_summary(present: Sequence[str], prefix: str = "") -> list[Column]:
    """The columns of summaries; null for those that an older version hasn't written."""
    return [
        (F.col(prefix + name) if name in present else F.lit(None).cast(type_)).alias(name)
        for name, type_ in _OF_A_SUMMARY.items()
    ]


def _counted(df: DataFrame, kind: str) -> DataFrame:
    """The columns that are counted, of a table of one kind."""
    kinds = ("rows", "rejects", "summaries")
    columns = [
        F.col("_file"),
        *(F.lit(int(name == kind)).cast("bigint").alias(name) for name in kinds),
        *_of_a_summary(df.columns if kind == "summaries" else ()),
    ]
    return df.select(columns)


def _judged(files: Sequence[Mapping[str, Any]]) -> Account:
    asked = sum({file["read"]: file["filesAsked"] or 0 for file in files}.values())
    faults = [f"{file['_file']}: {fault}" for file in files if (fault := _fault(file))]
    whole = len(files) - len(faults)
    if whole != asked or not asked:
        faults.append(f"{whole} files of {asked} are whole")
    total = {name: sum(file[name] or 0 for file in files) for name in ("recordsRead", "rows", "rejects")}
    made = Account(
        files_asked=asked,
        files_whole=whole,
        records_read=total["recordsRead"],
        rows=total["rows"],
        rejects=total["rejects"],
        faults=tuple(faults),
    )
    if not made.whole:
        raise NotWhole(made)
    return made


def _fault(file: Mapping[str, Any]) -> str:
    """What doesn't fit in a file's account; nothing if all does."""
    found = sorted(tuple(map(int, part.split("-"))) for part in file["parts"])
    if file["summaries"] != max(1, len(found)):
        return f"{file['summaries']} summaries, not {max(1, len(found))}"
    if found and (fault := _gap(found, file["fileBytes"])):
        return fault
    if file["recordsRead"] != file["rows"] + file["rejects"]:
        return f"{file['recordsRead']} records, but {file['rows']} rows and {file['rejects']} rejects"
    if file["rows"] != file["rowsWritten"]:
        return f"{file['rows']} rows of {file['rowsWritten']}"
    return ""


def _gap(found: Sequence[tuple[int, ...]], size: int) -> str:
    """Where the parts of a file, in order, don't join from its first byte to its last."""
    at = 0
    for start, end in (*found, (size, size)):
        if start > at:
            return f"the part of bytes {at} to {start} is missing"
        if start < at:
            return f"bytes {start} to {at} are in two parts"
        at = end
    return ""
