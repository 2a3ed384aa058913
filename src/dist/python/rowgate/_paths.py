"""Files of a local disk or of a store, named by a path, a directory or a glob. Needs pyarrow."""

from __future__ import annotations

import glob
import os
import re
from dataclasses import dataclass
from typing import Any

from pyarrow import fs

from ._names import CSV
from ._run import Source

_GLOB = re.compile(r"\*\*/|\*|[^*]", re.DOTALL)
_MEANS = {"**/": "(?:.*/)?", "*": "[^/]*"}


@dataclass(frozen=True)
class File:
    """A file: `path` is what it is called in messages and in the column `_file`."""

    path: str
    #: of a file that isn't local: its store, its name there, and its size
    store: fs.FileSystem | None = None
    name: str = ""
    size: int = -1

    def bytes_here(self) -> int:
        """The size of a local regular file, which can be read at any place; otherwise 0."""
        return os.path.getsize(self.path) if self.store is None and os.path.isfile(self.path) else 0

    def source(self) -> Source:
        """What `Run` reads."""
        if self.store is None:
            return self.path
        return _Whole(self.path, self.store.open_input_stream(self.name, compression=None), self.size)


class _Whole:
    """A stream that fails unless it has as many bytes as its file had when it was listed."""

    def __init__(self, name: str, stream: Any, size: int) -> None:
        self.name = name
        self._stream = stream
        self._size = size
        self._count = 0

    def read(self, size: int, /) -> bytes:
        chunk: bytes = self._stream.read(size)
        self._count += len(chunk)
        if not chunk and self._count != self._size:
            raise OSError(f"{self.name}: {self._count} bytes were read of {self._size}")
        return chunk


def read_text(path: str) -> str:
    """The text of a small file, such as a schema."""
    if "://" in path:
        store, name = fs.FileSystem.from_uri(path)
        with store.open_input_stream(name, compression=None) as stream:
            return str(stream.read(), "utf-8-sig")
    with open(path, encoding="utf-8-sig") as text:
        return text.read()


def find(path: str) -> list[File]:
    """The files that a path names: itself, those below a directory, or those that a glob fits.

    Raises FileNotFoundError if there is none.
    """
    found = _find_in_store(path) if "://" in path else _find_locally(path)
    if not found:
        raise FileNotFoundError(f"{path}: there is no such file")
    return sorted(found, key=lambda file: file.path)


def _find_locally(path: str) -> list[File]:
    found = [path] if os.path.exists(path) else glob.glob(path, recursive=True)
    files = [name for name in found if not os.path.isdir(name)]
    for directory in set(found) - set(files):
        for parent, _, names in os.walk(directory):
            files += [os.path.join(parent, name) for name in names if CSV.fullmatch(name)]
    return [File(name) for name in files]


def _find_in_store(uri: str) -> list[File]:
    """A glob may have `*` and `**/` here; `?` begins the parameters of some stores."""
    fixed = uri[: uri.rfind("/", 0, uri.index("*"))] if "*" in uri else uri
    store, base = fs.FileSystem.from_uri(fixed)
    prefix = fixed.removesuffix(base) if fixed.endswith(base) else ""
    [info] = store.get_file_info([base])
    if info.type == fs.FileType.File:
        infos = [info]
    else:
        fits = CSV
        if "*" in uri:
            parts = _GLOB.findall(base + uri[len(fixed) :])
            fits = re.compile("".join(_MEANS.get(part, re.escape(part)) for part in parts))
        selector = fs.FileSelector(base, allow_not_found=True, recursive=True)
        infos = [info for info in store.get_file_info(selector) if fits.fullmatch(info.path)]
    return [
        File(prefix + info.path, store, info.path, info.size)
        for info in infos
        if info.type == fs.FileType.File
    ]
