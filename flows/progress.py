"""Progress of long work: a bar on a terminal, plain lines elsewhere.

Whoever starts the work chooses; the work itself only says what it is at.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from flows.structured import is_structured


class Reporter(Protocol):
    """Someone who is told how the work gets on."""

    def begin(self, work: str, total: int) -> None:
        """Say that `total` pieces of `work` begin."""

    def advance(self, piece: str) -> None:
        """Say that one piece is done."""

    def say(self, line: str) -> None:
        """Say something that stays readable."""


class Silence:
    """Tells nobody."""

    def begin(self, work: str, total: int) -> None:
        """Say nothing."""

    def advance(self, piece: str) -> None:
        """Say nothing."""

    def say(self, line: str) -> None:
        """Say nothing."""


class Lines:
    """Writes a line per kind of work and per thing said; for logs and pipes."""

    def begin(self, work: str, total: int) -> None:
        """Write what begins."""
        if total:
            print(f"{work}: {total}", file=sys.stderr, flush=True)

    def advance(self, piece: str) -> None:
        """Write nothing: a log needs no ticks."""

    def say(self, line: str) -> None:
        """Write the line."""
        print(line, file=sys.stderr, flush=True)


class Bar:
    """Draws a bar of what is under way."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None, piece="")

    def begin(self, work: str, total: int) -> None:
        """Start the bar anew."""
        self._progress.reset(self._task, total=max(total, 1), description=work)

    def advance(self, piece: str) -> None:
        """Move the bar."""
        self._progress.update(self._task, advance=1, piece=piece)

    def say(self, line: str) -> None:
        """Print the line above the bar."""
        self._progress.console.print(line, highlight=False)


_REPORTER: ContextVar[Reporter | None] = ContextVar("reporter", default=None)


def reporter() -> Reporter:
    """Return who is to be told in this context."""
    return _REPORTER.get() or Silence()


@contextmanager
def told_on_terminal() -> Iterator[Reporter]:
    """Tell standard error: with a bar where it is a terminal, in plain lines elsewhere.

    Where logs are to be JSON, the run's own log says everything.
    """
    if is_structured():
        with telling(Silence()) as silence:
            yield silence
        return
    console = Console(stderr=True)
    if not console.is_terminal:
        with telling(Lines()) as lines:
            yield lines
        return
    columns = (
        TextColumn("{task.description:<16}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[piece]}", style="dim"),
    )
    with (
        Progress(*columns, console=console, transient=True) as progress,
        telling(Bar(progress)) as bar,
    ):
        yield bar


@contextmanager
def telling(chosen: Reporter) -> Iterator[Reporter]:
    """Have this reporter told in what is done inside."""
    token = _REPORTER.set(chosen)
    try:
        yield chosen
    finally:
        _REPORTER.reset(token)
