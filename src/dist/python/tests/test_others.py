"""`validate`, `infer`, and the console script."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
import rowgate
from conftest import PEOPLE, SCHEMA, Stub

SCRIPT = str(Path(sys.executable).with_name("rowgate"))


def test_validate_reports() -> None:
    report = rowgate.validate(PEOPLE, SCHEMA)

    assert not report.valid and not report.limit_reached
    assert report.summary.rows_valid == 3
    assert [error.line for error in report.errors] == [5, 7]
    assert rowgate.validate(io.BytesIO(b"a\n1\n")).valid


def test_validate_raises_unless_the_input_was_read_to_its_end(stub: Stub) -> None:
    with pytest.raises(rowgate.IncompleteRun) as caught:
        rowgate.validate(PEOPLE, SCHEMA, max_errors=0)
    assert caught.value.code == "too-many-errors"
    with pytest.raises(rowgate.Refused):
        rowgate.validate(io.BytesIO(b""))
    stub(['{"errors":[],"valid":true,'], "exit 0")
    with pytest.raises(rowgate.IncompleteRun):
        rowgate.validate(PEOPLE)


def test_infer_gives_a_schema_that_transform_takes() -> None:
    resource = rowgate.infer(PEOPLE, whole=True)

    assert resource["schema"]["fields"][2] == {"name": "joined", "type": "date"}
    assert len(list(rowgate.transform(PEOPLE, resource))) == 5
    with pytest.raises(rowgate.Refused) as caught:
        rowgate.infer(io.BytesIO(b""))
    assert caught.value.code == "empty-input"


@pytest.mark.parametrize("command", [[SCRIPT], [sys.executable, "-m", "rowgate"]])
def test_the_console_script_is_the_program(command: list[str], tmp_path: Path) -> None:
    ran = subprocess.run(
        [*command, "transform", f"--schema={SCHEMA}"],
        input=PEOPLE.read_bytes(),
        capture_output=True,
        cwd=tmp_path,
    )
    assert ran.returncode == 1
    assert ran.stdout.endswith(b"\n") and ran.stdout.count(b"\n") == 6
    assert subprocess.run([*command, "--versio"], capture_output=True, cwd=tmp_path).returncode == 2


def test_versions_are_the_same() -> None:
    said = subprocess.run([SCRIPT, "--version"], capture_output=True, text=True).stdout
    assert said.split()[1].replace("-SNAPSHOT", ".dev0") == rowgate.__version__
