#!/usr/bin/env python3
"""Validates the same file with Rowgate and with the `frictionless` package, compares which cells
each of them flags, and prints both and the ratio of the times as Markdown.

Usage: PYTHON src/bench/frictionless.py [--rows 100000] [--rounds 3] [--warm 20] [--rowgate target/rowgate]

PYTHON has the package (`pip install frictionless`), else the script says so and exits with 2.

The file has a column for each of the usual types and constraints. One record in twenty is wrong in
one cell, chosen by a seed; one in a hundred has a cell too few or too many. Behind them stand cells
on which two readers of the standard may differ, once each. Rowgate's time is that of its process,
start included, and beside it that of a server which has had the file as often as --warm says (Linux
only; 0 for none). Frictionless's is that of `validate` alone, without the import of the package.
Exits with 1 if they differ on a record that isn't one of those.
"""

import argparse
import datetime
import importlib.metadata
import json
import os
import pathlib
import platform
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

# This file has the package's name, and would be found before it.
sys.path = [p for p in sys.path if pathlib.Path(p or ".").resolve() != pathlib.Path(__file__).resolve().parent]

try:
    from frictionless import Resource, Schema
except ImportError:
    print("this Python has no frictionless: pip install frictionless", file=sys.stderr)
    sys.exit(2)

ROOT = pathlib.Path(__file__).resolve().parents[2]

SCHEMA = {
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"required": True, "unique": True}},
        {"name": "name", "type": "string", "constraints": {"required": True, "minLength": 2, "maxLength": 20}},
        {"name": "age", "type": "integer", "constraints": {"minimum": 0, "maximum": 120}},
        {"name": "rate", "type": "number"},
        {"name": "active", "type": "boolean"},
        {"name": "joined", "type": "date"},
        {"name": "seen", "type": "datetime"},
        {"name": "colour", "type": "string", "constraints": {"enum": ["red", "green", "blue"]}},
        {"name": "code", "type": "string", "constraints": {"pattern": "[A-Z]{2}[0-9]{4}"}},
        {"name": "mail", "type": "string", "format": "email"},
    ]
}
NAMES = [field["name"] for field in SCHEMA["fields"]]

WRONG = {
    "id": ["", "x7", "1.5"],
    "name": ["", "A", "A name of more than twenty characters"],
    "age": ["-1", "121", "old", "3.5"],
    "rate": ["much", "1,5", "1.2.3"],
    "active": ["yes", "no", "maybe"],
    "joined": ["2024-02-30", "01/02/2024", "yesterday"],
    "seen": ["2024-01-01", "noon", "2024-13-01T00:00:00Z"],
    "colour": ["pink", "Red"],
    "code": ["AB123", "ab1234", "AB12345"],
    "mail": ["ada", "ada@", "@example.org"],
}

# One record each, and nothing else is wrong with it.
DOUBTFUL = [
    ("age", "+5"), ("age", "007"), ("age", " 36"), ("age", "1_0"), ("age", "٣"),
    ("rate", "1_0"), ("rate", "NaN"), ("rate", "nan"), ("rate", "INF"), ("rate", "inf"),
    ("rate", "Infinity"), ("rate", "1e3"), ("rate", ".5"), ("rate", "5."), ("rate", " 1"),
    ("active", "1"), ("active", "True"), ("active", "tRUE"),
    ("joined", " 2024-01-01"), ("joined", "2024-1-1"), ("joined", "20240101"), ("joined", "0000-01-01"),
    ("seen", "2024-01-01T10:00"), ("seen", "2024-01-01 10:00:00"), ("seen", "2024-01-01T10:00:00+02:00"),
    ("seen", "2024-01-01T24:00:00Z"), ("seen", "2024-01-01T10:00:60Z"),
    ("name", "  "), ("name", "👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀"),
    ("code", "AB1234\n"), ("mail", "ada@localhost"), ("mail", '"ada l"@example.org'), ("mail", "ädä@example.org"),
]


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in '",\n\r') else cell


def good(random, number):
    return [
        str(number), random.choice(["Ada Lovelace", "Zoë Müller", "李娜", "Grace"]), str(random.randrange(121)),
        f"{random.randrange(100000) / 100:.2f}", random.choice(["true", "false"]),
        f"20{random.randrange(10, 25)}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}",
        f"2024-03-{random.randrange(1, 29):02}T{random.randrange(24):02}:00:00Z",
        random.choice(["red", "green", "blue"]), f"AB{random.randrange(10000):04}", f"user{number}@example.org",
    ]


def write(file, rows, seed):
    """@return the doubtful cells by the number of their record"""
    draw = random.Random(seed)
    doubtful = {}
    with open(file, "w", encoding="utf-8", newline="") as out:
        out.write(",".join(NAMES) + "\n")
        for number in range(1, rows + 1):
            cells = good(draw, number)
            if number % 100 == 50:
                cells = cells[:-1] if draw.random() < 0.5 else cells + ["more"]
            elif number % 1000 == 999:
                cells[0] = str(number - 900)
            elif number % 20 == 7:
                column = draw.choice(NAMES)
                cells[NAMES.index(column)] = draw.choice(WRONG[column])
            out.write(",".join(map(quoted, cells)) + "\n")
        for number, (column, cell) in enumerate(DOUBTFUL, rows + 1):
            cells = good(draw, number)
            cells[NAMES.index(column)] = cell
            doubtful[number] = (column, cell)
            out.write(",".join(map(quoted, cells)) + "\n")
    return doubtful


def by_rowgate(rowgate, schema, file):
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [rowgate, "transform", "--errors=only", "--schema", schema, file], stdout=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (time.perf_counter() - began,
             after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    if done.returncode not in (0, 1):
        sys.exit(f"rowgate exits with {done.returncode}")
    found = {}
    for line in done.stdout.splitlines():
        error = json.loads(line).get("_error")
        if error:
            found[error["record"]] = {(p["code"], p.get("columnNumber", 0)) for p in error["problems"]}
    return spent, found


def by_warm_server(rowgate, schemas, file, times):
    """The last of so many times: the program is compiled while it runs."""
    server = subprocess.Popen([rowgate, "serve", "--port", "0", "--schemas", schemas],
                              stderr=subprocess.PIPE, text=True)
    try:
        url = next(found[1] for found in (re.search(r"listening on (http:[^ \"]*)", line) for line in server.stderr) if found)
        for _ in range(times):
            began, before = time.perf_counter(), of_processor(server.pid)
            with open(file, "rb") as body:
                urllib.request.urlopen(urllib.request.Request(
                    url + "/v1/validate?schema=people", body,
                    {"Content-Type": "text/csv", "Content-Length": str(file.stat().st_size)})).read()
            spent = time.perf_counter() - began, of_processor(server.pid) - before
    finally:
        server.terminate()
        server.communicate()
    return spent


def of_processor(pid):
    ticks = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def by_frictionless(file):
    began, before = time.perf_counter(), time.process_time()
    people = Resource(path=file.name, basepath=str(file.parent), schema=Schema.from_descriptor(SCHEMA))
    report = people.validate(limit_errors=10**9)
    spent = time.perf_counter() - began, time.process_time() - before
    found = {}
    for row, number, code in report.flatten(["rowNumber", "fieldNumber", "type"]):
        # It counts the header as row 1.
        found.setdefault(row - 1, set()).add((code, number or 0))
    return spent, found


def shown(flags):
    return ", ".join(sorted(f"{code} in {NAMES[n - 1] if 0 < n <= len(NAMES) else n}" for code, n in flags)) or "good"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--warm", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rowgate", default=str(ROOT / "target/rowgate"))
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, schema = pathlib.Path(folder, "people.csv"), pathlib.Path(folder, "people.json")
        schema.write_text(json.dumps(SCHEMA))
        doubtful = write(file, given.rows, given.seed)
        ours, theirs = [], []
        for _ in range(given.rounds):
            spent, rowgate = by_rowgate(given.rowgate, schema, file)
            ours.append(spent)
            spent, frictionless = by_frictionless(file)
            theirs.append(spent)
        size = file.stat().st_size
        warm = by_warm_server(given.rowgate, folder, file, given.warm) if given.warm else None
    differ = {r for r in rowgate.keys() | frictionless.keys() if rowgate.get(r) != frictionless.get(r)}
    strange = sorted(differ - doubtful.keys())
    wall, cpu = zip(*([statistics.median(kind) for kind in zip(*who)] for who in (ours, theirs)))
    print(f"# Rowgate and frictionless, {datetime.date.today()}\n")
    print(f"{given.rows + len(DOUBTFUL):,} records, {size / 1e6:.1f} MB, ten columns; medians of {given.rounds} rounds in turn.")
    print(f"frictionless {importlib.metadata.version('frictionless')} on Python {platform.python_version()};"
          f" {os.cpu_count()} cores.\n")
    print("| who | seconds | of a processor | records flagged |\n|---|---|---|---|")
    print(f"| rowgate, its whole process | {wall[0]:.2f} | {cpu[0]:.2f} | {len(rowgate):,} |")
    if warm:
        print(f"| rowgate, a server that has had the file {given.warm - 1} times | {warm[0]:.2f} | {warm[1]:.2f} | |")
    print(f"| frictionless, `validate` alone | {wall[1]:.2f} | {cpu[1]:.2f} | {len(frictionless):,} |\n")
    print(f"Ratio: **{wall[1] / wall[0]:.1f}**, of processor time **{cpu[1] / cpu[0]:.1f}**.\n")
    if warm:
        print(f"Of the server: **{wall[1] / warm[0]:.1f}**, of processor time **{cpu[1] / warm[1]:.1f}**.\n")
    print(f"Records flagged by both with the same codes at the same cells: {len(rowgate.keys() - differ):,}.")
    print(f"Differences outside of the doubtful cells: {len(strange):,}.\n")
    for record in strange[:20]:
        print(f"- record {record}: rowgate {shown(rowgate.get(record, ()))};"
              f" frictionless {shown(frictionless.get(record, ()))}")
    print("\n| doubtful cell | rowgate | frictionless |\n|---|---|---|")
    for record, (column, cell) in doubtful.items():
        if record in differ:
            value = json.dumps(cell, ensure_ascii=False).replace("|", "\\|")
            print(f"| `{value}` in {column} | {shown(rowgate.get(record, ()))} | {shown(frictionless.get(record, ()))} |")
    same = [json.dumps(c, ensure_ascii=False) + " in " + n for r, (n, c) in doubtful.items() if r not in differ]
    print(f"\nBoth alike: {'; '.join(same)}.")
    sys.exit(1 if strange else 0)


if __name__ == "__main__":
    main()
