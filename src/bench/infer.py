#!/usr/bin/env python3
"""Compares what tools infer about small CSV files with what a person would say.

    python3 -m venv target/infer && target/infer/bin/pip install duckdb clevercsv frictionless
    target/infer/bin/python src/bench/infer.py [--rowgate target/rowgate] [--misses TOOL]

The files are the labelled corpus in src/test/resources/infer. For each tool the table has the part of
the files whose delimiter, quote and escape, header and types it finds. A tool that has no such answer
has a dash. A type counts as right if it is of the right kind: text, integer, number, boolean, date,
datetime or time. A tool that fails on a file has it wrong.
"""

import argparse
import csv
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

# Next to this file is another one of the name of a package that is needed here.
sys.path[:] = [entry for entry in sys.path if pathlib.Path(entry or ".").resolve() != pathlib.Path(__file__).resolve().parent]

CORPUS = pathlib.Path(__file__).resolve().parents[1] / "test/resources/infer"
ASPECTS = ("delimiter", "quote", "header", "types")

ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
QUOTES = {"none": ""}
# Java's names of charsets that Python has under another one.
CHARSETS = {"windows-31j": "cp932", "x-windows-949": "cp949", "x-windows-950": "cp950", "windows-874": "cp874",
            "x-macroman": "mac_roman"}
NAMES = {"tab": "\t", "space": " "}
KINDS = {
    "uuid": "string", "email": "string", "yearmonth": "string", "duration": "string",
    "object": "string", "array": "string", "any": "string", "year": "integer", "geopoint": "string",
}


def unescaped(text):
    def one(match):
        if match[1][0] == "u":
            return chr(int(match[1][1:], 16))
        return ESCAPES.get(match[1], match[1])

    plain = re.sub(r"\\(u[0-9A-Fa-f]{4}|.)", one, text)
    # Two halves of one character.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16")


def content(case):
    charset = case.get("charset", "UTF-8")
    charset = CHARSETS.get(charset.lower(), charset)
    parts = re.split(r"(?<!\\)\\x([0-9A-F]{2})", case["input"])
    data = b""
    for i, part in enumerate(parts):
        data += bytes([int(part, 16)]) if i % 2 else unescaped(part).encode(charset)
    last = data[data.rstrip(b"\n").rfind(b"\n") + 1:]
    return data + last * (int(case.get("repeat", "1")) - 1)


def corpus():
    for topic in sorted(CORPUS.glob("*.txt")):
        case = None
        for line in topic.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                if case:
                    yield case
                case = {"name": topic.stem + "/" + line[3:]}
            elif line:
                name, _, value = line.partition(":")
                case[name] = value.lstrip()
        yield case


def expected(case):
    kinds = []
    for field in case["fields"].split(" | "):
        kind = field.rpartition("=")[2] if ":" not in field else field.partition("=")[2].split(":")[0]
        kind = re.sub(r".*=", "", kind)
        kinds.append(KINDS.get(kind, kind))
    delimiter = unescaped(case.get("delimiter", ","))
    return {
        "delimiter": None if delimiter == "none" else NAMES.get(delimiter, delimiter),
        "quote": (QUOTES.get(case.get("quote"), case.get("quote", '"')), unescaped(case.get("escape", ""))),
        "header": case.get("rows", "1") != "none",
        "types": kinds,
    }


def with_rowgate(path, data, options):
    answer = subprocess.run([options.rowgate, "infer", path], capture_output=True, check=True).stdout
    found = json.loads(answer)
    dialect = found["dialect"]
    return {
        "delimiter": dialect["delimiter"],
        "quote": (dialect["quoteChar"] or "", dialect.get("escapeChar", "")),
        "header": dialect["header"],
        "types": [KINDS.get(f["type"], f["type"]) for f in found["schema"]["fields"]],
        "columns": len(found["schema"]["fields"]),
    }


def with_duckdb(path, data, options):
    import duckdb

    kinds = {"VARCHAR": "string", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean",
             "DATE": "date", "TIME": "time", "TIMESTAMP": "datetime",
             "TIMESTAMP WITH TIME ZONE": "datetime"}
    relation = duckdb.sql("select Delimiter, Quote, Escape, HasHeader, Columns from sniff_csv('%s')"
                          % path.replace("'", "''"))
    delimiter, quote, escape, header, columns = relation.fetchall()[0]
    none = ("", "(empty)", "\0", None)
    return {
        "delimiter": delimiter,
        "quote": (quote if quote not in none else '"', "\\" if escape == "\\" else ""),
        "header": header,
        "types": [kinds.get(c["type"], c["type"]) for c in columns],
        "columns": len(columns),
    }


def with_sniffer(path, data, options):
    text = data.decode("utf-8-sig", "replace")
    dialect = csv.Sniffer().sniff(text)
    return {
        "delimiter": dialect.delimiter,
        "quote": (dialect.quotechar or '"', dialect.escapechar or ""),
        "header": csv.Sniffer().has_header(text),
    }


def with_clevercsv(path, data, options):
    import clevercsv

    dialect = clevercsv.Sniffer().sniff(data.decode("utf-8-sig", "replace"))
    return {
        "delimiter": dialect.delimiter,
        "quote": (dialect.quotechar or '"', dialect.escapechar or ""),
    }


def with_frictionless(path, data, options):
    from frictionless import describe

    resource = describe(path, type="resource", format="csv")
    control = resource.dialect.get_control("csv")
    return {
        "delimiter": control.delimiter,
        "quote": (control.quote_char or '"', control.escape_char or ""),
        "header": resource.dialect.header,
        "types": [KINDS.get(f.type, f.type) for f in resource.schema.fields],
        "columns": len(resource.schema.fields),
    }


TOOLS = {
    "rowgate": with_rowgate,
    "duckdb sniff_csv": with_duckdb,
    "csv.Sniffer": with_sniffer,
    "clevercsv": with_clevercsv,
    "frictionless describe": with_frictionless,
}


def is_right(aspect, wanted, found):
    if aspect == "delimiter" and wanted[aspect] is None:
        # One column: whatever the delimiter is, it splits nothing.
        if "columns" in found:
            return found["columns"] == 1
        return found["delimiter"] in (None, "", ",", "\n", "\r")
    return wanted[aspect] == found[aspect]


def version(tool):
    package = {"duckdb sniff_csv": "duckdb", "frictionless describe": "frictionless"}.get(tool, tool)
    try:
        from importlib.metadata import version as of

        return " " + of(package)
    except Exception:
        return " of Python %d.%d" % sys.version_info[:2] if tool == "csv.Sniffer" else ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rowgate", default="target/rowgate")
    parser.add_argument("--misses", help="the tool whose misses are to be listed")
    options = parser.parse_args()
    cases = list(corpus())
    rows = []
    for tool, run in TOOLS.items():
        right = dict.fromkeys(ASPECTS, 0)
        has = set()
        failed = 0
        for case in cases:
            data = content(case)
            wanted = expected(case)
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "x.csv")
                pathlib.Path(path).write_bytes(data)
                try:
                    found = run(path, data, options)
                except Exception as why:
                    failed += 1
                    if options.misses == tool:
                        print(case["name"], type(why).__name__, str(why)[:100].replace("\n", " "))
                    continue
            for aspect in ASPECTS:
                if aspect in found:
                    has.add(aspect)
                    good = is_right(aspect, wanted, found)
                    right[aspect] += good
                    if options.misses == tool and not good:
                        print(case["name"], aspect, found[aspect], "not", wanted[aspect])
        rows.append([tool + version(tool)]
                    + ["%.1f" % (100 * right[a] / len(cases)) if a in has else "–" for a in ASPECTS]
                    + [str(failed)])
    print("%d files, %s, right in %%\n" % (len(cases), datetime.date.today()))
    print("| tool | delimiter | quote and escape | header | types | fails |")
    print("|---|---:|---:|---:|---:|---:|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
