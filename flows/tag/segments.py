"""The segments of a sentence: what lies between its commas and marks."""

import re

from flows.tag.spans import Span

# 今（15）日 is one word.
_BREAK = re.compile(
    r"[，,、：:。！？!?；;…\n\"“”「」『』]|[（(](?!\d{1,2}[）)])|(?<![（(]\d)(?<![（(]\d\d)[）)]"
)
_MARKS = frozenset('，,、：:。！？!?；;…\n"“”「」『』')
_PARENTHESES = frozenset("()（）")
_OPENING = frozenset("(（")


def own_segment(text: str, start: int, end: int) -> Span | None:
    """Return the last segment of a sentence; None: it is empty, or parentheses stand in or before it.

    That is what most subjects need, and found without a look at all of the sentence.
    """
    low = end
    while low > start and text[low - 1] not in _MARKS:
        low -= 1
        if text[low] in _PARENTHESES:
            return None
    return (low, end) if text[low:end].strip() else None


def segments_of(text: str, start: int, verb: int) -> list[Span]:
    """Return what lies between commas and marks, without what stands in parentheses: “麦子”（网名）."""
    breaks = [match.span() for match in _BREAK.finditer(text, start, verb)]
    starts = [start, *(end for _, end in breaks)]
    ends = [*(begin for begin, _ in breaks), verb]
    return [
        (low, high)
        for low, high in zip(starts, ends, strict=True)
        if text[low:high].strip() and not (text[low - 1 : low] in _OPENING and high < verb)
    ]
