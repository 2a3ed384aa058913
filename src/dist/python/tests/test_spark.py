"""`rowgate.spark` and the job.

On Sail, or on the Spark that ROWGATE_SPARK names: `local[2,2]`, `local-cluster[2,1,1024]`.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from conftest import PEOPLE, SCHEMA
from test_docs import programs

MASTER = os.environ.get("ROWGATE_SPARK", "sail")
pytest.importorskip("pysail" if MASTER == "sail" else "pyspark")

import rowgate  # noqa: E402
from pyspark.sql import DataFrame, SparkSession  # noqa: E402
from pyspark.sql import functions as F  # noqa: E402
from rowgate import spark as source  # noqa: E402
from rowgate._paths import find  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")
cluster = pytest.mark.skipif(not MASTER.startswith("local-cluster"), reason="needs local-cluster")
classic = pytest.mark.skipif(MASTER == "sail", reason="Sail doesn't repeat tasks")

KEYS = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}], "primaryKey": ["a"]}


@pytest.fixture(scope="session")
def java(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the program takes for its Java. Without a script `first` it runs the real one.

    With it, the first start of all runs the script instead.
    """
    home = tmp_path_factory.mktemp("java")
    (home / "bin").mkdir()
    (home / "release").write_text('JAVA_VERSION="25"\n')
    real = Path(rowgate.__file__).with_name("program") / "runtime" / "bin" / "java"
    (home / "bin" / "java").write_text(
        "#!/bin/sh\n"
        f"if mkdir '{home}/started' 2>/dev/null; then . '{home}/first'; fi\n"
        f"echo run >>'{home}/runs'\n"
        f"exec {real} $(cat '{home}/options') \"$@\"\n"
    )
    (home / "bin" / "java").chmod(0o755)
    (home / "started").mkdir()
    (home / "options").write_text("")
    return home


@pytest.fixture
def first_run(java: Path) -> Iterator[Callable[[str], None]]:
    """Takes what the next start of the program does instead of its work: a shell script."""

    def put(script: str) -> None:
        (java / "runs").write_text("")
        (java / "first").write_text(script)
        (java / "started").rmdir()

    yield put
    (java / "started").mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def spark(java: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    os.environ["ROWGATE_JAVA"] = str(java / "bin" / "java")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    if MASTER == "sail":
        from pysail.spark import SparkConnectServer

        server = SparkConnectServer("127.0.0.1", 0)
        server.start(background=True)
        _, port = server.listening_address
        os.environ["SPARK_REMOTE"] = f"sc://127.0.0.1:{port}"
        session = SparkSession.builder.remote(os.environ["SPARK_REMOTE"]).getOrCreate()
        yield session
        session.stop()
        server.stop()
        return
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.executorEnv.ROWGATE_JAVA": os.environ["ROWGATE_JAVA"],
        "spark.speculation": "true",
        "spark.speculation.interval": "100ms",
        "spark.speculation.quantile": "0.3",
        "spark.speculation.multiplier": "1.2",
        "spark.speculation.minTaskRuntime": "1s",
    }
    builder = SparkSession.builder.master(MASTER)
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture
def load(spark: SparkSession) -> Any:
    spark.dataSource.register(source.RowgateSource)

    def loaded(path: Any, schema: Path = SCHEMA, **options: str) -> DataFrame:
        reader = spark.read.format("rowgate").option("schemaFile", str(schema)).options(**options)
        if isinstance(path, list):
            return reader.option("paths", json.dumps(path)).load()
        return reader.load(str(path))

    return loaded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files: 15 records, 9 of them valid."""
    made = tmp_path / "in"
    (made / "deep").mkdir(parents=True)
    shutil.copy(PEOPLE, made / "a.csv")
    shutil.copy(PEOPLE, made / "deep" / "b.csv")
    (made / "c.csv.gz").write_bytes(gzip.compress(PEOPLE.read_bytes()))
    (made / "notes.txt").write_text("x")
    return made


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    file = tmp_path / "cut.csv.gz"
    lines = b"".join(b"%d,x\n" % n for n in range(100_000))
    file.write_bytes(gzip.compress(b"a,b\n" + lines)[:-1000])
    return file


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    file = tmp_path / "keys.json"
    file.write_text(json.dumps(KEYS))
    return file


def test_rows_rejects_and_summaries_are_those_of_the_command_line(load: Any, folder: Path) -> None:
    df = load(folder)

    assert df.columns == ["name", "age", "joined", "rate", "note", "_file", "_error", "_summary"]
    everything = df.collect()
    for file in ("a.csv", "deep/b.csv", "c.csv.gz"):
        path = str(folder / file)
        own = [row.asDict(recursive=True) for row in everything if row["_file"] == path]
        assert len(own) == 6
        for row, entry in zip(own, rowgate.transform(path, SCHEMA)):
            if isinstance(entry, rowgate.Reject):
                assert row["_error"]["byteOffset"] == entry.byte_offset
                assert row["_error"]["problems"][0]["code"] == entry.problems[0].code
                assert row["_error"]["raw"] == entry.raw
            else:
                assert row["_error"] is None and row["rate"] == entry["rate"]
                assert (row["name"], row["age"]) == (entry["name"], entry["age"])
        assert own[5]["_summary"]["recordsRead"] == 5
        assert own[5]["_summary"]["filesAsked"] == 3
        assert {"code": "type-error", "column": "age", "count": 1} in own[5]["_summary"]["problems"]
    assert source.account(df) == source.Account(3, 3, 15, 9, 6, ())
    # No column is needed for a record to be checked.
    assert df.select("name").where("_error IS NOT NULL").count() == 6


def test_the_account_is_of_what_was_written(
    spark: SparkSession, load: Any, folder: Path, tmp_path: Path
) -> None:
    load(folder).write.parquet(str(tmp_path / "out"))
    written = spark.read.parquet(str(tmp_path / "out"))

    assert source.account(written).records_read == 15
    a = str(folder / "a.csv")
    losses = {
        "a row": "name IS NULL OR name != '李娜'",
        "a reject": f"_error IS NULL OR _file != '{a}'",
        "a summary": f"_summary IS NULL OR _file != '{a}'",
        "a file": f"_file != '{a}'",
        "all": "_file IS NULL",
    }
    for what, kept in losses.items():
        with pytest.raises(source.NotWhole) as caught:
            source.account(written.where(kept))
        assert not caught.value.account.whole, what
    with pytest.raises(source.NotWhole, match="2 summaries"):
        source.account(written.unionByName(written))


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("{0}/a.csv", 1),
        ("{0}/*.csv", 1),
        ("{0}/**/*.csv*", 3),
        ("file://{0}/a.csv", 1),
        ("file://{0}", 3),
        ("file://{0}/*.csv*", 2),
        ("file://{0}/**/*.csv", 2),
    ],
)
def test_paths(folder: Path, path: str, files: int) -> None:
    found = find(path.format(folder))

    assert len(found) == files
    assert all(file.path.startswith(path[:4].format(folder)[:4]) for file in found)
    with pytest.raises(FileNotFoundError):
        find(path.format(folder).replace("csv", "tsv").replace(str(folder), "/none"))


def test_several_paths_and_a_store(load: Any, folder: Path) -> None:
    df = load([f"file://{folder}/a.csv", f"file://{folder}/c.csv.gz"])

    assert source.account(df) == source.Account(2, 2, 10, 6, 4, ())
    assert {row["_file"] for row in df.collect()} == {
        f"file://{folder}/a.csv",
        f"file://{folder}/c.csv.gz",
    }


def test_one_file_under_two_names_is_read_once(load: Any, folder: Path) -> None:
    df = load([f"{folder}/a.csv", f"{folder}/../{folder.name}/a.csv"])

    assert source.account(df) == source.Account(1, 1, 5, 3, 2, ())


def test_a_file_of_a_store_that_is_shorter_than_it_was_is_a_failure(folder: Path) -> None:
    [file] = find(f"file://{folder}/a.csv")
    with open(folder / "a.csv", "rb+") as shorter:
        shorter.truncate(100)
    with pytest.raises(OSError, match="100 bytes were read of 226"):
        list(rowgate.transform(file.source(), SCHEMA))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """2,000 records: line ends in cells, lost quotes, and wrong values up to the end."""
    file = tmp_path / "large.csv"
    records = {0: '{0},"two\nlines"\n', 41: 'old,x\n', 77: '{0},"lost\n'}
    usual = "{0},x\n"
    file.write_text("a,b\n" + "".join(records.get(n % 100 if n % 5 else 0, usual).format(n) for n in range(2_000)))
    return file


def test_a_large_file_is_read_in_parts(load: Any, large: Path, keys: Path, tmp_path: Path) -> None:
    schema = tmp_path / "plain.json"
    schema.write_text(json.dumps({"fields": KEYS["fields"]}))
    whole = load(large, schema, splitSize="0")
    parts = load(large, schema, splitSize="2KiB")

    assert whole.where("_summary IS NOT NULL").count() == 1
    ranges = [(row["partFrom"], row["partTo"]) for row in source.summaries(parts).collect()]
    assert len(ranges) > 5
    account = source.account(parts)
    assert account == source.account(whole)
    assert account.files_asked == 1 and account.rejects > 20
    assert sorted(source.rows(parts).collect()) == sorted(source.rows(whole).collect())
    places = ("record", "line", "byteOffset", "raw")
    assert sorted(source.rejects(parts).select(*places).collect()) == sorted(
        source.rejects(whole).select(*places).collect()
    )
    # With keys it is one task, and so is a file of the size of a part.
    assert load(large, keys, splitSize="2KiB").where("_summary IS NOT NULL").count() == 1
    assert load(large, schema, splitSize="1GiB").where("_summary IS NOT NULL").count() == 1


def test_parts_that_do_not_join_are_a_fault(
    spark: SparkSession, load: Any, large: Path, tmp_path: Path
) -> None:
    schema = tmp_path / "plain.json"
    schema.write_text(json.dumps({"fields": KEYS["fields"]}))
    load(large, schema, splitSize="4KiB").write.parquet(str(tmp_path / "out"))
    written = spark.read.parquet(str(tmp_path / "out"))
    account = source.account(written)
    tables = source.rows(written), source.rejects(written), source.summaries(written)
    assert source.account(*tables) == account

    second = "_summary IS NULL OR _summary.partFrom = 0 OR _summary.partTo > 9000"
    losses = {
        "is missing": written.where(second),
        "in two parts": written.unionByName(written.where("_summary.partFrom = 0")),
        "rows of": written.where("_summary IS NOT NULL OR _error IS NOT NULL OR a != 1999"),
    }
    for words, lost in losses.items():
        with pytest.raises(source.NotWhole, match=words if words != "rows of" else "records, but"):
            source.account(lost)


def test_summaries_of_a_version_without_parts_are_counted(
    spark: SparkSession, load: Any, folder: Path, tmp_path: Path
) -> None:
    df = load(folder)
    account = source.account(df)
    older = df.withColumn("_summary", F.col("_summary").dropFields("partFrom", "partTo", "fileBytes"))
    older.write.parquet(str(tmp_path / "out"))
    written = spark.read.parquet(str(tmp_path / "out"))
    assert "partFrom" not in source.summaries(written).columns
    assert source.account(written) == account
    assert source.account(source.rows(written), source.rejects(written), source.summaries(written)) == account


def test_a_file_that_changes_between_its_parts_is_a_failure(
    large: Path, tmp_path: Path
) -> None:
    options = {"schemaFile": str(tmp_path / "plain.json"), "path": str(large), "splitSize": "4KiB"}
    (tmp_path / "plain.json").write_text(json.dumps({"fields": KEYS["fields"]}))
    made = source.RowgateSource(options)
    reader = made.reader(made.schema())
    second = reader.partitions()[1]
    large.write_text(large.read_text() + "1,x\n")
    with pytest.raises(rowgate.IncompleteRun, match="has changed since it was split"):
        list(reader.read(second))


def test_a_cut_gzip_fails(load: Any, cut: Path, keys: Path) -> None:
    with pytest.raises(Exception, match=r"cut off.*exit code 3"):
        load(cut, keys).collect()


def test_a_full_disk_fails(load: Any, tmp_path: Path, java: Path) -> None:
    """The keys of rows, in a directory that has no room for them."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", tmp_path]).returncode:
        pytest.skip("no file system can be mounted")
    file = tmp_path.parent / "keys.csv"
    keys = tmp_path.parent / "full.json"
    keys.write_text(json.dumps(KEYS))
    try:
        file.write_text("a,b\n" + "".join(f"{n},x\n" for n in range(200_000)))
        (java / "options").write_text(f"-Djava.io.tmpdir={tmp_path}")
        with pytest.raises(Exception, match=r"storage-failed.*exit code 4"):
            load(file, keys, maxKeyMemory="65536").collect()
    finally:
        (java / "options").write_text("")
        subprocess.run(["umount", tmp_path], check=True)


def test_a_killed_program_fails_its_task(load: Any, folder: Path, first_run: Callable[[str], None]) -> None:
    """Spark repeats the task, which then succeeds; Sail doesn't."""
    df = load(folder / "a.csv")
    assert df.columns  # the schema is checked
    first_run("kill -9 $$\n")
    if MASTER == "sail":
        with pytest.raises(Exception, match="signal 9"):
            df.collect()
    else:
        assert source.account(df) == source.Account(1, 1, 5, 3, 2, ())


@classic
def test_a_task_that_dies_half_way_counts_once(
    load: Any, tmp_path: Path, keys: Path, first_run: Callable[[str], None]
) -> None:
    """Its first try gives rows and is killed."""
    file = tmp_path / "x.csv"
    file.write_text("a,b\n" + "".join(f"{n},x\n" for n in range(50_000)))
    df = load(file, keys)
    assert df.columns
    first_run("cat >/dev/null; seq -f '{\"a\":%.0f,\"b\":\"x\"}' 40000; kill -9 $$\n")
    df.write.parquet(str(tmp_path / "out"))
    written = df.sparkSession.read.parquet(str(tmp_path / "out"))
    assert source.account(written) == source.Account(1, 1, 50_000, 50_000, 0, ())


@cluster
def test_a_file_that_is_read_twice_at_once_counts_once(
    load: Any, tmp_path: Path, folder: Path, java: Path, first_run: Callable[[str], None]
) -> None:
    """The first task waits until Spark starts a second one for its file."""
    df = load(folder)
    assert df.columns
    first_run("sleep 60\n")
    df.write.parquet(str(tmp_path / "out"))
    written = df.sparkSession.read.parquet(str(tmp_path / "out"))
    assert source.account(written) == source.Account(3, 3, 15, 9, 6, ())
    # What slept was not a run of its own: its file was read by a second task.
    assert (java / "runs").read_text() == "run\n" * 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"delimitr": ";"}, "no option.*did you mean 'delimiter'"),
        ({"errors": "skip"}, "errors takes inline or fail"),
        ({"numbers": "double"}, "decimal"),
        ({"splitSize": "big"}, "option splitSize is 'big'"),
        ({"schemaFile": "/none.json"}, "none.json"),
    ],
)
def test_wrong_options(load: Any, folder: Path, options: dict[str, str], words: str) -> None:
    with pytest.raises(Exception, match=words):
        load(folder, **options).collect()


def test_options_of_the_program_and_numbers_as_text(load: Any, tmp_path: Path, keys: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("junk\na;b\n" + "9" * 50 + ";x\n")
    df = load(file, keys, delimiter=";", skipRows="1", numbers="text")
    assert df.where("_summary IS NULL").collect()[0]["a"] == "9" * 50
    with pytest.raises(Exception, match="column 'a'"):
        load(file, keys, delimiter=";", skipRows="1").collect()


def test_a_wrong_schema_has_all_its_errors(load: Any, folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"fields": [{"name": "a", "type": "integr"}, {}]}')
    with pytest.raises(Exception, match="(?s)/fields/0/type.*/fields/1"):
        load(folder, wrong).collect()


def test_foreign_keys_to_other_files_are_refused_and_those_to_itself_are_not(
    load: Any, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    file.write_text("id,boss\n1,\n2,1\n3,9\n")
    for resource, words in (("countries", r"foreign keys to other files \(countries\)"), ("", "")):
        schema = tmp_path / f"schema{resource}.json"
        reference = {"resource": resource, "fields": "id"}
        keys = [{"fields": "boss", "reference": reference}]
        fields = [{"name": "id", "type": "integer"}, {"name": "boss", "type": "integer"}]
        schema.write_text(json.dumps({"fields": fields, "foreignKeys": keys}))
        if words:
            with pytest.raises(Exception, match=words):
                load(file, schema).collect()
        else:
            assert source.rejects(load(file, schema)).select("line").collect()[0][0] == 4


def test_the_program_of_the_page(
    spark: SparkSession, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (program,) = programs("src/docs/past-one-machine.md")
    for name, here in (
        ("people.json", SCHEMA),
        ("data/*.csv", f"{folder}/**/*.csv"),
        ("people.parquet", tmp_path / "people.parquet"),
    ):
        assert f'"{name}"' in program
        program = program.replace(f'"{name}"', f'"{here}"')
    exec(program, {"spark": spark})
    assert str(source.Account(2, 2, 10, 6, 4, ())) in capsys.readouterr().out


def job(spark: SparkSession, tmp_path: Path, schema: Path, *more: str) -> tuple[int, Any, str]:
    """Runs the job. Returns its exit code, its account and its stderr."""
    script = Path(rowgate.__file__).parents[1] / "rowgate_job.py"
    command = [sys.executable, str(script)]
    if MASTER != "sail":
        submit = Path(sys.executable).with_name("spark-submit")
        conf = ["--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"]
        command = [str(submit), "--master", MASTER, *conf, str(script)]
    ran = subprocess.run(
        [
            *command,
            f"--schema={schema}",
            f"--out={tmp_path}/rows",
            f"--rejects={tmp_path}/rejects",
            f"--account={tmp_path}/account.json",
            *more,
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    account = tmp_path / "account.json"
    return ran.returncode, json.loads(account.read_text()) if account.exists() else None, ran.stderr


def test_the_job_accounts_for_every_record(
    spark: SparkSession, folder: Path, tmp_path: Path
) -> None:
    code, account, stderr = job(spark, tmp_path, SCHEMA, "--in", str(folder))

    assert code == 1, stderr
    summaries = account.pop("summaries")
    assert account == {
        "complete": True,
        "files": 3,
        "filesWhole": 3,
        "recordsRead": 15,
        "rowsWritten": 9,
        "rowsRejected": 6,
        "bytesRead": 678,
    }
    assert summaries[0]["file"] == str(folder / "a.csv") and summaries[0]["rowsWritten"] == 3
    rows = spark.read.parquet(f"{tmp_path}/rows").collect()
    assert len(rows) == 9 and sum(row["rate"] for row in rows) == Decimal("124.5")
    assert spark.read.parquet(f"{tmp_path}/rejects").count() == 6
    # The tables of an older run are not replaced unless that is asked for.
    code, account, stderr = job(spark, tmp_path, SCHEMA, "--in", str(folder))
    assert code == 4 and account["complete"] is False, stderr


def test_the_job_exits_like_the_command_line(
    spark: SparkSession, cut: Path, keys: Path, tmp_path: Path
) -> None:
    code, account, stderr = job(spark, tmp_path, keys, "--in", str(cut))
    assert code == 3 and "cut off" in stderr
    assert account["complete"] is False and "cut off" in account["faults"][0]
    if MASTER != "local[2,2]":
        return  # each of these takes seconds
    good = tmp_path / "good.csv"
    good.write_text("a;b\n1;x\n")
    assert 0 == job(
        spark, tmp_path, keys, "--overwrite", "--option", "delimiter=;", "--in", str(good)
    )[0]
    assert job(spark, tmp_path, keys, "--overwrite", "--in", f"{tmp_path}/none*.csv")[0] == 4
    assert job(spark, tmp_path, good, "--overwrite", "--in", str(good))[0] == 2
    assert job(spark, tmp_path, keys)[0] == 2
