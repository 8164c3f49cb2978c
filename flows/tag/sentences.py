"""Sentences of a text, as slices of it, so that evidence can always be found again."""

import re
from itertools import pairwise

# An end: a full stop with the closing marks behind it, a line break, or a Latin full stop before a blank.
_END = re.compile(  # all marks stand first in one set, so that a search skips to the next of them
    r"[。！？!?；;\n.](?:(?<=[。！？!?；;])[。！？!?；;]*[”’」』）)\"']*|(?<=\n)|(?<=\.)(?<!\b[DM]r\.)(?<!\b[MS]s\.)(?<!\b[DMS]t\.)(?<!\bMrs\.)(?<!\bProf\.)(?<!\b[A-Z]\.)[\"'”’)]*(?=\s))"
)
_LONGEST = 240  # characters of evidence; a longer sentence is cut at clauses
_CLAUSE = re.compile(r"[，,、;：: ]")
_LONGEST_SENTENCE = 300  # characters before a mark that are looked at
_LONGEST_NAME = 13  # characters of a name in marks, with its first mark
_BLANKS = " \t\u3000\u00a0\n"


class Sentences:
    """The sentences of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *[match.end() for match in _END.finditer(text)]]
        if len(self.starts) > 1 and self.starts[-1] == len(text):
            self.starts.pop()
        self._spans = [*pairwise((*self.starts, len(text)))]
        self.numbers: list[int] = []  # of the sentence that each character lies in
        for number, (start, end) in enumerate(self._spans):
            self.numbers += [number] * (end - start)
        self.numbers.append(len(self._spans) - 1)

    def number(self, offset: int) -> int:
        """Return which sentence an offset lies in."""
        return self.numbers[offset]

    def span(self, number: int) -> tuple[int, int]:
        """Return from where to where a sentence reaches."""
        return self._spans[number]

    def evidence(self, start: int, end: int) -> str:
        """Return the sentence around a stretch, without blanks at its ends, cut if it is very long."""
        low, high = self._spans[self.numbers[start]]
        high = max(high, end)
        if high - low > _LONGEST:
            low, high = self._clauses_around(start, end, low, high)
        return self.text[low:high].strip(_BLANKS)

    def _clauses_around(self, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        room = max(0, (_LONGEST - (end - start)) // 2)
        first, last = max(low, start - room), min(high, end + room)
        if first > low and (cut := _CLAUSE.search(self.text, first, start)):
            first = cut.end()
        if last < high:
            cuts = [match.start() for match in _CLAUSE.finditer(self.text, end, last)]
            last = cuts[-1] if cuts else last
        return first, last


def sentence_start(text: str, offset: int) -> int:
    """Return where a sentence of a folded text begins, at the latest behind somebody's speech in marks."""
    earliest = max(0, offset - _LONGEST_SENTENCE)
    start = max(earliest - 1, *(text.rfind(mark, earliest, offset) for mark in "。!?;\n")) + 1
    while (mark := text.rfind('"', start, offset)) >= 0:
        opening = text.rfind('"', max(start, mark - _LONGEST_NAME), mark)
        if opening < 0 or text[mark - 1] in ",，.。!?":
            return mark + 1  # somebody's speech ends there
        offset = opening  # a name in marks
    return start
