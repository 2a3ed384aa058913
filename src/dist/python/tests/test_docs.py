"""The programs of the documentation, as a reader would paste them."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import PEOPLE, SCHEMA

ROOT = Path(__file__).parents[4]


def programs(page: str) -> list[str]:
    """The blocks in Python of a page."""
    return re.findall(r"^```python\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.M | re.S)


def test_the_page_s_rows_and_columns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.chdir(ROOT)
    rows, columns = programs("src/docs/python.md")
    names: dict[str, Any] = {}
    exec(rows, names)
    assert capsys.readouterr().out.splitlines() == [
        "Ada Lovelace 12.50",
        "Zoë Müller 9.00",
        "5 'old' is not an integer",
        "李娜 20",
        "7 the record has no cell for column 'note'",
    ]
    # pandas isn't among what the tests install; read_all is the same without it.
    exec(columns.replace("read_pandas", "read_all"), names)
    assert names["frame"].column("rate").to_pylist() == [Decimal(text) for text in ("12.5", "9", "20")]


def test_the_example_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(PEOPLE, tmp_path)
    shutil.copy(SCHEMA, tmp_path)
    monkeypatch.chdir(tmp_path)
    (program,) = programs("src/dist/python/README.md")
    exec(program, {})
    assert capsys.readouterr().out.startswith("Ada Lovelace 36\n")
