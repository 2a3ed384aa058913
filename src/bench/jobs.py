#!/usr/bin/env python3
"""Compares one large file and 16 files, converted by one and by two threads, with other tools on the same machine.

    src/bench/jobs.py [--megabytes 1000] [--rounds 5] [--only rowgate,duckdb,miller,xan,qsv]

Each round runs every tool once, in turn, so that other load on the machine meets all of them. On
stdout is Markdown for src/docs/past-one-machine.md: a line about the machine and the versions, and a
table of medians, with minimum and maximum, and how many times as fast as Rowgate's one thread each is.
The load average at the start of each round is on stderr. A tool that isn't installed is left out.
Only Rowgate checks types and accounts for each record; the others convert what they read to JSON
lines (DuckDB with the types given, xan and qsv as text).
"""

import argparse
import datetime
import os
import platform
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
    found: dict[str, dict[str, list[str] | str]] = {"one file": {}, "16 files": {}}
    for jobs in 1, 2:
        name = f"rowgate --jobs {jobs}"
        start = [rowgate, "transform", *flags, "--jobs", str(jobs)]
        found["one file"][name] = [*start, "-o", f"{out}/one.ndjson", str(one)]
        found["16 files"][name] = [*start, "-o", f"{out}/", str(many)]
        threads = f"duckdb, {jobs} thread" + "s" * (jobs > 1)
        found["one file"][threads] = duckdb(python, jobs, str(one), out / "d.ndjson")
        found["16 files"][threads] = duckdb(python, jobs, f"{many}/*.csv", out / "d.ndjson")
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
    # DuckDB draws its progress on stdout.
    quiet = subprocess.DEVNULL
    subprocess.run(command, shell=isinstance(command, str), check=True, stdout=quiet, stderr=quiet)
    return time.monotonic() - start


def output(*command: str) -> str:
    """The first line that a command prints; empty if there is no such command."""
    try:
        ran = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return ""
    return (ran.stdout + ran.stderr).partition("\n")[0].strip()


def machine(rowgate: str, python: str) -> str:
    """The date, the machine, and the versions of the tools that are there."""
    info = Path("/proc/cpuinfo").read_text()
    model = next((line.partition(":")[2].strip() for line in info.splitlines() if "model name" in line), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    versions = [
        output(rowgate, "--version"),
        output(python, "-c", "import duckdb; print('duckdb', duckdb.__version__)"),
        output("mlr", "--version"),
        output("xan", "--version"),
        output("qsv", "--version").partition("-")[0],
    ]
    there = [text for text in versions if text and not text.startswith("Traceback")]
    return (
        f"{datetime.date.today()}, {os.cpu_count()} cores, {model or platform.machine()}, {memory:.0f} GB, "
        f"Linux {platform.release().partition('-')[0]}; {', '.join(there)}"
    )


def table(results: dict[str, dict[str, list[float]]], megabytes: int) -> str:
    """The results as a table of Markdown: a line for each tool, two columns for each kind of input."""
    base = {
        title: statistics.median(times["rowgate --jobs 1"]) if "rowgate --jobs 1" in times else None
        for title, times in results.items()
    }
    heads = {"one file": f"one file, {megabytes} MB", "16 files": f"16 files, {megabytes // 16} MB each"}
    lines = [
        "| | " + " | ".join(f"{heads[title]}: s | times as fast" for title in results) + " |",
        "|---|" + "---:|---:|" * len(results),
    ]
    names = dict.fromkeys(name for times in results.values() for name in times)
    for name in names:
        cells = []
        for title, times in results.items():
            each = times.get(name)
            if each is None:
                cells += ["", ""]
                continue
            median = statistics.median(each)
            cells.append(f"{median:.2f} ({min(each):.2f}–{max(each):.2f})")
            first = base[title]
            cells.append(f"{first / median:.2f}" if first else "")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rowgate", default="target/rowgate")
    parser.add_argument("--python", default=sys.executable, help="one that has duckdb")
    parser.add_argument("--only", default="", help="tools, with commas between them")
    asked = parser.parse_args()
    only = [tool for tool in asked.only.split(",") if tool]
    results: dict[str, dict[str, list[float]]] = {}
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
            times = results[title] = {name: [] for name in chosen}
            for number in range(asked.rounds):
                print(f"{title}, round {number + 1}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
                for name, command in chosen.items():
                    times[name].append(seconds(command))
    rounds = "one round" if asked.rounds == 1 else f"medians of {asked.rounds} rounds, with minimum and maximum"
    print(f"{machine(asked.rowgate, asked.python)}; {rounds}:\n")
    print(table(results, asked.megabytes))


if __name__ == "__main__":
    main()
