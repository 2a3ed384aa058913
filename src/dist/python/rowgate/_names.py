"""What the name of a file says about it, as on the command line."""

from __future__ import annotations

import json
import re
from typing import Sequence

_PACKED = (
    r"(?:\.(?:gz|gzip|bgz|zst|zstd|zip|bz2?|xz|lzma|7z|rar|lz4?|lzo|z|br|sz|snappy|tar|tgz))*"
)
#: the files that a directory stands for
CSV = re.compile(r".*\.(?:csv|tsv|tab)" + _PACKED, re.IGNORECASE | re.DOTALL)
_TSV = re.compile(r".*\.(?:tsv|tab)" + _PACKED, re.IGNORECASE | re.DOTALL)


def delimiter(name: str, schema: str | None, flags: Sequence[str]) -> list[str]:
    """The flag for a file of tab-separated values, unless a flag or the schema names a delimiter.

    Files of `--reference` have names of their own, and a flag would apply to them too.
    """
    named = any(flag.startswith(("--delimiter=", "--reference=")) for flag in flags)
    return ["--delimiter=tab"] if _TSV.fullmatch(name) and not (named or _names(schema)) else []


def _names(schema: str | None) -> bool:
    """Whether the dialect of a resource, or of a package of one resource, names a delimiter."""
    try:
        root = json.loads(schema or "{}")
        if "resources" in root:
            root = root["resources"][0]
        return "delimiter" in root.get("dialect", {}) or "delimiter" in root["dialect"].get("csv", {})
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return False
