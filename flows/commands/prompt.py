"""The prompt of `aftermath sql`: one read-only statement at a time, with history and completion.

Made of the standard library's readline: what more a library would give is not worth another dependency.
"""

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from warehouse.ask import Answer, ask
from warehouse.errors import QueryError
from warehouse.home import Home
from warehouse.queries import read_layer

try:
    import readline
except ImportError:  # Windows: no history and no completion
    readline = None  # type: ignore[assignment]

_WORDS = "select from where group by order limit join using and or not null case when then else end count sum as desc with"
_NAMES = """
select table_name from information_schema.tables where table_schema = 'main'
union
select column_name from information_schema.columns where table_schema = 'main'
"""
_HISTORY_LINES = 2_000


def converse(home: Home, show: Callable[[Answer], None], seconds: float) -> None:
    """Ask for statements and show their answers until the end of input; a failure is one sentence."""
    snapshot = home.snapshot()
    with _editing(home.root / "sql-history", _names(snapshot)):
        if sys.stdin.isatty():
            print("One question in SQL, ended by a semicolon or an empty line; Ctrl-D leaves.")
        for statement in _statements():
            try:
                show(ask(home.snapshot(), statement, seconds=seconds))
            except QueryError as error:
                print(error, file=sys.stderr)
            except KeyboardInterrupt:
                print("Interrupted.", file=sys.stderr)


def _statements() -> Iterator[str]:
    """Yield what is typed, statement by statement; Ctrl-C drops the lines of an unfinished one."""
    lines: list[str] = []
    while True:
        try:
            line = input(_prompt(is_first=not lines)).rstrip()
        except KeyboardInterrupt:
            print()
            lines.clear()
            continue
        except EOFError:
            if lines:
                yield "\n".join(lines)
            elif sys.stdin.isatty():
                print()
            return
        if not lines and line.strip(" ;").lower() in ("exit", "quit", r"\q"):
            return
        if line:
            lines.append(line)
        if lines and (not line or line.endswith(";")):
            statement = "\n".join(lines).strip().rstrip(";").strip()
            lines.clear()
            if statement:
                yield statement


def _prompt(*, is_first: bool) -> str:
    if not sys.stdin.isatty():
        return ""
    return "aftermath> " if is_first else "      ...> "


def _names(snapshot: Path) -> list[str]:
    """Return what can be completed: tables, columns, trends and the words of SQL."""
    found = {str(name) for (name,) in ask(snapshot, _NAMES).rows}
    return sorted(
        found | {f"{trend.name}(" for trend in read_layer("trends")} | set(_WORDS.split())
    )


@contextlib.contextmanager
def _editing(history: Path, names: list[str]) -> Iterator[None]:
    """Give the prompt history and completion, where there is a terminal and readline."""
    if readline is None or not sys.stdin.isatty():
        yield
        return
    with contextlib.suppress(OSError):
        readline.read_history_file(history)
    readline.set_history_length(_HISTORY_LINES)
    readline.set_completer_delims(" \t\n,()=<>;'\"")
    readline.set_completer(completer(names))
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            readline.write_history_file(history)


def completer(names: list[str]) -> Callable[[str, int], str | None]:
    """Return a function that completes a word as readline wants it."""

    def complete(word: str, number: int) -> str | None:
        fitting = [name for name in names if name.startswith(word.lower())]
        return fitting[number] if number < len(fitting) else None

    return complete
