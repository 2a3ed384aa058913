"""Tried on a machine without Java and without pytest: see clean-machine.sh."""

from __future__ import annotations

import io

import rowgate

entries = list(rowgate.transform("people.csv", schema="people.json"))
assert len(entries) == 5 and sum(isinstance(entry, rowgate.Reject) for entry in entries) == 2
assert rowgate.validate(io.BytesIO(b"a\n1\n")).valid
assert rowgate.infer("people.csv")["schema"]["fields"]
try:
    list(rowgate.transform(io.BytesIO(b"\x1f\x8b\x08\x00")))
except rowgate.IncompleteRun:
    print("the wheel works")
else:
    raise SystemExit("a cut gzip passed for whole")
