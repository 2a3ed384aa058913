"""A run of the program as a child process."""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import tempfile
import threading
import weakref
from typing import IO, Iterator, Protocol, Sequence

from ._errors import IncompleteRun, InvalidSchema, Refused
from ._model import Problem, Summary
from ._program import PROGRAM


class Readable(Protocol):
    """A file opened in binary mode, or what has its method `read`."""

    def read(self, size: int, /) -> bytes: ...


Source = str | os.PathLike[str] | Readable

_CHUNK = 1 << 16
_MESSAGE = re.compile(r"^rowgate: (?!try ')(?:stdin: )?(.*?)(?: \[([a-z-]+)\])?$", re.MULTILINE)
#: for messages that name no code: what the exit code says
_CODES = {2: "bad-option", 3: "broken-input", 4: "io-error"}


class Run:
    """A child process that reads `source`, and its output.

    A path is opened here, so what can't be opened raises what `open` raises, and the program reads
    from its descriptor. A file object is copied to the program by a thread, which waits while the
    program does. The process ends with this object at the latest.
    """

    def __init__(
        self, command: str, source: Source, schema: str | None, flags: Sequence[str]
    ) -> None:
        self.name = _name_of(source)
        self._schema = schema
        self._files: list[str] = []
        argv = [os.fspath(PROGRAM), command, *flags]
        if command != "infer":
            # Only its ending counts. A name that is no UTF-8 would be refused.
            argv.append("--stdin-name=" + self.name.encode("utf-8", "replace").decode())
        if schema is not None:
            self._files.append(_temporary(schema))
            argv.append("--schema=" + self._files[0])
        try:
            self._process, self._feeder = _start(argv, source)
        except BaseException:
            _remove(self._files)
            raise
        self._stderr = _Tail(_pipe(self._process.stderr))
        self._end = weakref.finalize(
            self, _end, self._process, self._feeder, self._stderr, self._files
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def stdout(self) -> IO[bytes]:
        return _pipe(self._process.stdout)

    def lines(self) -> Iterator[bytes]:
        """The lines of the output with their line ends, as they come."""
        return iter(self.stdout)

    def close(self) -> None:
        """Ends the process if it still runs, and waits for it."""
        self._end()

    def wait(self) -> int:
        """Waits until the process has ended by itself, after the end of its output.

        Returns its exit code. Raises what reading the source raised.
        """
        exit_code = self._process.wait()
        self._stderr.join()
        self.close()
        if self._feeder is not None and self._feeder.failure is not None:
            raise self._feeder.failure
        return exit_code

    def incomplete(
        self, exit_code: int, summary: Summary | None = None, why: str = ""
    ) -> IncompleteRun:
        """Why the run isn't complete: a fault, a refusal, or what happened to the process."""
        if summary is not None and summary.fault is not None:
            message = f"{self.name}: {summary.fault.message} [{summary.fault.code}]"
            return IncompleteRun(message, [summary.fault], exit_code, summary)
        messages = _MESSAGE.findall(self._stderr.text)
        if messages and exit_code in _CODES and summary is None:
            return self._refused(exit_code, messages)
        if exit_code < 0:
            why = f"the program was ended by signal {-exit_code}"
        elif not why:
            why = "the output of the program is cut off"
        last = self._stderr.text.strip().rpartition("\n")[2]
        return IncompleteRun(
            f"{self.name}: {why}{': ' + last if last else ''}", (), exit_code, summary
        )

    def _refused(self, exit_code: int, messages: Sequence[tuple[str, str]]) -> IncompleteRun:
        problems = tuple(Problem(code or _CODES[exit_code], message) for message, code in messages)
        kind: type[Refused] = Refused
        if self._schema is not None and problems[0].code.startswith("schema-"):
            kind = InvalidSchema
            problems = schema_problems(self._schema) or problems
        text = "; ".join(f"{problem.message} [{problem.code}]" for problem in problems)
        return kind(f"{self.name}: {text}", problems, exit_code)


@functools.lru_cache(maxsize=16)
def schema_problems(schema: str) -> tuple[Problem, ...]:
    """All errors of a schema; none if it is valid."""
    file = _temporary(schema)
    try:
        argv = [os.fspath(PROGRAM), "schema", "check", "--format=json", file]
        checked = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True)
        if checked.returncode not in (0, 2) or not checked.stdout:
            words = checked.stderr.decode("utf-8", "replace").strip()
            raise IncompleteRun(f"the schema wasn't checked: {words}", (), checked.returncode)
        return tuple(Problem.of(problem) for problem in json.loads(checked.stdout)["problems"])
    finally:
        _remove([file])


def _start(argv: list[str], source: Source) -> tuple[subprocess.Popen[bytes], _Feeder | None]:
    if isinstance(source, (str, os.PathLike)):
        with open(source, "rb") as file:
            return _popen(argv, file), None
    if not hasattr(source, "read") or hasattr(source, "encoding"):
        raise TypeError(f"a path or a file in binary mode is needed: {type(source).__name__}")
    process = _popen(argv, subprocess.PIPE)
    return process, _Feeder(source, process)


def _popen(argv: list[str], stdin: IO[bytes] | int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        argv,
        bufsize=_CHUNK,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


class _Feeder(threading.Thread):
    """Copies a file object to the program's stdin.

    If reading fails, the program is ended before its stdin is: it must not take that for the end of
    the input.
    """

    def __init__(self, source: Readable, process: subprocess.Popen[bytes]) -> None:
        super().__init__(name="rowgate-stdin", daemon=True)
        self.failure: BaseException | None = None
        self._source = source
        self._process = process
        self.start()

    def run(self) -> None:
        stdin = _pipe(self._process.stdin)
        try:
            while chunk := self._read():
                if not _written(stdin, chunk):
                    break
        except BaseException as failure:  # it is raised where the output is read
            self.failure = failure
            self._process.kill()
        finally:
            _close(stdin)

    def _read(self) -> bytes:
        chunk = self._source.read(_CHUNK)
        if not isinstance(chunk, (bytes, bytearray, memoryview)):
            raise TypeError(f"read() of the input must return bytes, not {type(chunk).__name__}")
        return chunk


class _Tail(threading.Thread):
    """Reads the program's stderr, so that it never waits for that, and keeps the last 64 KiB."""

    def __init__(self, stderr: IO[bytes]) -> None:
        super().__init__(name="rowgate-stderr", daemon=True)
        self._stderr = stderr
        self._kept = b""
        self.start()

    def run(self) -> None:
        with self._stderr:
            while chunk := os.read(self._stderr.fileno(), _CHUNK):
                self._kept = (self._kept + chunk)[-_CHUNK:]

    @property
    def text(self) -> str:
        return self._kept.decode("utf-8", "replace")


def _end(
    process: subprocess.Popen[bytes], feeder: _Feeder | None, stderr: _Tail, files: list[str]
) -> None:
    """Ends the process; after SIGTERM it removes unfinished files itself."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    _close(_pipe(process.stdout))
    for thread in (feeder, stderr):
        # A feeder may wait for its source, and a collection of garbage may happen in any thread.
        if thread is not None and thread is not threading.current_thread():
            thread.join(1)
    _remove(files)


def _written(stdin: IO[bytes], chunk: bytes) -> bool:
    """Whether the program took the chunk; it doesn't if it has ended."""
    try:
        stdin.write(chunk)
        stdin.flush()
        return True
    except BrokenPipeError:
        return False


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        pass


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _name_of(source: Source) -> str:
    if isinstance(source, (str, os.PathLike)):
        return os.fspath(source)
    name = getattr(source, "name", None)
    return name if isinstance(name, str) else "the input"


def _temporary(text: str) -> str:
    handle, path = tempfile.mkstemp(prefix="rowgate-", suffix=".json")
    with open(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _remove(files: list[str]) -> None:
    for file in files:
        try:
            os.unlink(file)
        except FileNotFoundError:
            pass
