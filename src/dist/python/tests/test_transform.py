"""`rowgate.transform`: values, the end of a run, and the child process."""

from __future__ import annotations

import datetime
import gc
import gzip
import io
import json
import os
import pickle
import signal
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rowgate
from conftest import PEOPLE, SCHEMA, Stub, summary

SUMMARY = summary() + "\n"


def gone(pid: int) -> bool:
    """Whether there is no such process, not even a zombie."""
    try:
        os.kill(pid, 0)
        return False
    except ProcessLookupError:
        return True


def test_rows_and_rejects_come_in_order_with_typed_values() -> None:
    entries = rowgate.transform(PEOPLE, SCHEMA)

    first, _, reject, _, last = entries

    assert first == {
        "name": "Ada Lovelace",
        "age": 36,
        "joined": datetime.date(2024, 3, 1),
        "rate": Decimal("12.50"),
        "note": "likes engines,\nand notes",
    }
    assert isinstance(first, dict) and str(first["rate"]) == "12.50"
    assert isinstance(reject, rowgate.Reject) and isinstance(last, rowgate.Reject)
    assert (reject.record, reject.line, reject.byte_offset, reject.byte_length) == (3, 5, 119, 35)
    assert reject.raw == "Grace Hopper,old,2023-12-09,18.75,\n"
    assert reject.problems[0].code == "type-error"
    assert reject.problems[0].column_number == 2
    assert entries.summary.records_read == 5
    assert entries.summary.problems == {"type-error": {"age": 1}, "missing-cell": {"note": 1}}


VALUES: list[tuple[dict[str, Any], str, Any]] = [
    ({"type": "integer"}, "+007", 7),
    ({"type": "integer"}, "9" * 1000, int("9" * 1000)),
    ({"type": "number"}, "12.50", Decimal("12.50")),
    ({"type": "number"}, "12", Decimal("12")),
    ({"type": "number"}, "1e-9999", Decimal("1e-9999")),
    ({"type": "number"}, "-inf", Decimal("-Infinity")),
    ({"type": "boolean"}, "1", True),
    ({"type": "date"}, "2024-02-29", datetime.date(2024, 2, 29)),
    ({"type": "date", "format": "%d.%m.%Y"}, "29.02.2024", datetime.date(2024, 2, 29)),
    ({"type": "time"}, "15:00:00", datetime.time(15)),
    ({"type": "datetime"}, "2024-02-29T15:00:00", datetime.datetime(2024, 2, 29, 15)),
    (
        {"type": "datetime"},
        "2024-02-29T15:00:00Z",
        datetime.datetime(2024, 2, 29, 15, tzinfo=datetime.timezone.utc),
    ),
    ({"type": "datetime"}, "2024-02-29T15:00:00.1234567", "2024-02-29T15:00:00.1234567"),
    ({"type": "datetime"}, "2024-02-29T24:00:00", "2024-02-29T24:00:00"),
    ({"type": "year"}, "2024", "2024"),
    ({"type": "list", "itemType": "date", "delimiter": ";"}, "2024-01-01", [datetime.date(2024, 1, 1)]),
    ({"type": "geopoint", "format": "array"}, "[90.50, 45]", [Decimal("90.50"), Decimal("45")]),
    ({"type": "object"}, '{"a": 1.50}', {"a": Decimal("1.50")}),
    ({"type": "string"}, "2024-02-29", "2024-02-29"),
    ({"type": "any"}, "1", "1"),
]


def test_a_value_is_of_the_type_of_its_field_or_all_of_its_text() -> None:
    fields = [
        {"name": f"a{n}", "rowgate:name": f"b{n}", **field}
        for n, (field, _, _) in enumerate(VALUES)
    ]
    cells = ['"' + cell.replace('"', '""') + '"' for _, cell, _ in VALUES]
    csv = ",".join(str(field["name"]) for field in fields) + "\n" + ",".join(cells) + "\n"

    [row] = rowgate.transform(io.BytesIO(csv.encode()), {"fields": fields})

    assert isinstance(row, dict)
    assert list(row) == [f"b{n}" for n in range(len(VALUES))]
    for (_, cell, value), read in zip(VALUES, row.values()):
        assert read == value and type(read) is type(value), cell


def test_without_a_schema_all_is_text() -> None:
    assert list(rowgate.transform(io.BytesIO(b"a,b\n1,\n"))) == [{"a": "1", "b": ""}]


def test_a_resource_and_a_package_are_schemas_too() -> None:
    schema = {"fields": [{"name": "a", "type": "number"}]}
    package = {"resources": [{"name": "r", "schema": schema, "dialect": {"delimiter": ";"}}]}

    assert list(rowgate.transform(io.BytesIO(b"a\n1\n"), package)) == [{"a": Decimal(1)}]


def test_raw_bytes_that_are_no_text_are_bytes() -> None:
    [reject] = rowgate.transform(io.BytesIO(b"a\n\xff\n"))
    assert isinstance(reject, rowgate.Reject) and reject.raw == b"\xff\n"


def test_options_are_the_flags_of_the_program(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    csv = b"x\na;b\n1;2\n3\n"

    got = rowgate.transform(
        io.BytesIO(csv), delimiter=";", skip_rows=1, errors="skip", rejects=rejects, positions=True
    )

    assert list(got) == [{"_record": 1, "_line": 3, "_byteOffset": 6, "a": "1", "b": "2"}]
    assert got.summary.rows_rejected == 1
    assert rejects.read_text().startswith("x\n_line;_errors;a;b\n4;")


def test_foreign_keys_get_their_files(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("code\nDE\n")
    schema = {
        "fields": [{"name": "country"}],
        "foreignKeys": [
            {"fields": "country", "reference": {"resource": "countries", "fields": "code"}}
        ],
    }
    got = list(
        rowgate.transform(
            io.BytesIO(b"country\nDE\nXX\n"),
            schema,
            reference={"countries": tmp_path / "countries.csv"},
        )
    )
    assert got[0] == {"country": "DE"} and isinstance(got[1], rowgate.Reject)


def test_an_option_that_there_is_not_is_a_type_error() -> None:
    for name in ("delimitr", "output", "summary", "format", "schema_"):
        with pytest.raises(TypeError, match=name):
            rowgate.transform(PEOPLE, **{name: "x"})  # type: ignore[arg-type]


def test_rows_of_a_live_stream_come_before_its_end() -> None:
    reader, writer = os.pipe()
    with open(reader, "rb", buffering=0) as source, open(writer, "wb", buffering=0) as sink:
        with rowgate.transform(source) as entries:
            sink.write(b"a\n1\n")
            assert next(entries) == {"a": "1"}
            sink.write(b"2\n")
            sink.close()
            assert list(entries) == [{"a": "2"}]


def test_more_than_pipes_hold_goes_through_both_ways(big: Path) -> None:
    with open(big, "rb") as file:
        assert sum(1 for _ in rowgate.transform(file)) == 100_000
    with gzip.open(io.BytesIO(gzip.compress(big.read_bytes()))) as unpacked:
        assert sum(1 for _ in rowgate.transform(unpacked)) == 100_000


def test_a_source_is_read_no_faster_than_its_rows_are(big: Path) -> None:
    class Counted(io.FileIO):
        count = 0

        def read(self, size: int | None = -1) -> bytes:
            chunk = super().read(-1 if size is None else size)
            self.count += len(chunk)
            return chunk

    with Counted(big) as source, rowgate.transform(source) as entries:
        next(entries)
        # The pipes, and what the program itself holds: fewer than the 4.6 MB that there are.
        assert source.count < 4_000_000


# The end of a run.


def test_a_cut_gzip_is_an_incomplete_run(tmp_path: Path, big: Path) -> None:
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(gzip.compress(big.read_bytes())[:-20])
    entries = rowgate.transform(cut)

    with pytest.raises(rowgate.IncompleteRun) as caught:
        for _ in entries:
            pass

    assert caught.value.code == "bad-compression" and caught.value.exit_code == 3
    assert caught.value.problems[0].line is not None
    assert caught.value.summary is not None and not caught.value.summary.complete
    assert str(cut) in str(caught.value)
    # Whoever goes on doesn't take the rest, which is none, for the rest of the rows.
    with pytest.raises(rowgate.IncompleteRun):
        next(entries)
    with pytest.raises(ValueError):
        entries.summary
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_killed_program_is_an_incomplete_run(big: Path) -> None:
    entries = rowgate.transform(big)
    next(entries)
    os.kill(entries.pid, signal.SIGKILL)

    with pytest.raises(rowgate.IncompleteRun, match="signal 9") as caught:
        list(entries)
    assert caught.value.exit_code == -9


@pytest.mark.parametrize(
    ("lines", "then"),
    [
        pytest.param(['{"a":"1"}\n'], "exit 0", id="no summary"),
        pytest.param(['{"a":"1"}\n'], "exit 1", id="no summary, as of a JVM that doesn't start"),
        pytest.param(['{"a":"1"}\n', SUMMARY[:-20]], "exit 0", id="a cut summary"),
        pytest.param(['{"a":"1"}\n', SUMMARY[:-1]], "exit 0", id="no last line end"),
        pytest.param(['{"a":"1"}\n', SUMMARY, "x"], "exit 0", id="more behind the summary"),
        pytest.param(['{"a":"1"}\n', '{"a":'], "exit 0", id="a cut row"),
        pytest.param(['{"a":"1"}\n', SUMMARY], "exit 1", id="rejects by the exit code alone"),
        pytest.param(['{"a":"1"}\n', SUMMARY], "exit 3", id="a fault by the exit code alone"),
        pytest.param(['{"a":"1"}\n', SUMMARY], "exit 70", id="a defect after the summary"),
        pytest.param(['{"a":"1"}\n', SUMMARY], "kill -9 $$", id="killed after the summary"),
        pytest.param([SUMMARY], "exit 0", id="a row less than written"),
        pytest.param(['{"a":"1"}\n'] * 2 + [SUMMARY], "exit 0", id="a row more than written"),
        pytest.param(['{"a":"1"}\n', summary(1, 1) + "\n"], "exit 1", id="a reject is missing"),
        pytest.param(
            ['{"a":"1"}\n', summary(1, 0, recordsRead=2) + "\n"], "exit 0", id="a wrong sum"
        ),
        pytest.param(['{"a":"1"}\n', summary(1, complete=False) + "\n"], "exit 0", id="not complete"),
        pytest.param([], "exit 0", id="nothing at all"),
    ],
)
def test_whatever_is_missing_is_an_incomplete_run(stub: Stub, lines: list[str], then: str) -> None:
    stub(lines, then)

    with pytest.raises(rowgate.IncompleteRun):
        list(rowgate.transform(PEOPLE))


def test_what_the_stub_writes_is_complete_otherwise(stub: Stub) -> None:
    stub(['{"a":"1"}\n', SUMMARY])
    assert list(rowgate.transform(PEOPLE)) == [{"a": "1"}]


def test_much_on_stderr_blocks_nothing(stub: Stub) -> None:
    stub(['{"a":"1"}\n', SUMMARY], "head -c 1000000 /dev/zero >&2; echo the reason >&2; exit 70")

    with pytest.raises(rowgate.IncompleteRun, match="the reason"):
        list(rowgate.transform(PEOPLE))


def test_errors_fail_gives_the_record_and_then_raises() -> None:
    entries = rowgate.transform(PEOPLE, SCHEMA, errors="fail")

    got = [next(entries) for _ in range(3)]

    assert isinstance(got[2], rowgate.Reject)
    with pytest.raises(rowgate.IncompleteRun) as caught:
        next(entries)
    assert caught.value.code == "record-rejected"


def test_a_header_that_does_not_fit_is_refused_with_all_its_problems() -> None:
    with pytest.raises(rowgate.Refused) as caught:
        next(rowgate.transform(io.BytesIO(b"name,age\nA,1\n"), SCHEMA))
    assert [problem.code for problem in caught.value.problems] == ["missing-label"] * 3
    assert caught.value.exit_code == 3


def test_a_wrong_schema_has_all_its_errors_with_pointers() -> None:
    schema = {"fields": [{"name": "a", "type": "integr"}, {"nam": "b"}]}

    with pytest.raises(rowgate.InvalidSchema) as caught:
        next(rowgate.transform(PEOPLE, schema))

    assert [problem.pointer for problem in caught.value.problems] == [
        "/fields/0/type",
        "/fields/1",
        "/fields/1/nam",
    ]
    assert caught.value.problems[0].instead == "'integer'"
    assert caught.value.exit_code == 2


def test_an_option_out_of_range_is_refused() -> None:
    with pytest.raises(rowgate.Refused) as caught:
        next(rowgate.transform(PEOPLE, max_errors=-1))
    assert caught.value.code == "bad-option" and caught.value.exit_code == 2


def test_what_cannot_be_opened_raises_what_open_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rowgate.transform(tmp_path / "none.csv")
    with pytest.raises(IsADirectoryError):
        rowgate.transform(tmp_path)
    with pytest.raises(FileNotFoundError):
        rowgate.transform(PEOPLE, tmp_path / "none.json")


def test_text_is_no_source() -> None:
    with open(PEOPLE, encoding="utf-8") as text:
        for source in (text, io.StringIO("a"), b"a\n1\n"):
            with pytest.raises(TypeError):
                next(rowgate.transform(source))  # type: ignore[arg-type]


def test_a_source_that_fails_raises_its_own_error_and_no_end() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            chunk = super().read(size)
            if not chunk:
                raise ConnectionResetError("reset")
            return chunk

    entries = rowgate.transform(Broken(b"a\n1\n2\n"))

    with pytest.raises(ConnectionResetError):
        list(entries)
    with pytest.raises(ConnectionResetError):
        next(entries)


# The child process.


def test_a_break_ends_the_process(big: Path) -> None:
    def first() -> int:
        entries = rowgate.transform(big)
        for _ in entries:
            return entries.pid
        raise AssertionError

    pid = first()
    gc.collect()
    assert gone(pid)


def test_close_ends_the_process_and_the_iteration(big: Path) -> None:
    with rowgate.transform(big) as entries:
        next(entries)
    assert gone(entries.pid)
    with pytest.raises(ValueError):
        next(entries)
    with pytest.raises(ValueError):
        entries.summary
    entries.close()


def test_close_does_not_wait_for_a_source_that_gives_nothing() -> None:
    reader, writer = os.pipe()
    with open(reader, "rb", buffering=0) as source, open(writer, "wb") as sink:
        entries = rowgate.transform(source)
        entries.close()
        assert gone(entries.pid)
        sink.close()


def test_the_end_of_the_rows_ends_the_process_and_removes_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", os.fspath(tmp_path))
    entries = rowgate.transform(PEOPLE, json.loads(SCHEMA.read_text()))
    assert list(tmp_path.iterdir())

    list(entries)

    assert gone(entries.pid) and not list(tmp_path.iterdir())


def test_the_name_of_a_file_implies_tabs(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    file.write_text("a\tb\n1\t2\n")
    commas = {"schema": {"fields": [{"name": "a\tb"}]}, "dialect": {"delimiter": ","}}

    assert list(rowgate.transform(file)) == [{"a": "1", "b": "2"}]
    with open(file, "rb") as opened:
        assert list(rowgate.transform(opened)) == [{"a": "1", "b": "2"}]
    assert rowgate.validate(file).valid
    assert list(rowgate.transform(file, commas)) == [{"a\tb": "1\t2"}]
    assert list(rowgate.transform(file, delimiter=";")) == [{"a\tb": "1\t2"}]
    assert list(rowgate.transform(io.BytesIO(b"a\tb\n1\t2\n"))) == [{"a\tb": "1\t2"}]


def test_the_delimiter_by_the_name_of_a_file_is_not_a_named_one(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"x\xff.tsv")
    file.write_text("sep=;\na;b\n1;2\n")
    codes = tmp_path / "codes.csv"
    codes.write_text("code\nDE\n")
    key = {"fields": "a", "reference": {"resource": "codes", "fields": "code"}}
    schema = {"fields": [{"name": "a"}, {"name": "b"}], "foreignKeys": [key]}

    assert list(rowgate.transform(file)) == [{"a": "1", "b": "2"}]
    file.write_text("_line,_errors,a,b\n2,x,1,2\n")
    assert list(rowgate.transform(file)) == [{"a": "1", "b": "2"}]
    file.write_text("a\tb\nDE\t2\n")
    entries = rowgate.transform(file, schema, reference={"codes": os.fspath(codes)})
    assert list(entries) == [{"a": "DE", "b": "2"}]
