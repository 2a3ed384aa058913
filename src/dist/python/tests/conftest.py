"""What the tests share: the sample, and programs that stand in for the real one."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any, Callable, Iterable

import pytest

SAMPLE = Path(__file__).parents[3] / "docs" / "sample"
PEOPLE = SAMPLE / "people.csv"
SCHEMA = SAMPLE / "people.json"

Stub = Callable[..., None]


def summary(rows: int = 1, rejects: int = 0, **more: Any) -> str:
    """A `_summary` line."""
    counts = {"recordsRead": rows + rejects, "rowsWritten": rows, "rowsRejected": rejects}
    return json.dumps({"_summary": {"complete": True, **counts, "bytesRead": 9, "problems": {}, **more}})


@pytest.fixture
def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stub:
    """Puts a shell script in the program's place, which writes lines and ends."""

    def put(lines: Iterable[str] = (), then: str = "exit 0") -> None:
        (tmp_path / "lines").write_text("".join(lines))
        program = tmp_path / "stub"
        program.write_text(f"#!/bin/sh\ncat >/dev/null\ncat '{tmp_path}/lines'\n{then}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr("rowgate._run.PROGRAM", program)

    return put


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """A file whose output is larger than all pipes and buffers."""
    file = tmp_path / "big.csv"
    file.write_text("a,b\n" + "".join(f"{n},{'x' * 40}\n" for n in range(100_000)))
    return file
