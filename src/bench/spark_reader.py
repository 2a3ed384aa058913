#!/usr/bin/env python3
"""spark_reader.py: two damaged CSV files through Spark's own reader and through Rowgate's data source.

    python3 -m venv target/spark && target/spark/bin/pip install 'pyspark==4.2.1' 'pandas<3' pyarrow
    target/spark/bin/pip install --no-deps target/python/rowgate-*.whl
    target/spark/bin/python src/bench/spark_reader.py

Makes the files itself, always the same bytes: `lost-quotes.csv` has 111,666 records, of which 47 begin a
quoted cell and don't end it; `line-ends.csv` has 32,256 records, and line ends in three of five notes. Prints
a table in Markdown. Needs a Java for Spark. Exits with 1 if Rowgate doesn't account for every record.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

FIELDS = [
    {"name": "id", "type": "integer", "constraints": {"minimum": 0, "maximum": 999_999_999}},
    {"name": "name", "type": "string"},
    {"name": "note", "type": "string"},
    {"name": "joined", "type": "date"},
    {"name": "rate", "type": "number"},
]
HEADER = "id,name,note,joined,rate\n"
LOST, LOST_RECORDS = 47, 111_666
LINES_RECORDS = 32_256


def record(number: int, note: str) -> str:
    date = f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return f"{number},name {number % 997},{note},{date},{number % 100}.{number % 90 + 10}\n"


def lost_quotes(file: Path) -> None:
    every = LOST_RECORDS // LOST
    with file.open("w") as csv:
        csv.write(HEADER)
        for number in range(1, LOST_RECORDS + 1):
            lost = number % every == every // 2 and number // every < LOST
            csv.write(record(number, '"a note' if lost else "a note"))


def line_ends(file: Path) -> None:
    with file.open("w") as csv:
        csv.write(HEADER)
        for number in range(1, LINES_RECORDS + 1):
            lines = number % 5 * 2 if number % 5 > 1 else 0
            text = "\n".join(f"line {line} of a longer note" for line in range(lines))
            csv.write(record(number, f'"{text}"' if lines else "a note"))


def main() -> int:
    from pyspark.sql import SparkSession
    from rowgate.spark import RowgateSource, account

    folder = Path(tempfile.mkdtemp(prefix="rowgate-bench-"))
    schema = folder / "schema.json"
    schema.write_text(json.dumps({"fields": FIELDS}))
    files = {"lost quotes": folder / "lost-quotes.csv", "line ends in cells": folder / "line-ends.csv"}
    lost_quotes(files["lost quotes"])
    line_ends(files["line ends in cells"])

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    spark.dataSource.register(RowgateSource)

    def of_spark(file: Path, multi_line: bool, mode: str) -> str:
        reader = spark.read.schema("id BIGINT, name STRING, note STRING, joined DATE, rate DECIMAL(38,18), bad STRING")
        df = (
            reader.option("header", "true").option("escape", '"').option("enforceSchema", "false")
            .option("columnNameOfCorruptRecord", "bad")
            .option("multiLine", str(multi_line).lower()).option("mode", mode).csv(str(file))
        ).cache()
        rows, bad = df.count(), df.where("bad IS NOT NULL").count()
        df.unpersist()
        return f"{rows:,} rows, {bad:,} of them corrupt" if mode == "PERMISSIVE" else f"{rows:,} rows"

    print(f"Spark {spark.version}\n")
    print("| | records | `multiLine=false`, the default | the same, `DROPMALFORMED` | `multiLine=true` | Rowgate |")
    print("|---|---|---|---|---|---|")
    right = True
    for (name, file), records in zip(files.items(), (LOST_RECORDS, LINES_RECORDS)):
        df = spark.read.format("rowgate").option("schemaFile", str(schema)).load(str(file))
        ours = account(df)
        right &= ours.whole and ours.records_read == records
        print(
            f"| {name} | {records:,} | {of_spark(file, False, 'PERMISSIVE')}"
            f" | {of_spark(file, False, 'DROPMALFORMED')} | {of_spark(file, True, 'PERMISSIVE')}"
            f" | {ours.rows:,} rows, {ours.rejects:,} rejected |"
        )
    spark.stop()
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
