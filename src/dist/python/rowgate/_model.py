"""What a run reports: problems, rejected records, summaries."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field, fields
from typing import Any, Mapping, TypeVar

_T = TypeVar("_T")


def _made(type_: type[_T], values: Mapping[str, Any]) -> _T:
    """An object of a data class, of the keys of a JSON object that the class knows."""
    known = {field.name for field in fields(type_)}  # type: ignore[arg-type]
    named = {re.sub("[A-Z]", lambda c: "_" + c[0].lower(), key): values[key] for key in values}
    return type_(**{name: value for name, value in named.items() if name in known})


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a cell, a record, a header, a schema or a whole input."""

    code: str
    message: str
    constraint: str | None = None
    column: str | None = None
    column_number: int | None = None
    value: str | None = None
    value_cut: bool = False
    expected: str | None = None
    #: in a schema: a JSON pointer, and what to write instead
    pointer: str | None = None
    instead: str | None = None
    #: of a fault that ended a run
    line: int | None = None
    byte_offset: int | None = None
    #: of a warning about several records
    count: int | None = None
    first_record: int | None = None
    first_line: int | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Problem:
        return _made(cls, values)


@dataclass(frozen=True)
class Reject:
    """A rejected record: its position in the input, and everything that is wrong with it.

    `raw` is the record's text, its line end included, or its bytes if they aren't valid in the
    input's encoding; at most 4 KiB of it (`raw_cut`).
    """

    record: int
    line: int
    end_line: int
    byte_offset: int
    byte_length: int
    problems: tuple[Problem, ...]
    raw: str | bytes
    raw_cut: bool = False
    resynced: bool = False
    #: how many problems more there are than the first 100
    more: int = 0

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Reject:
        raw = values["raw"] if "raw" in values else base64.b64decode(values["rawBase64"])
        problems = tuple(Problem.of(problem) for problem in values["problems"])
        return _made(cls, {"endLine": values["line"], **values, "raw": raw, "problems": problems})


@dataclass(frozen=True)
class Summary:
    """The account of a run: records_read = rows_valid + rows_rejected."""

    complete: bool
    records_read: int
    rows_written: int
    rows_valid: int
    rows_rejected: int
    bytes_read: int
    #: code to column to count
    problems: dict[str, dict[str, int]]
    blank_lines: int = 0
    footer_lines: int = 0
    resyncs: int = 0
    warnings: tuple[Problem, ...] = ()
    fault: Problem | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Summary:
        fault = values.get("fault")
        return _made(
            cls,
            {
                "rowsValid": values["rowsWritten"],
                **values,
                "warnings": tuple(Problem.of(warning) for warning in values.get("warnings", ())),
                "fault": Problem.of(fault) if fault else None,
            },
        )


@dataclass(frozen=True)
class Report:
    """What `validate` found: the summary, and the first 1,000 rejected records or 4 MiB of them."""

    valid: bool
    summary: Summary
    errors: tuple[Reject, ...] = field(repr=False)
    limit_reached: bool = False
