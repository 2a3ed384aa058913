#!/usr/bin/env python3
"""Runs Rowgate and its peers in turn on the same data, several rounds, and writes medians and
ratios as Markdown to src/docs/benchmarks/DATE.md, or with --quick to stdout alone.

Usage: src/bench/side_by_side.py [--quick] [--only WORKLOAD,…] [--rounds 5] [--rows 10000000]

The whole takes about a quarter of an hour on two cores; --quick takes a hundredth of the rows and
one round, and shows that everything runs. The machine should have nothing else to do.

| workload | what |
|---|---|
| two | two columns, name and age, 17 bytes a row: command line and HTTP |
| mixed | ten columns of all types, quotes, line ends in cells, non-ASCII; 240 MB at the default rows |
| wide | 500 columns of numbers and words |
| quoted | two columns, every cell quoted; 140 MB at the default rows |
| dirty | as `two`, every tenth record is wrong |
| small | uploads of 10, 100 and 1,000 rows on 1, 50 and 500 connections, by oha; ours also through the sidecar |
| growth | 1 MB to 10 GB, and 1 to 500 columns, on the command line in a heap of 64 MB: seconds and memory |
| headline | ten rows, `oha -c 500 -n 50000` with its default headers: 1 s and 20 s after a start, and warm; beside a plain Javalin echo |
| start | start to first answer, `--version`; then the first 50,000 requests after a cold start |

Needs target/rowgate (mvn package) and Maven. Peers: those under src/bench/peers (built with go, cargo
and javac), and Miller, DuckDB (a module of the Python that runs this), qsv, xan where they are
installed; what isn't there is left out, by name. `oha` is needed for `small` and `start`. All on
loopback; the data lie in a temporary folder that is removed; whatever is started is ended.
"""

import argparse
import contextlib
import datetime
import json
import os
import pathlib
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.dont_write_bytecode = True
import network  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = ROOT / "src/bench"
ROWGATE = ROOT / "target/rowgate"
TIME_LIMIT = 600

# A server that is measured warm has had so many uploads of the same file, or so often 50,000 small ones: the
# JVM's compilers are done then. All servers are warmed alike.
WARM_UPLOADS = 3
WARMING = 6
# Some workloads ask for answers as they are, since the peers pack nothing.
UNPACKED = "--disable-compression"
# The files that the peers under src/bench/peers read: a name and an age.
PEERS_READ = ("two.csv", "dirty.csv", "quoted.csv")
FAST_CSV = "de.siegmar:fastcsv:4.0.0"
MISSING = []
WORKLOADS = ["two", "mixed", "quoted", "wide", "dirty", "growth", "small", "headline", "start"]


def java():
    homes = [os.environ.get("JAVA_HOME", "")] + sorted(map(str, pathlib.Path("/usr/lib/jvm").glob("*")))
    for home in homes:
        release = pathlib.Path(home, "release")
        if release.is_file() and 'JAVA_VERSION="25' in release.read_text():
            return pathlib.Path(home, "bin")
    return pathlib.Path(shutil.which("java") or sys.exit("there is no Java")).parent


def run(*command, **options):
    subprocess.run([str(c) for c in command], check=True, timeout=TIME_LIMIT, **options)


def line_count(file):
    with open(file, "rb") as lines:
        return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))


# -- Data --

MIXED = {"fields": [
    {"name": "id", "type": "integer", "constraints": {"required": True}},
    {"name": "name", "type": "string"},
    {"name": "price", "type": "number", "constraints": {"minimum": 0}},
    {"name": "active", "type": "boolean"},
    {"name": "joined", "type": "date"},
    {"name": "seen", "type": "datetime"},
    {"name": "city", "type": "string"},
    {"name": "note", "type": "string"},
    {"name": "score", "type": "number"},
    {"name": "code", "type": "string", "constraints": {"pattern": "[A-Z]{2}[0-9]{4}"}},
]}


def write_two(file, rows, wrong_every=0):
    with open(file, "w") as out:
        out.write("name,age\n")
        for begin in range(0, rows, 100_000):
            out.write("".join(
                f"person{i:07d},{'old' if wrong_every and i % wrong_every == 0 else i % 110}\n"
                for i in range(begin, min(rows, begin + 100_000))))


def write_mixed(file, rows):
    """120 bytes a row; the 1,000 different ones repeat, so that the file is made in seconds."""
    pick = random.Random(1)
    cities = ["Zürich", "Łódź", "São Paulo", "東京", "Oslo", "Wien"]
    notes = ['plain', '"says ""hello"", often"', '"two\nlines"', '"a, b, c"', "", "naïve café"]
    parts = [(
        f"{pick.choice(['Ada', 'Zoë', '李娜', 'Grace'])} {pick.choice(['Müller', 'Hopper', 'Byron'])},"
        f"{pick.randrange(10**6) / 100:.2f},{pick.choice(['true', 'false'])},"
        f"20{pick.randrange(10, 26)}-{pick.randrange(1, 13):02d}-{pick.randrange(1, 29):02d},"
        f"2024-{pick.randrange(1, 13):02d}-{pick.randrange(1, 29):02d}T{pick.randrange(24):02d}:{pick.randrange(60):02d}:00Z,"
        f"{pick.choice(cities)},{pick.choice(notes)},{pick.randrange(-10**9, 10**9) / 10**4},"
        f"{pick.choice('ABCD')}{pick.choice('WXYZ')}{pick.randrange(10**4):04d}\n") for _ in range(1000)]
    with open(file, "w", encoding="utf-8", newline="") as out:
        out.write(",".join(f["name"] for f in MIXED["fields"]) + "\n")
        for begin in range(0, rows, 1000):
            out.write("".join(f"{i},{parts[i % 1000]}" for i in range(begin, begin + 1000)))


def write_quoted(file, rows):
    with open(file, "w") as out:
        out.write('"name","age"\n')
        for begin in range(0, rows, 100_000):
            out.write("".join(f'"person{i:07d}","{i % 110}"\n' for i in range(begin, min(rows, begin + 100_000))))


def write_wide(file, rows, columns=500):
    cells = [str(i * 37 % 10_000) if i % 2 else f"word{i}" for i in range(columns)]
    with open(file, "w") as out:
        out.write(",".join(f"c{i}" for i in range(columns)) + "\n")
        line = ",".join(cells) + "\n"
        for _ in range(rows):
            out.write(line)
    fields = [{"name": f"c{i}", "type": "integer" if i % 2 else "string"} for i in range(columns)]
    return {"fields": fields}


# -- Servers --

class Served:
    """A server as a process, ended with the block."""

    def __init__(self, ready, *command, env=None):
        self.ready, self.command, self.env = ready, [str(c) for c in command], env

    def __enter__(self):
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        env={**os.environ, **(self.env or {})})
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(self.ready, timeout=5).read()
                self.first_answer = time.perf_counter() - self.begun
                return self
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.003)
        raise SystemExit(f"doesn't start: {self.command}")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def resident_mb(self, key="VmRSS"):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(key):
                return int(line.split()[1]) / 1024
        return float("nan")


# -- Peers: each is a command line (file → output) or a server (its start, and the path of its route) --

class Bench:
    def __init__(self, work, rows):
        self.work, self.rows, self.java = work, rows, java()
        self.out = work / "out"
        (work / "schemas").mkdir()
        shutil.copy(BENCH / "people.json", work / "schemas/people.json")
        (work / "schemas/mixed.json").write_text(json.dumps(MIXED))
        self.servers = {"Rowgate": self.rowgate}
        self.copying = None
        self.build()

    def build(self):
        if shutil.which("go"):
            run("go", "build", "-o", self.work / "go-peer", ".", cwd=BENCH / "peers/go")
            self.servers["Go (net/http, encoding/csv, encoding/json)"] = self.peer("go-peer", "transform")
            self.copying = self.peer("go-peer", "copy")
        else:
            MISSING.append("Go")
        if shutil.which("cargo"):
            target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target/bench-rust"))
            run("cargo", "build", "-q", "--release", "--manifest-path", BENCH / "peers/rust/Cargo.toml",
                env={**os.environ, "CARGO_TARGET_DIR": target})
            shutil.copy(pathlib.Path(target, "release/peer"), self.work / "rust-peer")
            self.servers["Rust streaming (axum, csv-async, serde_json)"] = self.peer("rust-peer", "transform")
            self.servers["Rust whole body (axum, csv, serde_json)"] = self.peer("rust-peer", "whole")
        else:
            MISSING.append("Rust")
        cp = self.work / "cp"
        run("mvn", "-q", "-B", "dependency:build-classpath", f"-Dmdep.outputFile={cp}", cwd=ROOT, stdout=subprocess.DEVNULL)
        run("mvn", "-q", "-B", "dependency:copy", f"-Dartifact={FAST_CSV}", f"-DoutputDirectory={self.work}",
            cwd=ROOT, stdout=subprocess.DEVNULL)
        fast = next(self.work.glob("fastcsv-*.jar"))
        self.class_path = f"{self.work / 'plain'}:{fast}:{cp.read_text()}"
        run(self.java / "javac", "-d", self.work / "plain", "-cp", self.class_path,
            BENCH / "peers/PlainLoop.java", BENCH / "peers/FastCsvLoop.java", BENCH / "peers/echo/Echo.java")

    def rowgate(self, schema="people"):
        port = network.free_port()
        served = Served(f"http://127.0.0.1:{port}/readyz", ROWGATE, "serve", "--port", port,
                        "--schemas", self.work / "schemas")
        return served, f"http://127.0.0.1:{port}/v1/transform?schema={schema}"

    def peer(self, file, route):
        def start(schema="people"):
            port = network.free_port()
            return (Served(f"http://127.0.0.1:{port}/readyz", self.work / file, port),
                    f"http://127.0.0.1:{port}/{route}")
        return start

    def echo(self):
        port = network.free_port()
        served = Served(f"http://127.0.0.1:{port}/readyz", self.java / "java", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn64m",
                        "-Xms200m", "-cp", self.class_path, "Echo", port)
        return served, f"http://127.0.0.1:{port}/echo"

    def curl(self, url, file):
        run("curl", "-sS", "-X", "POST", "-T", file, "-H", "Content-Type: text/csv", "-o", self.out, url)

    def command_lines(self, file, schema):
        out = self.out
        yes = {
            "Rowgate, command line, with schema":
                lambda: subprocess.run([ROWGATE, "transform", "--schema", schema, "-o", out, file], timeout=TIME_LIMIT),
            "Rowgate, command line, all text": lambda: run(ROWGATE, "transform", "-o", out, file),
            "cat to a file (a copy of the same bytes)": lambda: shutil_cat(file, out),
        }
        if file.name in PEERS_READ:
            for name, loop in {"Commons CSV": "PlainLoop", "FastCSV": "FastCsvLoop"}.items():
                yes[f"{name} + Jackson, plain loop"] = lambda loop=loop: run(
                    self.java / "java", "-XX:+UseSerialGC", "-Xmx256m", "-cp", self.class_path, loop, file, out,
                    stderr=subprocess.DEVNULL)
        if shutil.which("mlr"):
            yes["Miller (mlr --icsv --ojsonl cat)"] = lambda: into(out, "mlr", "--icsv", "--ojsonl", "cat", file)
        else:
            MISSING.append("Miller")
        if subprocess.run([sys.executable, "-c", "import duckdb"], capture_output=True).returncode == 0:
            query = f"COPY (SELECT * FROM read_csv('{file}')) TO '{out}' (FORMAT json)"
            yes["DuckDB, sniffed types, 2 threads"] = lambda: run(
                sys.executable, "-c", f"import duckdb; c = duckdb.connect(); c.execute('SET threads = 2'); c.execute({query!r})")
        else:
            MISSING.append("DuckDB")
        for tool, words in {"qsv": ("tojsonl", file), "xan": ("to", "ndjson", file)}.items():
            if shutil.which(tool):
                yes[f"{tool} {words[0]}"] = lambda tool=tool, words=words: into(out, tool, *words)
            else:
                MISSING.append(tool)
        return yes


def shutil_cat(file, out):
    into(out, "cat", file)


def into(out, *command):
    with open(out, "wb") as target:
        run(*command, stdout=target)


def timed(what):
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


# -- Tables --

def table(title, times, base, unit="s", precise=3):
    print(f"\n### {title}\n\n| what | median {unit} | least | most | × {base} |\n|---|---|---|---|---|")
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name in sorted(medians, key=medians.get):
        v = times[name]
        print(f"| {name} | {medians[name]:.{precise}f} | {min(v):.{precise}f} | {max(v):.{precise}f} "
              f"| {medians[name] / medians[base]:.2f} |")
    sys.stdout.flush()


def bulk(bench, title, file, schema_name, schema_file, rounds, check):
    base = "Rowgate, command line, with schema"
    lines = bench.command_lines(file, schema_file)
    servers = bench.servers if file.name in PEERS_READ else {"Rowgate": bench.rowgate}
    times = {}
    for _ in range(rounds):
        for name, work in lines.items():
            times.setdefault(name, []).append(timed(work))
            if name.startswith("Rowgate"):
                check(bench.out, name)
        for name, start in servers.items():
            served, url = start(schema_name)
            with served:
                for _ in range(WARM_UPLOADS):
                    bench.curl(url, file)
                times.setdefault(f"{name}, HTTP", []).append(timed(lambda: bench.curl(url, file)))
                check(bench.out, name)
        if bench.copying:
            served, url = bench.copying()
            with served:
                times.setdefault("a server that copies the bytes, HTTP", []).append(timed(lambda: bench.curl(url, file)))
    size = file.stat().st_size / 1e6
    table(f"{title} ({size:.0f} MB)", times, base)


def oha(url, body, connections, requests, *more):
    said = subprocess.run(
        ["oha", "--no-tui", "--output-format", "json", *more, "-c", str(connections), "-n", str(requests), "-m", "POST",
         "-T", "text/csv", "-D", str(body), url], capture_output=True, check=True, timeout=TIME_LIMIT).stdout
    got = json.loads(said)
    if got["summary"]["successRate"] != 1.0 or list(got["statusCodeDistribution"]) != ["200"]:
        print(f"FAILED requests: {url} {got['statusCodeDistribution']} {got.get('errorDistribution')}", file=sys.stderr)
    return got["summary"]["requestsPerSec"], got["latencyPercentiles"]["p99"] * 1000


@contextlib.contextmanager
def direct(start):
    served, url = start()
    with served:
        yield served, url


@contextlib.contextmanager
def behind_nginx(bench):
    served, url = bench.rowgate()
    port = int(url.split(":")[2].split("/")[0])
    with served, tempfile.TemporaryDirectory() as folder:
        nginx, front = network.start_sidecar(pathlib.Path(folder), port)
        try:
            yield served, url.replace(f":{port}/", f":{front}/")
        finally:
            nginx.terminate()
            nginx.wait(20)


def small(bench, rounds, quick):
    ways = {name: (lambda start=start: direct(start)) for name, start in bench.servers.items()}
    if shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin"):
        ways["Rowgate behind our nginx"] = lambda: behind_nginx(bench)
    else:
        MISSING.append("nginx")
    for rows in (10, 100, 1000):
        write_two(bench.work / f"small{rows}.csv", rows)
    with contextlib.ExitStack() as stack:
        servers = {name: stack.enter_context(way()) for name, way in ways.items()}
        for served, url in servers.values():
            for _ in range(1 if quick else WARMING):
                oha(url, bench.work / "small10.csv", 500, 2_500 if quick else 50_000, UNPACKED)
        for rows in (10, 100, 1000):
            for connections in (1, 50, 500):
                requests = (5_000 if connections == 1 else 50_000) // (1 if rows < 1000 else 5) // (20 if quick else 1)
                tell_small(servers, bench.work / f"small{rows}.csv", rows, connections, requests, rounds)


def tell_small(servers, body, rows, connections, requests, rounds):
    rate, p99, rss = {}, {}, {}
    for _ in range(rounds):
        for name, (served, url) in servers.items():
            per_second, slow = oha(url, body, connections, requests, UNPACKED)
            rate.setdefault(name, []).append(per_second)
            p99.setdefault(name, []).append(slow)
            rss.setdefault(name, []).append(served.resident_mb())
    print(f"\n### {rows} rows on {connections} connections, {requests} requests, warm\n\n"
          "| what | requests/s | × | 99th percentile ms | RSS MB |\n|---|---|---|---|---|")
    base = statistics.median(rate["Rowgate"])
    for name in rate:
        print(f"| {name} | {statistics.median(rate[name]):.0f} | {statistics.median(rate[name]) / base:.2f} "
              f"| {statistics.median(p99[name]):.1f} | {statistics.median(rss[name]):.0f} |")
    sys.stdout.flush()


def headline(bench, rounds, quick):
    """The mission's own command, as it stands, on fresh processes."""
    body = bench.work / "ten-rows.csv"
    write_two(body, 10)
    requests = 2_500 if quick else 50_000
    programs = {"Rowgate": bench.rowgate, "plain Javalin echo": bench.echo,
                **{name: start for name, start in bench.servers.items() if name != "Rowgate"}}
    rate, p99, rss = {}, {}, {}

    def measure_one(case, name, served, url):
        per_second, slow = oha(url, body, 500, requests)
        rate.setdefault((case, name), []).append(per_second)
        p99.setdefault((case, name), []).append(slow)
        rss.setdefault((case, name), []).append(served.resident_mb())

    cases = {"1 s after the start": 1, "20 s after the start": 2 if quick else 20}
    for _ in range(rounds):
        for case, wait in cases.items():
            for name, program in programs.items():
                served, url = program()
                with served:
                    time.sleep(max(0, wait - served.first_answer))
                    measure_one(case, name, served, url)
                    if case == "1 s after the start":
                        for _ in range(0 if quick else WARMING - 1):
                            oha(url, body, 500, requests)
                        measure_one("warm", name, served, url)
    for case in [*cases, "warm"]:
        print(f"\n### Ten rows, 500 connections, {requests:,} requests, oha's default headers, {case}\n\n"
              "| what | requests/s | of the echo's | 99th percentile ms | RSS MB |\n|---|---|---|---|---|")
        base = statistics.median(rate[case, "plain Javalin echo"])
        for name in programs:
            per_second = statistics.median(rate[case, name])
            print(f"| {name} | {per_second:.0f} | {per_second / base:.2f} | {statistics.median(p99[case, name]):.1f} "
                  f"| {statistics.median(rss[case, name]):.0f} |")
    sys.stdout.flush()


def start(bench, rounds, quick):
    first, idle, version, cold, second, warm, busy = [], [], [], [], [], [], []
    requests = 2_500 if quick else 50_000
    body = bench.work / "small10.csv"
    write_two(body, 10)
    for _ in range(rounds):
        version.append(timed(lambda: run(ROWGATE, "--version", stdout=subprocess.DEVNULL)))
        served, url = bench.rowgate()
        with served:
            first.append(served.first_answer)
            idle.append(served.resident_mb())
            cold.append(oha(url, body, 500, requests, UNPACKED)[0])
            second.append(oha(url, body, 500, requests, UNPACKED)[0])
            for _ in range(0 if quick else WARMING - 2):
                oha(url, body, 500, requests, UNPACKED)
            warm.append(oha(url, body, 500, requests, UNPACKED)[0])
            busy.append(served.resident_mb())
    print("\n### Start\n\n| what | median | least | most |\n|---|---|---|---|")
    for name, values, unit in (("start to first answer", first, "s"), ("rowgate --version", version, "s"),
                               ("idle RSS", idle, "MB"), (f"first {requests:,} requests, 500 connections", cold, "/s"),
                               (f"next {requests:,}", second, "/s"), ("the same, warm", warm, "/s"),
                               ("RSS then", busy, "MB")):
        print(f"| {name} | {statistics.median(values):.3f} {unit} | {min(values):.3f} | {max(values):.3f} |")
    sys.stdout.flush()


def fed(header, block, size, env):
    """Seconds and the most memory of one run on a header and so many bytes of the block, again and again."""
    begun = time.perf_counter()
    process = subprocess.Popen([ROWGATE, "transform", "-o", "/dev/null"], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, env={**os.environ, **env})
    with process.stdin as out:
        out.write(header)
        for _ in range(max(1, size // len(block))):
            out.write(block)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"growth: rowgate ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def growth(rounds, quick):
    env = {"ROWGATE_JAVA_OPTS": "-Xmx64m"}

    def tell(name, size, header, block):
        runs = [fed(header, block, size, env) for _ in range(1 if size > 10**9 else rounds)]
        seconds = statistics.median(run[0] for run in runs)
        print(f"| {name} | {seconds:.2f} | {size / seconds / 1e6:.0f} | {max(run[1] for run in runs):.0f} |")
        sys.stdout.flush()

    head = "|---|---|---|---|"
    print(f"\n### Growth\n\n| two columns | s | MB/s | most RSS, MB |\n{head}")
    block = "".join(f"person{i:07d},{i % 110}\n" for i in range(50_000)).encode()
    for exponent in range(6, 9 if quick else 11):
        tell(f"{10 ** exponent // 10 ** 6:,} MB", 10 ** exponent, b"name,age\n", block)
    size = 10**7 if quick else 3 * 10**8
    print(f"\n| {size // 10 ** 6} MB in | s | MB/s | most RSS, MB |\n{head}")
    for columns in (1, 2, 5, 20, 100, 500):
        header = ",".join(f"c{i}" for i in range(columns)) + "\n"
        line = ",".join(f"value{i % 10}" for i in range(columns)) + "\n"
        tell(f"{columns} columns", size, header.encode(), (line * (900_000 // len(line))).encode())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--only", default=",".join(WORKLOADS))
    given = parser.parse_args()
    given.rounds = given.rounds or (1 if given.quick else 5)
    given.rows = given.rows or (100_000 if given.quick else 10_000_000)
    wanted = given.only.split(",")
    unknown = set(wanted) - set(WORKLOADS)
    if unknown:
        parser.error(f"no such workload: {', '.join(sorted(unknown))}")
    if given.quick:
        measure(given, wanted)
    else:
        result = ROOT / f"src/docs/benchmarks/{datetime.date.today()}.md"
        with open(result, "w", encoding="utf-8") as file, contextlib.redirect_stdout(Both(sys.stdout, file)):
            measure(given, wanted)


class Both:
    """Writes to two files at once."""

    def __init__(self, *files):
        self.files = files

    def write(self, text):
        for file in self.files:
            file.write(text)

    def flush(self):
        for file in self.files:
            file.flush()


def measure(given, wanted):
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        bench = Bench(work, given.rows)
        cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
        version = subprocess.run([bench.java / "java", "--version"], capture_output=True, text=True).stdout.splitlines()[0]
        print(f"# Side by side, {datetime.date.today()}\n\n{os.cpu_count()} cores, {cpu}, Linux {platform.release()}, "
              f"{version}; medians of {given.rounds} rounds, everything in turn in each.")

        def counted(rows):
            def check(out, name):
                if line_count(out) != rows + 1:
                    raise SystemExit(f"rows are missing: {name}")
            return check

        def workload(name, title, write, rows, schema_name, schema_file):
            if name in wanted:
                file = work / f"{name}.csv"
                write(file)
                rounds = min(3, given.rounds) if name == "dirty" else given.rounds
                bulk(bench, title, file, schema_name, schema_file, rounds, counted(rows))
                file.unlink()

        rows = given.rows
        people = BENCH / "people.json"
        workload("two", f"Two columns, {rows:,} rows", lambda f: write_two(f, rows), rows, "people", people)
        workload("dirty", f"Two columns, {rows:,} rows, a tenth wrong", lambda f: write_two(f, rows, 10), rows, "people", people)
        mixed = max(1000, rows // 5 // 1000 * 1000)
        workload("mixed", f"Ten columns of all types, {mixed:,} rows", lambda f: write_mixed(f, mixed), mixed, "mixed",
                 work / "schemas/mixed.json")
        quoted = max(1000, rows * 2 // 3)
        workload("quoted", f"Two columns, every cell quoted, {quoted:,} rows", lambda f: write_quoted(f, quoted), quoted, "people",
                 people)
        if "wide" in wanted:
            wide = max(1, rows // 200)
            schema = write_wide(work / "wide.csv", 0)
            (work / "schemas/wide.json").write_text(json.dumps(schema))
            workload("wide", f"500 columns, {wide:,} rows", lambda f: write_wide(f, wide), wide, "wide",
                     work / "schemas/wide.json")
        if "growth" in wanted:
            growth(min(3, given.rounds), given.quick)
        if shutil.which("oha"):
            if "small" in wanted:
                small(bench, min(3, given.rounds), given.quick)
            if "headline" in wanted:
                headline(bench, given.rounds, given.quick)
            if "start" in wanted:
                start(bench, given.rounds, given.quick)
        else:
            MISSING.append("oha")
        print(f"\nLeft out, since not installed: {', '.join(sorted(set(MISSING))) or 'nothing'}.")


if __name__ == "__main__":
    main()
