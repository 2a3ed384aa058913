"""What the name of a file says about it, as on the command line."""

from __future__ import annotations

import re

_PACKED = (
    r"(?:\.(?:gz|gzip|bgz|zst|zstd|zip|bz2?|xz|lzma|7z|rar|lz4?|lzo|z|br|sz|snappy|tar|tgz))*"
)
#: the files that a directory stands for
CSV = re.compile(r".*\.(?:csv|tsv|tab)" + _PACKED, re.IGNORECASE | re.DOTALL)
