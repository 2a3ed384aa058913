"""The exceptions of this package."""

from __future__ import annotations

from typing import Any, Sequence

from ._model import Problem, Summary


class RowgateError(Exception):
    """The base of all exceptions of this package."""


class IncompleteRun(RowgateError):
    """A run did not read its input to the end, or its output did not arrive whole.

    `problems` says why, as far as the program could: the fault of the stream, or the reasons of a
    refusal. `exit_code` is that of the program, negative for a signal, None if the program was ended
    from here; `summary` is the incomplete summary, if there is one.
    """

    def __init__(
        self,
        message: str,
        problems: Sequence[Problem] = (),
        exit_code: int | None = None,
        summary: Summary | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)
        self.exit_code = exit_code
        self.summary = summary

    @property
    def code(self) -> str | None:
        """The code of the first problem, such as `bad-compression`; None if there is none."""
        return self.problems[0].code if self.problems else None

    def __str__(self) -> str:
        if self.exit_code is None:
            return self.message
        return f"{self.message} (exit code {self.exit_code})"

    def __reduce__(self) -> tuple[Any, ...]:
        # So that it survives the way between processes, as of `multiprocessing` or a Spark task.
        return type(self), (self.message, self.problems, self.exit_code, self.summary)


class Refused(IncompleteRun):
    """Nothing was converted: an option, the header or a file is wrong, or the input isn't CSV."""


class InvalidSchema(Refused):
    """The schema is invalid. `problems` has all its errors, each with its JSON `pointer`."""
