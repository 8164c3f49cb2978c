"""Stretches of a text, as offsets."""

from bisect import bisect_right
from collections.abc import Iterable

Span = tuple[int, int]


class Cover:
    """Some spans, asked whether one of them holds or touches another; quick however many there are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest: list[Span] = []
        for span in ordered:
            last = self._furthest[-1] if self._furthest else span
            self._furthest.append(span if span[1] >= last[1] else last)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def holder(self, span: Span) -> Span | None:
        """Return a span that holds all of another; None: there is none."""
        index = bisect_right(self._starts, span[0]) - 1
        if index < 0 or self._furthest[index][1] < span[1]:
            return None
        return self._furthest[index]

    def touches(self, span: Span) -> bool:
        """Tell whether a span shares a character with another."""
        index = bisect_right(self._starts, span[1] - 1) - 1
        return index >= 0 and self._furthest[index][1] > span[0]
