"""The iterator that `transform` returns."""

from __future__ import annotations

import json
from decimal import Decimal
from types import TracebackType
from typing import Any, Iterator, Mapping

from . import _schema
from ._lines import Lines, is_error
from ._model import Reject, Summary
from ._run import Source

#: A valid record: the values by the names of their columns, in the order of the schema.
Row = dict[str, Any]

_decode = json.JSONDecoder(parse_float=Decimal).decode


class Entries(Iterator["Row | Reject"]):
    """Rows and rejected records, in the order of the input.

    Ends normally only if the run was complete, else with `IncompleteRun`: in each call from then on.
    The child process ends with the iteration, with `close`, at the end of a `with`, or when nothing
    refers to this object any more.
    """

    def __init__(
        self, source: Source, schema: str | None, options: Mapping[str, object]
    ) -> None:
        self._lines = Lines(source, schema, options)
        self._iterator = iter(self._lines)
        self._failure: Exception | None = None
        columns = _schema.columns(schema) if schema is not None else []
        made = [(column.name, _schema.conversion(column)) for column in columns]
        self._conversions = [(name, of) for name, of in made if of is not None]

    def __next__(self) -> Row | Reject:
        if self._failure is not None:
            raise self._failure
        try:
            line = next(self._iterator)
        except StopIteration:
            raise
        except Exception as failure:
            self._failure = failure
            raise
        decoded = _decode(line.decode())
        if is_error(line):
            return Reject.of(decoded["_error"])
        row: Row = decoded
        for name, of in self._conversions:
            value = row.get(name)
            if value is not None:
                row[name] = of(value)
        return row

    @property
    def pid(self) -> int:
        """The process id of the program."""
        return self._lines.run.pid

    @property
    def summary(self) -> Summary:
        """The account of the complete run; raises ValueError before the end of the iteration."""
        if self._lines.summary is None:
            raise ValueError("there is no summary before the end of the iteration")
        return self._lines.summary

    def close(self) -> None:
        """Ends the child process. A run that hadn't ended can't be iterated any more."""
        self._lines.run.close()
        if self._lines.summary is None and self._failure is None:
            self._failure = ValueError("this run was closed before its end")

    def __enter__(self) -> Entries:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
