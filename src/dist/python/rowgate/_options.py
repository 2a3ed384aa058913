"""Options as keyword arguments, and the flags that they become."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Mapping, Sequence, TypedDict

if TYPE_CHECKING:
    from typing import Literal

    Path = str | os.PathLike[str]


class DialectOptions(TypedDict, total=False):
    """How the input is written. Without an option, the schema's dialect applies, then RFC 4180."""

    delimiter: str
    quote: str
    double_quote: bool
    escape: str
    comment: str
    header: bool
    skip_initial_space: bool
    null_sequence: str
    line_terminator: str
    encoding: str


class ValidateOptions(DialectOptions, total=False):
    """The options of `validate`, which are the flags of `rowgate validate`."""

    errors: Literal["inline", "skip", "only", "fail"]
    max_errors: int
    max_error_ratio: float
    missing_cells: Literal["reject", "null"]
    comment_rows: Sequence[int]
    header_rows: Sequence[int]
    header_join: str
    case_sensitive_header: bool
    skip_rows: int
    skip_footer: int
    trim: bool
    #: a file for the rejected records, as CSV
    rejects: Path
    #: for foreign keys: a name in the schema, and the file
    reference: Mapping[str, Path]
    max_record_bytes: int | str
    max_cell_bytes: int | str
    max_fields: int
    max_listed_problems: int
    max_raw_bytes: int | str
    max_schema_bytes: int | str
    max_zstd_window_bytes: int | str
    max_inflate_ratio: int
    inflate_free_bytes: int | str
    max_key_memory: int | str
    max_key_spool_bytes: int | str
    max_spool_bytes: int | str


class TransformOptions(ValidateOptions, total=False):
    """The options of `transform`, which are the flags of `rowgate transform`."""

    nulls: Literal["keep", "omit"]
    positions: bool


class InferOptions(DialectOptions, total=False):
    """The options of `infer`, which are the flags of `rowgate infer`."""

    sample_bytes: int
    sample_rows: int
    whole: bool
    explain: bool
    max_zstd_window_bytes: int | str
    max_inflate_ratio: int
    inflate_free_bytes: int | str


def flags(options: Mapping[str, Any], known: type) -> list[str]:
    """The program's flags for the options.

    Raises TypeError for an option that there is not, as a function does.
    """
    made: list[str] = []
    for name, value in options.items():
        if name not in known.__annotations__:
            raise TypeError(f"there is no option {name!r}; there are: {', '.join(names(known))}")
        flag = "--" + name.replace("_", "-")
        if value is None:
            continue
        if isinstance(value, Mapping):
            made += [f"{flag}={key}={os.fspath(path)}" for key, path in value.items()]
        else:
            made.append(f"{flag}={_text(value)}")
    return made


def names(known: type) -> list[str]:
    """The names of all options, sorted."""
    return sorted(known.__annotations__)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(str(item) for item in value)
    return str(value)
