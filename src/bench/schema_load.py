#!/usr/bin/env python3
"""Measures `/livez` while five clients send the worst JSON Schemas that are known.

Usage: src/bench/schema_load.py [KINDS] [SECONDS] [PORT]      (WORST; 30; 8099)
#   WORST   an `anyOf` of 100,000 members that are no schemas, 200 KB
#   VALUES  short JSON Schemas whose values take long
#   ALL     these and seven others, each of which takes long in another way

Starts `target/rowgate serve`, prints how the uploads of each kind were answered, and how long
`/livez` took, asked 20 times a second on a connection of its own: for 10 s alone, then beside the
clients. Ends with 1 if its 99th
percentile is not under 100 ms, or if any answer was a 5xx other than 503. Needs a build (mvn
package).
"""
import collections
import http.client
import json
import subprocess
import sys
import threading
import time

WHICH = sys.argv[1] if len(sys.argv) > 1 else "WORST"
SECONDS = int(sys.argv[2]) if len(sys.argv) > 2 else 30
PORT = int(sys.argv[3]) if len(sys.argv) > 3 else 8099
CLIENTS = 5


def nested(keyword, depth):
    return ('{"%s":' % keyword) * depth + "{}" + "}" * depth


def chain(links):
    defs = {f"d{i}": {"$ref": f"#/$defs/d{i + 1}"} for i in range(links)}
    return json.dumps({"$defs": {**defs, f"d{links}": {}}, "$ref": "#/$defs/d0"})


# Each kind: a JSON Schema, and the value of one cell.
NUMBERS = "[" + ",".join(["1e9999"] * 60_000) + "]"
INTEGERS = "[" + ",".join(str(i) for i in range(60_000)) + "]"
STRINGS = [{"type": "string"}] * 99
VALUES = {
    "a value, 100 wrong alternatives": (json.dumps({"items": {"anyOf": [*STRINGS, False]}}), INTEGERS),
    "a value, 100 alternatives, one right": (json.dumps({"items": {"oneOf": [*STRINGS, True]}}), INTEGERS),
    "a value, alternatives within": (json.dumps({"items": {"anyOf": [{"anyOf": STRINGS[:10]}] * 10 + [True]}}), INTEGERS),
}
KINDS = {
    "anyOf that isn't one": ('{"anyOf":[' + ",".join(["1"] * 100_000) + "]}", "[]"),
    "allOf, 20,000 members": ('{"allOf":[' + ",".join(['{"type":1}'] * 20_000) + "]}", "[]"),
    "items in items": (nested("items", 15_000), "[]"),
    "a chain of references": (chain(5_000), "[]"),
    "patterns": (
        json.dumps({"patternProperties": {f"^(a{{1,50}}b?){{1,9}}{i}$": True for i in range(5_000)}}),
        "[]",
    ),
    "an enum": ('{"enum":[' + ",".join(f"1e{i % 9000}" for i in range(60_000)) + "]}", NUMBERS),
    "items of 40 alternatives": (
        json.dumps({"items": {"oneOf": [{"multipleOf": i} for i in range(2, 42)]}}),
        INTEGERS,
    ),
    "unique items": ('{"uniqueItems":true}', INTEGERS),
    "contains": ('{"contains":{"type":"string"},"minContains":9}', NUMBERS),
    **VALUES,
}


def body(schema, cell):
    table = '{"fields":[{"name":"a","type":"array","constraints":{"jsonSchema":%s}}]}' % schema
    rows = 'a\n"' + cell + '"\n'
    part = '--B\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    return (part % ("schema", table) + part % ("file", rows) + "--B--\r\n").encode()


def send(stop, kinds, seen):
    while not stop.is_set():
        for name, sent in kinds:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=90)
            try:
                connection.request(
                    "POST",
                    "/v1/transform",
                    sent,
                    {"Content-Type": "multipart/form-data; boundary=B"},
                )
                answer = connection.getresponse()
                answer.read()
                seen[name, answer.status] += 1
            except OSError as failure:
                seen[name, type(failure).__name__] += 1
            finally:
                connection.close()
            if stop.is_set():
                return


def ask(stop, times):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=90)
    while not stop.is_set():
        begin = time.perf_counter()
        connection.request("GET", "/livez")
        answer = connection.getresponse()
        assert answer.status == 200 and answer.read() == b"ok\n"
        times.append(time.perf_counter() - begin)
        time.sleep(0.05)


def tell(when, times):
    times.sort()
    p99 = times[int(len(times) * 0.99)]
    print(
        f"/livez {when}: {len(times)} times, median {times[len(times) // 2] * 1000:.1f} ms,"
        f" 99th percentile {p99 * 1000:.1f} ms, longest {times[-1] * 1000:.1f} ms"
    )
    return p99


def main():
    service = subprocess.Popen(["target/rowgate", "serve", "--port", str(PORT)])
    try:
        for _ in range(600):
            try:
                ready = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
                ready.request("GET", "/readyz")
                if ready.getresponse().status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        time.sleep(22)  # The warm-up is over.
        kinds = {"WORST": list(KINDS.items())[:1], "VALUES": VALUES.items(), "ALL": KINDS.items()}[WHICH]
        bodies = [(name, body(*kind)) for name, kind in kinds]
        idle, quiet = threading.Event(), []
        alone = threading.Thread(target=ask, args=(idle, quiet))
        alone.start()
        time.sleep(10)
        idle.set()
        alone.join()
        stop, seen, times = threading.Event(), collections.Counter(), []
        threads = []
        for i in range(CLIENTS):
            # The clients begin with different kinds.
            turned = bodies[2 * i :] + bodies[: 2 * i]
            threads.append(threading.Thread(target=send, args=(stop, turned, seen)))
        threads.append(threading.Thread(target=ask, args=(stop, times)))
        for thread in threads:
            thread.start()
        time.sleep(SECONDS)
        stop.set()
        for thread in threads:
            thread.join()
    finally:
        service.terminate()
        service.wait()
    for (name, status), count in sorted(seen.items(), key=str):
        print(f"{count:6} {status} {name}")
    tell("alone", quiet)
    p99 = tell("beside the clients", times)
    bad = any(isinstance(s, str) or s >= 500 and s != 503 for _, s in seen)
    sys.exit(1 if bad or p99 >= 0.1 else 0)


main()
