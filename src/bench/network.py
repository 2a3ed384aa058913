#!/usr/bin/env python3
"""Measures the service on a network that isn't kind: when the first row comes, what slow uploads cost a
fast one, how quickly health answers meanwhile, and what idle connections take of memory.

Usage: src/bench/network.py [--slow 500] [--megabytes 200] [--idle 2000]

Needs target/rowgate (mvn package) and curl; with nginx, the first row is measured through our sidecar
too. All on loopback, bounded in count and time; what it starts it ends. Prints Markdown.
"""

import argparse
import os
import pathlib
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEAD = b"POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def chunk(data):
    return b"%x\r\n%s\r\n" % (len(data), data)


def until(ready, what):
    deadline = time.monotonic() + 30
    while not ready():
        if time.monotonic() > deadline:
            sys.exit(f"doesn't come: {what}")
        time.sleep(0.02)


def listens(port):
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) == 0


def resident_mb(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def start_app(work):
    port = free_port()
    app = subprocess.Popen([ROOT / "target/rowgate", "serve", "--port", str(port)], stderr=open(work / "app.log", "w"),
                           env={**os.environ, "ROWGATE_JAVA_OPTS": os.environ.get("ROWGATE_JAVA_OPTS", "-Xmx64m")})
    until(lambda: listens(port), "the app")
    return app, port


def start_sidecar(work, app_port):
    nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if not nginx:
        return None, None
    one, two = free_port(), free_port()
    conf = work / "nginx"
    shutil.copytree(ROOT / "nginx", conf)
    app = conf / "app.conf"
    app.write_text(app.read_text().replace("127.0.0.1:8080", f"127.0.0.1:{app_port}"))
    listen = conf / "listen.conf"
    listen.write_text(listen.read_text().replace("listen 8000;", f"listen 127.0.0.1:{one};")
                      .replace("listen 8001 http2;", f"listen 127.0.0.1:{two} http2;"))
    process = subprocess.Popen([nginx, "-p", work, "-c", conf / "nginx.conf", "-e", "stderr", "-g",
                                "daemon off; master_process off;"], stderr=open(work / "nginx.log", "w"))
    until(lambda: listens(one), "nginx")
    return process, one


def first_row(port):
    """Milliseconds from the moment in which the record is sent to that in which its row is there; the upload stays open."""
    with socket.create_connection(("127.0.0.1", port)) as s:
        s.settimeout(20)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        s.sendall(HEAD + chunk(b"name,age\n"))
        time.sleep(0.1)  # the header has arrived
        begun = time.perf_counter()
        s.sendall(chunk(b"Ada,36\n"))
        got = b""
        while b'{"name":"Ada","age":"36"}\n' not in got:
            got += s.recv(4096)
        took = (time.perf_counter() - begun) * 1000
        s.sendall(b"0\r\n\r\n")
        while b'"complete":true' not in got:
            got += s.recv(4096)
    return took


def first_rows(ways, runs):
    print("\n### The first row, while the upload is held open (HTTP/1.1)\n\n| way | median ms | worst ms |\n|---|---|---|")
    for name, port in ways:
        first_row(port)
        took = [first_row(port) for _ in range(runs)]
        print(f"| {name} | {statistics.median(took):.1f} | {max(took):.1f} |", flush=True)


class SlowUploads:
    """Each sends a kilobyte a second until told to end; then each must get a whole answer."""

    def __init__(self, port, count):
        self.sockets = []
        for _ in range(count):
            s = socket.create_connection(("127.0.0.1", port))
            s.sendall(HEAD + chunk(b"name,age\n"))
            self.sockets.append(s)
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        records = b"somebody or other,41\n" * 49  # 1,029 bytes
        while not self.over.wait(1):
            for s in self.sockets:
                s.sendall(chunk(records))

    def end(self):
        """How many answers are whole."""
        self.over.set()
        self.thread.join()
        whole = 0
        for s in self.sockets:
            s.sendall(b"0\r\n\r\n")
            s.settimeout(30)
            tail = b""
            while not tail.endswith(b"0\r\n\r\n"):
                got = s.recv(1 << 16)
                if not got:
                    break
                tail = (tail + got)[-4096:]
            whole += b'"complete":true' in tail and tail.endswith(b"0\r\n\r\n")
            s.close()
        return whole


class Health:
    """Asks /livez on connections of their own, as a prober does, again and again."""

    def __init__(self, port):
        self.port, self.took, self.over = port, [], threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.over.wait(0.02):
            begun = time.perf_counter()
            with socket.create_connection(("127.0.0.1", self.port)) as s:
                s.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                answer = b""
                while got := s.recv(4096):
                    answer += got
            assert answer.startswith(b"HTTP/1.1 200"), answer
            self.took.append((time.perf_counter() - begun) * 1000)

    def end(self):
        self.over.set()
        self.thread.join()
        return sorted(self.took)


def fast_upload(port, file, out):
    begun = time.perf_counter()
    subprocess.run(["curl", "-q", "-sS", "-X", "POST", "-T", file, "-H", "Content-Type: text/csv", "-o", out,
                    f"http://127.0.0.1:{port}/v1/transform"], check=True, timeout=300)
    return time.perf_counter() - begun


def slow_beside_fast(app, port, work, count, megabytes, rounds):
    file, out = work / "in.csv", work / "out"
    with open(file, "w") as csv:
        csv.write("name,age\n")
        for i in range(0, megabytes * 1_000_000 // 17, 1000):
            csv.write("".join(f"person{j:07d},{j % 90 + 10}\n" for j in range(i, i + 1000)))
    fast_upload(port, file, out)
    alone, beside, quiet, took, whole = [], [], [], [], 0
    for _ in range(rounds):
        health = Health(port)
        alone.append(fast_upload(port, file, out))
        quiet += health.end()
        slow = SlowUploads(port, count)
        health = Health(port)
        beside.append(fast_upload(port, file, out))
        took += health.end()
        whole += slow.end()
    def p99(values):
        return sorted(values)[int(len(values) * 0.99)]
    print(f"\n### {count} uploads at 1 KB/s beside one of {megabytes} MB\n\n| what | |\n|---|---|")
    print(f"| the fast one alone, s, median of {rounds} | {statistics.median(alone):.2f} |")
    print(f"| beside the slow ones | {statistics.median(beside):.2f} |")
    print(f"| its speed, of that alone | {statistics.median(alone) / statistics.median(beside):.0%} |")
    print(f"| slow uploads that ended whole | {whole} of {count * rounds} |")
    print(f"| /livez beside the fast one alone: median, 99th percentile, ms | {statistics.median(quiet):.1f}, {p99(quiet):.1f} |")
    print(f"| /livez beside all: median, 99th percentile, ms ({len(took)} probes) | {statistics.median(took):.1f}, {p99(took):.1f} |")
    print(f"| RSS of the app, MB | {resident_mb(app):.0f} |", flush=True)


def idle(app, port, count):
    time.sleep(1)
    before = resident_mb(app)
    sockets = []
    for _ in range(count):
        s = socket.create_connection(("127.0.0.1", port))
        s.sendall(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
        sockets.append(s)
    answered = sum(s.recv(4096).startswith(b"HTTP/1.1 200") for s in sockets)
    time.sleep(1)
    after = resident_mb(app)
    for s in sockets:
        s.close()
    print(f"\n### {count} idle connections, each after one answer\n\nanswered: {answered}; RSS {before:.0f} → {after:.0f} MB "
          f"({after - before:+.0f})", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--slow", type=int, default=500)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--idle", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, default=50, help="runs of the first row, each way")
    given = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        app, port = start_app(work)
        sidecar, one = start_sidecar(work, port)
        try:
            print(f"# An unkind network, {time.strftime('%F')}\n\n{os.cpu_count()} cores, -Xmx64m; clients and load on the same cores.")
            ways = [("direct", port)] + ([("sidecar", one)] if sidecar else [])
            first_rows(ways, given.rows)
            idle(app, port, given.idle)
            slow_beside_fast(app, port, work, given.slow, given.megabytes, given.rounds)
        finally:
            if app.poll() is not None:
                print(f"the app ended by itself: {app.returncode}\n{(work / 'app.log').read_text()[-4000:]}", file=sys.stderr)
            for process in (sidecar, app):
                if process:
                    process.terminate()
                    process.wait(20)


if __name__ == "__main__":
    main()
