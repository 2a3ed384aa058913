"""`rowgate.to_arrow`."""

from __future__ import annotations

import datetime
import io
import os
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rowgate
from conftest import PEOPLE, SCHEMA
from rowgate._schema import Column

pytest.importorskip("pyarrow")
from rowgate.arrow import Layout  # noqa: E402


def array(
    field: dict[str, Any], json_value: str, numbers: str = "decimal", dates: str = "text"
) -> list[Any]:
    """The column that is made of a row with this value, as the program writes it."""
    layout = Layout([Column("a", field["type"], field)], numbers, dates)
    arrays, _ = layout.arrays([f'{{"a":{json_value}}}\n'.encode()])
    read: list[Any] = arrays[0].to_pylist()
    return read


def test_columns_of_the_schema_then_errors() -> None:
    read = rowgate.to_arrow(PEOPLE, SCHEMA).read_all()

    assert read.column_names == ["name", "age", "joined", "rate", "note", "_error"]
    assert read["age"].to_pylist() == [36, 29, None, 42, None]
    assert read["rate"].to_pylist()[0] == Decimal("12.5")
    errors: list[Any] = read["_error"].to_pylist()
    assert [error and error["line"] for error in errors] == [None, None, 5, None, 7]
    assert errors[2]["problems"][0]["code"] == "type-error"


def test_skipped_errors_have_no_column() -> None:
    read = rowgate.to_arrow(PEOPLE, SCHEMA, errors="skip").read_all()
    assert "_error" not in read.column_names and read.num_rows == 3


def test_without_a_schema_all_is_text() -> None:
    read = rowgate.to_arrow(io.BytesIO(b"a,b\n1,\n")).read_all()
    assert read.to_pylist() == [{"a": "1", "b": "", "_error": None}]


def test_a_number_is_exact_or_an_error() -> None:
    """Some ways to read JSON as decimals give wrong values without an error."""
    chosen = random.Random(21)
    numbers = ["1e30", "123456789012345678901234567890", "1e-19", "1E+19", "1e-18", "9" * 38, "-0"]
    for _ in range(500):
        digits = "".join(chosen.choices("0123456789", k=chosen.randint(1, 40)))
        cut = chosen.randint(1, len(digits))
        whole, fraction = digits[:cut].lstrip("0") or "0", digits[cut:] or "0"
        numbers.append(f"{whole}.{fraction}e{chosen.randint(-30, 30)}")
    kept = 0
    for number in numbers:
        try:
            [read] = array({"type": "number"}, number)
        except ValueError:
            continue
        kept += 1
        assert read == Decimal(number)
    assert 100 < kept < len(numbers) - 100


VALUES: list[tuple[dict[str, Any], str, Any, dict[str, Any]]] = [
    ({"type": "integer"}, "7", Decimal(7), {}),
    ({"type": "integer", "constraints": {"minimum": 0, "maximum": 9}}, "7", 7, {}),
    ({"type": "integer"}, "9" * 50, "9" * 50, {"numbers": "text"}),
    ({"type": "number"}, "1.50e+30", "1.50e+30", {"numbers": "text"}),
    ({"type": "boolean"}, "true", True, {}),
    ({"type": "date"}, '"2024-01-02"', "2024-01-02", {}),
    ({"type": "date"}, '"2024-01-02"', datetime.date(2024, 1, 2), {"dates": "typed"}),
    (
        {"type": "datetime"},
        '"2024-01-02T03:04:05.5"',
        datetime.datetime(2024, 1, 2, 3, 4, 5, 500_000),
        {"dates": "typed"},
    ),
    ({"type": "list", "itemType": "integer"}, "[1]", [Decimal(1)], {}),
    ({"type": "geopoint"}, "[90.50,45]", [Decimal("90.5"), Decimal(45)], {}),
    ({"type": "object"}, '{"b":[1.50,null,"ü"]}', '{"b":[1.50,null,"ü"]}', {}),
    ({"type": "year"}, '"2024"', "2024", {}),
]


@pytest.mark.parametrize(("field", "json_value", "value", "options"), VALUES)
def test_values(
    field: dict[str, Any], json_value: str, value: Any, options: dict[str, Any]
) -> None:
    [read] = array(field, json_value, **options)
    assert read == value and type(read) is type(value)


@pytest.mark.parametrize(
    ("type_", "json_value"),
    [
        ("integer", "9" * 39),
        ("number", "1.1234567890123456789"),
        ("number", '"INF"'),
        ("datetime", '"2024-01-02T03:04:05Z"'),
        ("datetime", '"2024-01-02T03:04:05.1234567"'),
        ("datetime", '"2024-01-02T24:00:00"'),
    ],
)
def test_what_a_column_can_not_hold_is_an_error(type_: str, json_value: str) -> None:
    with pytest.raises(ValueError, match="column 'a'.*numbers='text'"):
        array({"type": type_}, json_value, dates="typed")


def test_a_column_that_the_schema_lacks_is_an_error() -> None:
    schema = {"fields": [{"name": "a"}], "fieldsMatch": "subset"}
    with pytest.raises(ValueError, match="'b'"):
        rowgate.to_arrow(io.BytesIO(b"a,b\n1,2\n"), schema).read_all()


def test_an_incomplete_run_raises(tmp_path: Path) -> None:
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(b"\x1f\x8b\x08\x00")
    with pytest.raises(rowgate.IncompleteRun):
        rowgate.to_arrow(cut, {"fields": [{"name": "a"}]}).read_all()


def test_a_reader_that_is_dropped_ends_the_process(big: Path) -> None:
    before = children()
    reader = rowgate.to_arrow(big)
    reader.read_next_batch()
    assert children() - before
    del reader
    assert not children() - before


def children() -> set[str]:
    """The processes that this one started, zombies too."""
    return {
        stat.parent.name
        for stat in Path("/proc").glob("[0-9]*/stat")
        if readable(stat).rpartition(")")[2].split()[1:2] == [str(os.getpid())]
    }


def readable(stat: Path) -> str:
    try:
        return stat.read_text()
    except OSError:
        return ""
