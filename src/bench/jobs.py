#!/usr/bin/env python3
"""Compares one large file and 16 files, converted by one and by two threads, with other tools on the same machine.

    src/bench/jobs.py [--megabytes 1000] [--rounds 5] [--only rowgate,duckdb,miller,xan,qsv]

Each round runs every tool once, in turn, so that other load on the machine meets all of them. The
table has the median of the rounds and the ratio of Rowgate's one thread to it (more is faster), and
the load average at the start of each round is on stderr. A tool that isn't installed is left out.
Only Rowgate checks types and accounts for each record; the others convert what they read to JSON
lines (DuckDB with the types given, xan and qsv as text).
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COLUMNS = {
    "id": ("integer", "BIGINT"),
    "name": ("string", "VARCHAR"),
    "age": ("integer", "BIGINT"),
    "score": ("number", "DOUBLE"),
    "joined": ("date", "DATE"),
    "active": ("boolean", "BOOLEAN"),
    "email": ("string", "VARCHAR"),
    "note": ("string", "VARCHAR"),
    "country": ("string", "VARCHAR"),
    "number": ("integer", "BIGINT"),
}


def records(count: int) -> bytes:
    random.seed(1)
    notes = ["ok", '"said ""hi"", left"', "plain text here", '"two\nlines, here"', '"quoted, text"', "x" * 20]
    lines = []
    for i in range(count):
        lines.append(
            f"{i},{random.choice(['Ada', 'Grace', 'Linus', 'Ève'])} {random.randint(1, 9999)},"
            f"{random.randint(1, 99)},{random.uniform(0, 1000):.2f},"
            f"2024-{random.randint(1, 12):02d}-{random.randint(1, 28):02d},{random.choice(['true', 'false'])},"
            f"user{i}@example.com,{random.choice(notes)},{random.choice(['DE', 'FR', 'AT'])},"
            f"{random.randint(0, 10**9)}\n"
        )
    return "".join(lines).encode()


def write(path: Path, megabytes: int) -> None:
    body = records(40_000)
    with path.open("wb") as file:
        file.write(",".join(COLUMNS).encode() + b"\n")
        for _ in range(max(1, megabytes * 1_000_000 // len(body))):
            file.write(body)


def schema(path: Path) -> None:
    fields = ", ".join(f'{{"name": "{name}", "type": "{kind}"}}' for name, (kind, _) in COLUMNS.items())
    path.write_text(f'{{"fields": [{fields}]}}')


def duckdb(python: str, threads: int, pattern: str, out: Path) -> list[str]:
    types = ", ".join(f"'{name}': '{kind}'" for name, (_, kind) in COLUMNS.items())
    statement = (
        f"SET threads={threads}; COPY (SELECT * FROM read_csv('{pattern}', header=true, quote='\"', "
        f"columns={{{types}}})) TO '{out}' (FORMAT json)"
    )
    return [python, "-c", f"import duckdb; duckdb.sql({statement!r})"]


def commands(rowgate: str, python: str, work: Path) -> dict[str, dict[str, list[str] | str]]:
    """The commands by input, then by name; a text is for a shell."""
    one, many, fields = work / "one.csv", work / "many", work / "schema.json"
    out = work / "out"
    flags = ["--schema", str(fields)]
    found = {"one file": {}, "16 files": {}}
    for jobs in 1, 2:
        name = f"rowgate --jobs {jobs}"
        start = [rowgate, "transform", *flags, "--jobs", str(jobs)]
        found["one file"][name] = [*start, "-o", f"{out}/one.ndjson", str(one)]
        found["16 files"][name] = [*start, "-o", f"{out}/", str(many)]
        found["one file"][f"duckdb, {jobs} threads"] = duckdb(python, jobs, str(one), out / "d.ndjson")
        found["16 files"][f"duckdb, {jobs} threads"] = duckdb(python, jobs, f"{many}/*.csv", out / "d.ndjson")
    found["one file"]["miller"] = f"mlr --icsv --ojsonl cat {one} > {out}/m.ndjson"
    found["16 files"]["miller"] = f"mlr --icsv --ojsonl cat {many}/*.csv > {out}/m.ndjson"
    found["16 files"]["miller, xargs -P 2"] = (
        f"ls {many}/*.csv | xargs -P 2 -I F sh -c 'mlr --icsv --ojsonl cat F > {out}/$(basename F).m'"
    )
    found["one file"]["xan"] = f"xan to ndjson {one} > {out}/x.ndjson"
    found["16 files"]["xan, xargs -P 2"] = (
        f"ls {many}/*.csv | xargs -P 2 -I F sh -c 'xan to ndjson F > {out}/$(basename F).x'"
    )
    found["one file"]["qsv"] = f"qsv tojsonl {one} > {out}/q.ndjson"
    found["16 files"]["qsv, xargs -P 2"] = (
        f"ls {many}/*.csv | xargs -P 2 -I F sh -c 'qsv tojsonl F > {out}/$(basename F).q'"
    )
    return found


def is_there(name: str, python: str) -> bool:
    tool = name.split()[0].strip(",")
    if tool == "duckdb":
        return subprocess.run([python, "-c", "import duckdb"], capture_output=True).returncode == 0
    return tool == "rowgate" or shutil.which({"miller": "mlr"}.get(tool, tool)) is not None


def seconds(command: list[str] | str) -> float:
    start = time.monotonic()
    subprocess.run(command, shell=isinstance(command, str), check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rowgate", default="target/rowgate")
    parser.add_argument("--python", default=sys.executable, help="one that has duckdb")
    parser.add_argument("--only", default="", help="tools, with commas between them")
    asked = parser.parse_args()
    only = [tool for tool in asked.only.split(",") if tool]
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        (work / "many").mkdir()
        (work / "out").mkdir()
        write(work / "one.csv", asked.megabytes)
        for i in range(16):
            write(work / "many" / f"{i:02d}.csv", asked.megabytes // 16)
        schema(work / "schema.json")
        for title, found in commands(asked.rowgate, asked.python, work).items():
            chosen = {
                name: command
                for name, command in found.items()
                if is_there(name, asked.python) and (not only or name.split()[0].strip(",") in only)
            }
            times: dict[str, list[float]] = {name: [] for name in chosen}
            for number in range(asked.rounds):
                print(f"{title}, round {number + 1}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
                for name, command in chosen.items():
                    times[name].append(seconds(command))
            base = statistics.median(times["rowgate --jobs 1"]) if "rowgate --jobs 1" in times else None
            print(f"\n| {title}, {asked.megabytes} MB | seconds | minimum | ratio |\n|---|---|---|---|")
            for name, each in times.items():
                median = statistics.median(each)
                ratio = f"{base / median:.2f}" if base else ""
                print(f"| {name} | {median:.2f} | {min(each):.2f} | {ratio} |")


if __name__ == "__main__":
    main()
