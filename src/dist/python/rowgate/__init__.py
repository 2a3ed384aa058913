"""CSV into typed rows, every record accounted for.

    for entry in rowgate.transform("people.csv", schema="people.json"):
        if isinstance(entry, rowgate.Reject):
            print(entry.line, entry.problems[0].message)
        else:
            print(entry["name"], entry["age"])

An iteration ends normally only if the whole input was read; otherwise it raises `IncompleteRun`. The
work is done by a child process, the program `rowgate`, which comes with its own Java.
"""

from __future__ import annotations

from ._api import infer, to_arrow, transform, validate
from ._entries import Entries, Row
from ._errors import IncompleteRun, InvalidSchema, Refused, RowgateError
from ._model import Problem, Reject, Report, Summary
from ._options import InferOptions, TransformOptions, ValidateOptions
from ._version import __version__

__all__ = [
    "Entries",
    "IncompleteRun",
    "InferOptions",
    "InvalidSchema",
    "Problem",
    "Refused",
    "Reject",
    "Report",
    "Row",
    "RowgateError",
    "Summary",
    "TransformOptions",
    "ValidateOptions",
    "__version__",
    "infer",
    "to_arrow",
    "transform",
    "validate",
]
