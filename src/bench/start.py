#!/usr/bin/env python3
"""How long a start takes: of --version, of transform with five records, and of serve to its first
answer. The executables run in turn in each round, the other way round in every second one.

Usage: src/bench/start.py [--rounds 15] [ROWGATE…]

Prints medians with the least of each: of the clock, and of the processor time of all threads, which
says more where the machine has other work. Of a server also that of its main thread and what of it
is in memory, when it has answered.
"""
import argparse
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import time

sys.dont_write_bytecode = True
import network  # noqa: E402

SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "docs" / "sample"


def command(rowgate, *arguments):
    """Runs it to its end; the time and the processor time, in ms."""
    begin = time.perf_counter()
    process = subprocess.Popen([rowgate, *arguments], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - begin
    # One of the five records lacks a cell.
    assert process.returncode in (0, 1), process.returncode
    return {"ms": took * 1e3, "processor ms": (usage.ru_utime + usage.ru_stime) * 1e3}


def connected(port):
    """A connection as soon as there is somebody to connect to; never one to itself."""
    while True:
        client = socket.socket()
        try:
            client.connect(("127.0.0.1", port))
            if client.getsockname()[1] != port:
                return client
        except OSError:
            pass
        client.close()
        time.sleep(0.002)


def serve(rowgate):
    port = network.free_port()
    begin = time.perf_counter()
    process = subprocess.Popen(
        [rowgate, "serve", "--port", str(port), "--schemas", SAMPLES],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with connected(port) as client:
            client.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
            answer = client.recv(4096)
            took = time.perf_counter() - begin
            assert answer.startswith(b"HTTP/1.1 200 "), answer
            all_threads, main = processor(process.pid)
            return {"ms": took * 1e3, "processor ms": all_threads, "of main": main,
                    "MB": resident(process.pid)}
    finally:
        process.kill()
        process.wait()


def processor(pid):
    """Of all threads and of the busiest that is called java, in ms."""
    threads = []
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        ran = int((task / "schedstat").read_text().split()[0]) / 1e6
        threads.append(((task / "comm").read_text().strip(), ran))
    return sum(ran for _, ran in threads), max(ran for name, ran in threads if name == "java")


def resident(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("rowgate", nargs="*", default=["target/rowgate"])
    asked = options.parse_args()
    runs = {
        "--version": lambda rowgate: command(rowgate, "--version"),
        "transform, 5 records": lambda rowgate: command(
            rowgate, "transform", "--schema", SAMPLES / "people.json", SAMPLES / "people.csv"),
        "serve": serve,
    }
    taken = {}
    load = [pathlib.Path("/proc/loadavg").read_text().split()[0]]
    for number in range(asked.rounds):
        for rowgate in asked.rowgate if number % 2 == 0 else asked.rowgate[::-1]:
            for name, run in runs.items():
                for what, value in run(os.path.abspath(rowgate)).items():
                    taken.setdefault((name, rowgate, what), []).append(value)
    load.append(pathlib.Path("/proc/loadavg").read_text().split()[0])
    print(f"medians of {asked.rounds} (the least), load {' to '.join(load)}")
    for (name, rowgate, what), values in taken.items():
        print(f"{name:22}{rowgate:40}{what:14}{statistics.median(values):7.0f} ({min(values):.0f})")


if __name__ == "__main__":
    main()
