"""The columns that a schema gives, and the Python values of their cells."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Callable, Mapping

Schema = str | os.PathLike[str] | Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of the output, with its type in the schema."""

    name: str
    type: str
    field: Mapping[str, Any]


def text(schema: Schema) -> str:
    """The schema as JSON: of a file, or of an object."""
    if isinstance(schema, Mapping):
        return json.dumps(schema)
    return Path(schema).read_text("utf-8-sig")


def _root(descriptor: Any) -> Any:
    """The Table Schema in a schema, a resource, or a package of one resource."""
    if "resources" in descriptor:
        descriptor = descriptor["resources"][0]
    return descriptor if "fields" in descriptor else descriptor["schema"]


def columns(schema: str) -> list[Column]:
    """The columns of a schema, a resource, or a package of one resource.

    None at all of what isn't one of them: the program says what is wrong with it.
    """
    try:
        return [
            Column(field.get("rowgate:name", field["name"]), field.get("type", "any"), field)
            for field in _root(json.loads(schema))["fields"]
        ]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return []


def references(schema: str) -> list[str]:
    """The names of the files that foreign keys refer to, without the file itself; sorted."""
    try:
        root = _root(json.loads(schema))
        keys = root.get("foreignKeys", [])
        return sorted({key["reference"].get("resource") or "" for key in keys} - {""})
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return []


def _iso(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """Reads a date or time, if Python's type holds all of it; otherwise it stays text.

    It doesn't hold a year beyond 9999, a date with a time zone, 24:00, or more digits of a second
    than six.
    """

    def value(cell: Any) -> Any:
        _, _, fraction = cell.partition(".")
        if len(fraction) > 6 and fraction[6].isdigit():
            return cell
        try:
            return read(cell)
        except ValueError:
            return cell

    return value


def _iso_time(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Reads what Python before 3.11 doesn't: Z, and another number of digits of a second."""

    def value(cell: str) -> Any:
        clock = cell.rpartition("T")[2]
        if clock.startswith("24"):
            raise ValueError
        head, point, rest = cell.partition(".")
        if point:
            digits = len(rest) - len(rest.lstrip("0123456789"))
            head += "." + rest[:digits].ljust(6, "0") + rest[digits:]
        return read(head[:-1] + "+00:00" if head.endswith("Z") else head)

    return value


_SCALARS: dict[str, Callable[[Any], Any]] = {
    "number": Decimal,
    "date": _iso(date.fromisoformat),
    "time": _iso(_iso_time(time.fromisoformat)),
    "datetime": _iso(_iso_time(datetime.fromisoformat)),
}
# NaN, INF and -INF are words to Decimal too, and the rest is a number as JSON writes it.


def _list(item: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda items: [item(one) for one in items]


def conversion(column: Column) -> Callable[[Any], Any] | None:
    """What makes a cell's value of its JSON value; None where they are the same."""
    if column.type == "list":
        item = _SCALARS.get(column.field.get("itemType", "string"))
        return _list(item) if item else None
    if column.type == "geopoint":
        return _list(Decimal)
    return _SCALARS.get(column.type)
