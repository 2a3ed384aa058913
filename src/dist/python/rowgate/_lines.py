"""The lines of a transformation, with the check that nothing of them is missing."""

from __future__ import annotations

import json
from typing import Iterator, Mapping

from . import _options, _schema
from ._model import Summary
from ._run import Run, Source

_ERROR = b'{"_error":'
_SUMMARY = b'{"_summary":'


class Lines:
    """Rows and `_error` lines. They end normally only if the run was complete."""

    def __init__(
        self,
        source: Source,
        schema: str | None,
        options: Mapping[str, object],
        part: str | None = None,
    ) -> None:
        flags = _options.flags(options, _options.TransformOptions)
        if part is not None:
            flags.append(f"--part={part}")
        self.run = Run("transform", source, schema, flags)
        self.summary: Summary | None = None
        self._errors_are_written = options.get("errors", "inline") != "skip"

    def __iter__(self) -> Iterator[bytes]:
        rows = rejects = 0
        last = b""
        for line in self.run.lines():
            if line.startswith(_SUMMARY) or not line.endswith(b"\n"):
                last = line
                break
            if line.startswith(_ERROR):
                rejects += 1
            else:
                rows += 1
            yield line
        self._end(last, rows, rejects)

    def _end(self, last: bytes, rows: int, rejects: int) -> None:
        more = self.run.stdout.read(1)
        exit_code = self.run.wait()
        whole = last.startswith(_SUMMARY) and last.endswith(b"\n") and not more
        summary = Summary.of(json.loads(last)["_summary"]) if whole else None
        why = "" if summary is None else self._mismatch(summary, exit_code, rows, rejects)
        if summary is None or why:
            raise self.run.incomplete(exit_code, summary, why)
        self.summary = summary

    def _mismatch(self, summary: Summary, exit_code: int, rows: int, rejects: int) -> str:
        """What contradicts what; nothing for a complete run."""
        if not summary.complete:
            return "the run is not complete"
        if exit_code != (1 if summary.rows_rejected else 0):
            return f"{summary.rows_rejected} records were rejected, but the exit code is {exit_code}"
        if summary.records_read != summary.rows_valid + summary.rows_rejected:
            return "the sum of the records isn't right"
        if rows != summary.rows_written:
            return f"{rows} rows arrived, but {summary.rows_written} were written"
        if rejects != (summary.rows_rejected if self._errors_are_written else 0):
            return f"{rejects} rejects arrived, but {summary.rows_rejected} were counted"
        return ""


def parts(source: Source, schema: str, options: Mapping[str, object], size: int) -> list[str]:
    """The parts of about `size` bytes of a file; none if it can't be split.

    A file that can't be read at all has none, either: who converts it gets told why.
    """
    flags = _options.flags(options, _options.TransformOptions)
    run = Run("transform", source, schema, [*flags, f"--split={size}"])
    try:
        found = [line.decode().rstrip("\n") for line in run.lines()]
        exit_code = run.wait()
    finally:
        run.close()
    if exit_code not in (0, 2, 3, 4):
        raise run.incomplete(exit_code)
    return found if exit_code == 0 else []


def is_error(line: bytes) -> bool:
    """Whether the line is a rejected record, and not a row."""
    return line.startswith(_ERROR)


def schema_text(schema: _schema.Schema | None) -> str | None:
    return None if schema is None else _schema.text(schema)


