"""CSV into typed rows by Spark, with an account of every record:

spark-submit rowgate_job.py --schema people.json --in 'data/*.csv' --out rows --rejects rejects --account account.json

Writes the rows and the rejected records as tables, reads them back, and compares them with the summaries
of the files. The exit code is that of the command line: 0 if all records are valid, 1 if some were
rejected, 2 for wrong usage or a wrong schema, 3 for a broken input, 4 for a file that can't be read or
written, 70 for anything else. Only with 0 and 1 is everything whole.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from typing import Any, NoReturn, Sequence

from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from rowgate import spark as rowgate

_EXIT = re.compile(r"\(exit code (-?\d+)\)")
#: what else ends a job, by the words of Spark or Python
_CAUSES = (
    (2, "ValueError: (?:there is no option|option |the schema has)"),
    (3, "ValueError"),
    (4, "FileNotFoundError|PermissionError|PATH_ALREADY_EXISTS|already exists|No space left|OSError"),
)


def main(arguments: Sequence[str]) -> int:
    args = _parser().parse_args(arguments)
    spark = SparkSession.builder.appName("rowgate").getOrCreate()
    try:
        account = _run(spark, args)
    except rowgate.NotWhole as failure:
        print(f"rowgate: {failure}", file=sys.stderr)
        _write(args.account, {"complete": False, "faults": list(failure.account.faults)})
        return 70
    except Exception as failure:  # of Spark, with the words of the exception in a task
        code, message = _told(str(failure), type(failure).__name__)
        print(f"rowgate: {message}", file=sys.stderr)
        _write(args.account, {"complete": False, "faults": [message]})
        return code
    _write(args.account, account)
    return 1 if account["rowsRejected"] else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rowgate_job.py", description=__doc__.partition("\n")[0])
    parser.add_argument("--schema", required=True, metavar="FILE", help="Table Schema of all files")
    parser.add_argument(
        "--in", required=True, nargs="+", dest="paths", metavar="PATH", help="files, directories, globs"
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="where the rows go")
    parser.add_argument("--rejects", required=True, metavar="DIR", help="where rejected records go")
    parser.add_argument("--account", required=True, metavar="FILE", help="where the account goes")
    parser.add_argument("--format", default="parquet", help="of the tables; default: parquet")
    parser.add_argument("--overwrite", action="store_true", help="replace the tables of an older run")
    parser.add_argument(
        "--option",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an option of the data source, such as delimiter=; or numbers=text",
    )
    return parser


def _run(spark: SparkSession, args: argparse.Namespace) -> dict[str, Any]:
    options = dict(option.partition("=")[::2] for option in args.option)
    spark.dataSource.register(rowgate.RowgateSource)
    reader = spark.read.format("rowgate").option("schemaFile", args.schema).options(**options)
    # Read once for three uses. Should a part of it be lost, it is read again: the account is of what
    # was written, so it would show a difference.
    df = reader.option("paths", json.dumps(args.paths)).load()
    df = df.persist(StorageLevel.DISK_ONLY)
    rows = _written(spark, args, rowgate.rows(df), args.out)
    rejects = _written(spark, args, rowgate.rejects(df), args.rejects)
    summaries = rowgate.summaries(df)
    account = rowgate.account(rows, rejects, summaries)
    files = [row.asDict(recursive=True) for row in summaries.orderBy("_file", "partFrom").collect()]
    df.unpersist()
    return {
        "complete": True,
        "files": account.files_asked,
        "filesWhole": account.files_whole,
        "recordsRead": account.records_read,
        "rowsWritten": account.rows,
        "rowsRejected": account.rejects,
        "bytesRead": sum(file["bytesRead"] for file in files),
        "summaries": [
            {"file": file.pop("_file"), **{k: v for k, v in file.items() if k not in _OF_THE_READING}}
            for file in files
        ],
    }


_OF_THE_READING = ("read", "filesAsked")


def _written(spark: SparkSession, args: argparse.Namespace, df: DataFrame, path: str) -> DataFrame:
    """The table as it was written."""
    mode = "overwrite" if args.overwrite else "error"
    df.write.format(args.format).mode(mode).save(path)
    return spark.read.format(args.format).schema(df.schema).load(path)


def _told(text: str, kind: str) -> tuple[int, str]:
    """The exit code of a failure, and its message without Spark's traces."""
    lines = text.splitlines()
    if exit_code := _EXIT.search(text):
        message = next(line for line in lines if exit_code[0] in line)
        code = int(exit_code[1])
        return (128 - code if code < 0 else code), re.sub(r"^\S*(?:Error|Run|Refused|Schema): ", "", message)
    for code, cause in _CAUSES:
        if re.search(cause, text) or re.search(cause, kind):
            return code, next((line for line in lines if re.search(cause, line)), text)
    return 70, text


def _write(path: str, account: dict[str, Any]) -> None:
    data = json.dumps(account, ensure_ascii=False, indent=1).encode() + b"\n"
    if "://" in path:
        from pyarrow import fs

        store, name = fs.FileSystem.from_uri(path)
        with store.open_output_stream(name) as stream:
            stream.write(data)
        return
    with open(path + ".tmp", "wb") as file:
        file.write(data)
    os.replace(path + ".tmp", path)


def run() -> NoReturn:
    # Spark's threads may hold a process that has an exit code other than 0.
    code = main(sys.argv[1:])
    if session := SparkSession.getActiveSession():
        session.stop()
    sys.exit(code)


if __name__ == "__main__":
    run()
