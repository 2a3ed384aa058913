"""Arrow record batches of rows and rejected records. Needs pyarrow."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Any, Callable, Iterator, Mapping, Sequence

import pyarrow as pa

from . import _schema
from ._lines import Lines, is_error
from ._run import Source


def list_of(type_: pa.DataType) -> pa.DataType:
    """A list whose items are called as Spark and Parquet call them."""
    return pa.list_(pa.field("element", type_))


PROBLEM = pa.struct(
    [
        ("code", pa.string()),
        ("constraint", pa.string()),
        ("column", pa.string()),
        ("columnNumber", pa.int32()),
        ("value", pa.string()),
        ("valueCut", pa.bool_()),
        ("expected", pa.string()),
        ("message", pa.string()),
    ]
)

#: the type of the column `_error`, with the keys of an `_error` line
ERROR = pa.struct(
    [
        ("record", pa.int64()),
        ("line", pa.int64()),
        ("endLine", pa.int64()),
        ("byteOffset", pa.int64()),
        ("byteLength", pa.int64()),
        ("resynced", pa.bool_()),
        ("problems", list_of(PROBLEM)),
        ("more", pa.int32()),
        ("raw", pa.string()),
        ("rawBase64", pa.string()),
        ("rawCut", pa.bool_()),
    ]
)

_LINES = 16_384
_BYTES = 8 << 20
_STRUCTURED = ("object", "array", "geojson")
_DATES: dict[str, pa.DataType] = {"date": pa.date32(), "datetime": pa.timestamp("us")}


#: raises an error where a number would be rounded, or has more than 38 digits
_EXACT = Context(prec=38, traps=[Inexact, InvalidOperation])


class _Digits(str):
    """A number of JSON, with its digits: text that is distinct from a string of JSON."""


_decode = json.JSONDecoder(parse_float=_Digits, parse_int=_Digits).decode


class Layout:
    """The columns that a schema gives, and how their arrays are made of JSON values."""

    def __init__(self, columns: Sequence[_schema.Column], numbers: str, dates: str) -> None:
        if numbers not in ("decimal", "text"):
            raise ValueError(f"numbers is {numbers!r}: it takes 'decimal' or 'text'")
        if dates not in ("text", "typed"):
            raise ValueError(f"dates is {dates!r}: it takes 'text' or 'typed'")
        self.names = [column.name for column in columns]
        made = [_kind(column, numbers, dates) for column in columns]
        self.types = [type_ for type_, _ in made]
        self._values = [of for _, of in made]

    def fields(self) -> list[pa.Field[Any]]:
        return [pa.field(name, type_) for name, type_ in zip(self.names, self.types)]

    def arrays(self, lines: Sequence[bytes]) -> tuple[list[pa.Array[Any]], pa.Array[Any]]:
        """An array for each column, and that of `_error`."""
        rows: list[Mapping[str, Any]] = []
        errors: list[Mapping[str, Any] | None] = []
        for line in lines:
            if is_error(line):
                rows.append({})
                errors.append(json.loads(line)["_error"])
            else:
                row = _decode(line.decode())
                if len(row) != len(self.names):
                    raise ValueError(f"columns that the schema lacks: {row.keys() - set(self.names)}")
                rows.append(row)
                errors.append(None)
        made = [
            _array(name, [row.get(name) for row in rows], of, type_)
            for name, of, type_ in zip(self.names, self._values, self.types)
        ]
        return made, pa.array(errors, ERROR)


def _array(
    name: str, cells: list[Any], of: Callable[[Any], Any] | None, type_: pa.DataType
) -> pa.Array[Any]:
    try:
        if of is not None:
            cells = [None if cell is None else of(cell) for cell in cells]
        return pa.array(cells, type_)
    except (pa.ArrowException, ArithmeticError, ValueError) as failure:
        raise ValueError(
            f"a value of column {name!r} doesn't fit into {type_}: {failure or 'too many digits'};"
            " numbers='text' and dates='text' keep all values"
        ) from failure


def _kind(
    column: _schema.Column, numbers: str, dates: str
) -> tuple[pa.DataType, Callable[[Any], Any] | None]:
    """The type of a column's array, and what makes its values of those of JSON."""
    if column.type == "boolean":
        return pa.bool_(), None
    if column.type in ("integer", "number") and numbers == "decimal":
        if column.type == "number":
            return pa.decimal128(38, 18), _decimal(18)
        return (pa.int64(), int) if _is_bounded(column) else (pa.decimal128(38, 0), _decimal(0))
    if column.type in _DATES and dates == "typed":
        return _DATES[column.type], _typed(column)
    if column.type in ("list", "geopoint"):
        item = "number" if column.type == "geopoint" else column.field.get("itemType", "string")
        type_, of = _kind(_schema.Column(column.name, item, {}), numbers, dates)
        return list_of(type_), None if of is None else _each(of)
    return pa.string(), _json if column.type in _STRUCTURED else None


def _decimal(scale: int) -> Callable[[Any], Any]:
    """Makes a decimal of that scale. Left to Arrow, 3.005e-30 would be 0, and no error."""
    unit = Decimal(1).scaleb(-scale)
    return lambda digits: Decimal(digits).quantize(unit, context=_EXACT)


def _each(of: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda items: [of(item) for item in items]


def _typed(column: _schema.Column) -> Callable[[Any], Any]:
    read = _schema.conversion(column)
    assert read is not None

    def value(cell: str) -> Any:
        read_ = read(cell)
        # Arrow would shift it to UTC without a word.
        if isinstance(read_, str) or (isinstance(read_, datetime) and read_.tzinfo is not None):
            raise ValueError(repr(cell))
        return read_

    return value


def _is_bounded(column: _schema.Column) -> bool:
    """Whether the constraints keep all values within 64 bits."""
    constraints = column.field.get("constraints", {})
    try:
        least, most = int(constraints["minimum"]), int(constraints["maximum"])
        return -(2**63) <= least and most < 2**63
    except (KeyError, TypeError, ValueError):
        return False


def _json(value: Any) -> str:
    """A JSON value as text again, with the digits of its numbers."""
    if isinstance(value, _Digits):
        return value
    if isinstance(value, dict):
        members = (f"{_json(name)}:{_json(member)}" for name, member in value.items())
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def blocks(lines: Lines) -> Iterator[list[bytes]]:
    """The lines in blocks of a bounded size; ends as `lines` does."""
    block: list[bytes] = []
    size = 0
    for line in lines:
        block.append(line)
        size += len(line)
        if len(block) == _LINES or size >= _BYTES:
            yield block
            block, size = [], 0
    if block:
        yield block


def refuse(options: Mapping[str, object]) -> None:
    """Raises TypeError for the options that change the keys of rows."""
    for name in ("nulls", "positions"):
        if name in options:
            raise TypeError(f"there is no option {name!r} here: the columns are those of the schema")


def reader(
    source: Source,
    schema: str | None,
    numbers: str,
    dates: str,
    options: Mapping[str, object],
) -> pa.RecordBatchReader:
    """See `rowgate.to_arrow`."""
    refuse(options)
    lines = Lines(source, schema, options)
    made = blocks(lines)
    first: list[bytes] = []
    if schema is not None:
        columns = _schema.columns(schema)
    else:
        # All text. Without any row the names of the columns are not known.
        first = next(made, [])
        row = next((line for line in first if not is_error(line)), b"{}")
        columns = [_schema.Column(name, "any", {}) for name in json.loads(row)]
    layout = Layout(columns, numbers, dates)
    fields = layout.fields()
    if options.get("errors") != "skip":
        fields.append(pa.field("_error", ERROR))
    arrow_schema = pa.schema(fields)

    def batches() -> Iterator[pa.RecordBatch]:
        for block in _chain(first, made):
            arrays, errors = layout.arrays(block)
            yield pa.record_batch([*arrays, errors][: len(fields)], schema=arrow_schema)

    return pa.RecordBatchReader.from_batches(arrow_schema, batches())


def _chain(first: list[bytes], rest: Iterator[list[bytes]]) -> Iterator[list[bytes]]:
    if first:
        yield first
    yield from rest
