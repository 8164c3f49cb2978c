"""Speech as it is found in a text."""

from typing import NamedTuple

from flows.tag.spans import Span


class Utterance(NamedTuple):  # made in a third of the time that a frozen data class takes
    """Speech found in a text, by offsets."""

    speaker: Span
    verb: str
    text: Span
    is_direct: bool


def trimmed(text: str, low: int, high: int, marks: str) -> Span:
    """Return a stretch without blanks before it, or marks behind it."""
    while low < high and text[low] in " \u3000\n":
        low += 1
    while high > low and text[high - 1] in marks:
        high -= 1
    return low, high
