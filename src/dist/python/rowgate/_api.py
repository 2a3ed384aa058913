"""The functions of this package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from . import _options
from ._entries import Entries
from ._lines import schema_text
from ._model import Reject, Report, Summary
from ._run import Run, Source
from ._schema import Schema

if TYPE_CHECKING:
    import pyarrow
    from typing_extensions import Unpack

    from ._options import InferOptions, TransformOptions, ValidateOptions


def transform(
    source: Source, schema: Schema | None = None, **options: Unpack[TransformOptions]
) -> Entries:
    """Iterates the records of a CSV: a `Row` for each valid one, a `Reject` for each other one.

    `source` is a path, or a file opened in binary mode; gzip, zstd and a ZIP archive of one file are
    recognised. `schema` is a path or an object: a Table Schema, a resource, or a package of one
    resource; without it every value is text. The options are the flags of `rowgate transform`.

    The iteration raises `IncompleteRun` unless the whole input was read, `Refused` if nothing was
    converted, `InvalidSchema` for a schema that is wrong.
    """
    return Entries(source, schema_text(schema), options)


def validate(
    source: Source, schema: Schema | None = None, **options: Unpack[ValidateOptions]
) -> Report:
    """Reports what is wrong with a CSV. Arguments and exceptions are those of `transform`."""
    flags = _options.flags(options, _options.ValidateOptions)
    run = Run("validate", source, schema_text(schema), ["--format=json", *flags])
    answer, exit_code = _document(run)
    summary = Summary.of(answer["summary"])
    if not summary.complete or exit_code != (0 if answer["valid"] else 1):
        raise run.incomplete(exit_code, summary, "the run is not complete")
    return Report(
        answer["valid"],
        summary,
        tuple(Reject.of(entry) for entry in answer["errors"]),
        answer.get("limitReached", False),
    )


def infer(source: Source, **options: Unpack[InferOptions]) -> dict[str, Any]:
    """Infers how a CSV is written and what its columns contain.

    Returns a resource descriptor, which `transform` and `validate` take as `schema`.
    """
    run = Run("infer", source, None, _options.flags(options, _options.InferOptions))
    answer, exit_code = _document(run)
    if exit_code != 0:
        raise run.incomplete(exit_code)
    return answer


def to_arrow(
    source: Source,
    schema: Schema | None = None,
    *,
    numbers: Literal["decimal", "text"] = "decimal",
    dates: Literal["text", "typed"] = "text",
    **options: Unpack[TransformOptions],
) -> pyarrow.RecordBatchReader:
    """Reads a CSV as Arrow record batches, for pandas, Polars, DuckDB and others.

    The columns are those of the schema, then `_error`: null for rows; for a rejected record all
    columns but this one are null. With `errors="skip"` there is no `_error`. Needs pyarrow.

    A value that its column can't hold exactly raises ValueError: `numbers="text"` and
    `dates="text"` hold all values. Reading raises `IncompleteRun` as `transform` does.
    """
    from .arrow import reader

    return reader(source, schema_text(schema), numbers, dates, options)


def _document(run: Run) -> tuple[dict[str, Any], int]:
    """The JSON document that is the whole output of a run, and the exit code."""
    output = run.stdout.read()
    exit_code = run.wait()
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError as failure:
        raise run.incomplete(exit_code) from failure
    return answer, exit_code
