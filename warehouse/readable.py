"""An answer for people at a terminal: their calendar, spans in words, shares in percent, nothing made for programs.

Other forms give every value as it is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from itertools import product
from typing import Any

from rich.style import Style
from rich.text import Text

from warehouse.ask import Answer
from warehouse.columns import SPAN_UNITS, is_share, is_span, written_moment, written_span
from warehouse.differences import differences
from warehouse.show import ROOMS, clipped, harmless

_DIGEST = re.compile(r"[0-9a-f]{32}")
_DIGEST_NAME = re.compile(r"(^|_)(document|cluster)_id$")
_FEWEST_QUIET = 3  # days without anything that are worth one line together
_STYLES = {"removed": "red strike", "added": "green underline", "skipped": "dim", "same": ""}
_LINKED = ("title", "last_title", "first_source", "detail")  # what a url leads to
_ADDRESSES = ("url", "last_url", "first_url")
Fits = Callable[[Answer, int], bool]


@dataclass(frozen=True, slots=True)
class Readable:
    """An answer as it is printed, with the columns that were left out and the calendar of its times."""

    answer: Answer
    left_out: tuple[str, ...]
    has_moments: bool


def make_readable(answer: Answer, zone: tzinfo, fits: Fits, *, is_styled: bool) -> Readable:
    """Return an answer as people read it; columns are left out until it fits.

    With style a title leads to its address, and what was changed is marked instead of told twice.
    """
    digests = digest_columns(answer)
    shown = _without_quiet_days(answer)
    has_moments = any(isinstance(value, datetime) for row in shown.rows for value in row)
    shown = replace(shown, rows=[_written(shown.columns, row, zone) for row in shown.rows])
    if is_styled:
        shown = _with_links(_with_changes(shown))
    if "depth" in shown.columns and "title" in shown.columns:
        shown = _as_tree(shown)
    shown = _without(shown, digests)
    addresses = _addresses(shown) if is_styled else []
    empty = [*addresses, *_empty(shown)]
    for room, names in product(ROOMS, ([], addresses, empty, [*empty, *_ids(shown)])):
        narrower = _without(shown, names)
        if fits(narrower, room):
            return Readable(narrower, (*digests, *names), has_moments)
    return Readable(shown, tuple(digests), has_moments)


def digest_columns(answer: Answer) -> list[str]:
    """Return the columns that hold nothing but digests, which name rows for programs."""
    return [name for name in answer.columns if _holds_digests(answer, name)]


def _holds_digests(answer: Answer, name: str) -> bool:
    place = answer.columns.index(name)
    values = [one for row in answer.rows for one in _several(row[place]) if one is not None]
    is_named = _DIGEST_NAME.search(name) is not None
    return is_named or (bool(values) and all(_DIGEST.fullmatch(str(value)) for value in values))


def _several(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else (value,)


def _addresses(answer: Answer) -> list[str]:
    has_title = any(name in answer.columns for name in _LINKED)
    return [name for name in _ADDRESSES if name in answer.columns and has_title]


def _ids(answer: Answer) -> list[str]:
    """Return the columns of short ids beside which a name stands."""
    named = {"name", "source_name", "question", "party", "other_name"} & set(answer.columns)
    return [one for one in answer.columns if named and (one.endswith("_id") or one == "target")]


def _empty(answer: Answer) -> list[str]:
    """Return the columns in which no row has anything."""
    return [
        name
        for place, name in enumerate(answer.columns)
        if answer.rows and all(row[place] in (None, "") for row in answer.rows)
    ]


def _without(answer: Answer, names: Sequence[str]) -> Answer:
    kept = [place for place, name in enumerate(answer.columns) if name not in names]
    return Answer(
        tuple(answer.columns[place] for place in kept),
        tuple(answer.types[place] for place in kept),
        [tuple(row[place] for place in kept) for row in answer.rows],
    )


def _written(columns: Sequence[str], row: Sequence[Any], zone: tzinfo) -> tuple[Any, ...]:
    precision = dict(zip(columns, row, strict=True)).get("published_precision")
    return tuple(
        _value(value, column, zone, precision if column == "published_at" else None)
        for column, value in zip(columns, row, strict=True)
    )


def _value(value: Any, column: str, zone: tzinfo, precision: str | None) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return written_moment(value, zone, precision)
    if is_span(column, value):
        return written_span(value, SPAN_UNITS)
    if is_share(column, value):
        return f"{value:.1%}"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value


def _without_quiet_days(answer: Answer) -> Answer:
    """Join the days of a daily answer on which there was nothing at all."""
    days = [row[0] for row in answer.rows] if answer.columns[:1] == ("day",) else []
    if len(set(days)) != len(days) or not all(isinstance(day, date) for day in days):
        return answer
    rows: list[tuple[Any, ...]] = []
    for run in _runs(answer.rows):
        if any(run[0][1:]) or len(run) < _FEWEST_QUIET:
            rows += run
        else:
            rows.append((f"… {len(run)} days", *([None] * (len(answer.columns) - 1))))
    return replace(answer, rows=rows)


def _runs(rows: Sequence[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows in groups: each with something alone, those with nothing together."""
    quiet: list[tuple[Any, ...]] = []
    for row in rows:
        if any(row[1:]):
            if quiet:
                yield quiet
            quiet = []
            yield [row]
        else:
            quiet.append(row)
    if quiet:
        yield quiet


def _as_tree(answer: Answer) -> Answer:
    """Indent titles by their depth, which then needs no column."""
    depth, title = answer.columns.index("depth"), answer.columns.index("title")
    rows = []
    for row in answer.rows:
        cells = list(row)
        branch = (
            "└" + "──" * row[depth] if row[depth] else ""
        )  # no blank, at which a line would break
        cells[title] = (
            Text(branch) + row[title] if isinstance(row[title], Text) else branch + row[title]
        )
        rows.append(tuple(cells))
    return _without(replace(answer, rows=rows), ["depth"])


def _with_links(answer: Answer) -> Answer:
    """Let a title lead to its address where the terminal can."""
    address = next((name for name in _ADDRESSES if name in answer.columns), None)
    title = next((name for name in _LINKED if name in answer.columns), None)
    if address is None or title is None:
        return answer
    source, target = answer.columns.index(address), answer.columns.index(title)
    rows = []
    for row in answer.rows:
        cells = list(row)
        place = str(row[source] or "")
        if row[target] and place.startswith(("http://", "https://")) and place.isprintable():
            cells[target] = Text(clipped(harmless(str(row[target]))), style=Style(link=place))
        rows.append(tuple(cells))
    return replace(answer, rows=rows)


def _with_changes(answer: Answer) -> Answer:
    """Put what was before and after into one column that marks the difference."""
    if not {"before", "after"} <= set(answer.columns):
        return answer
    before, after = answer.columns.index("before"), answer.columns.index("after")
    columns = tuple("change" if name == "before" else name for name in answer.columns)
    rows = []
    for row in answer.rows:
        cells = list(row)
        cells[before] = Text.assemble(
            *(
                (" … " if one.kind == "skipped" else harmless(one.text), _STYLES[one.kind])
                for one in differences(row[before], row[after])
            )
        )
        rows.append(tuple(cells))
    return _without(Answer(columns, answer.types, rows), ["after"])
