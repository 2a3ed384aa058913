"""The program in this package: where it is, and how this process becomes it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

PROGRAM = Path(__file__).with_name("program") / "rowgate"


def main() -> NoReturn:
    """Becomes the program, with this process's arguments, streams and exit code."""
    try:
        os.execv(PROGRAM, [os.fspath(PROGRAM), *sys.argv[1:]])
    except OSError as failure:
        print(f"rowgate: {PROGRAM} can't be run: {failure.strerror}", file=sys.stderr)
        raise SystemExit(70) from failure
