"""Whether a document follows up an open question, or only uses a word that sounds like it.

小米公布处罚结果 publishes something, but not the blacklist that a thread asks for. So a word that is
common in any text counts only in company: of another term of the thread, or of a word of the question
in its own sentence. And a sentence that tells of years long before the incident follows nothing up.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from flows.tag.compiled import CompiledIncident
from flows.tag.matching import Findings
from flows.tag.segmentation import is_common
from flows.tag.sentences import Sentences
from flows.tag.spans import Span

_LATIN_WORD = re.compile(r"[a-z]+$")
_ONCE = re.compile(r"曾因|曾被|过往|過往|旧案|舊案|当年|當年")  # what follows is told of the past
_YEAR = re.compile(r"(?=[12])(?<![\d.])((?:19|20)\d\d)(?=年|\b)")


def followed_up(
    incident: CompiledIncident, found: Findings, sentences: Sentences, text: str
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield the threads that a document follows up, with where; `text` is the folded one."""
    past = _Past(incident.incident.started.year, sentences)
    for thread, spans in sorted(found.threads.items()):
        told = [span for span in spans if not past.holds(span)]
        if all(_kind(incident, thread, text[slice(*span)])[2] for span in told):
            words = _words(incident, thread, text, told)
            told = _in_company(incident, thread, words, (text, sentences))
        if told:
            yield thread, tuple(told)


class _Word(NamedTuple):
    """A word of a thread in a text."""

    span: Span
    origin: str  # the term of the file
    is_synonym: bool


def _words(
    incident: CompiledIncident, thread: str, text: str, spans: Iterable[Span]
) -> list[_Word]:
    return [_Word(span, *_kind(incident, thread, text[slice(*span)])[:2]) for span in spans]


@lru_cache(maxsize=16_384)
def _kind(incident: CompiledIncident, thread: str, form: str) -> tuple[str, bool, bool]:
    """Return the term that a form stands for, whether as a synonym, and whether it counts only in company."""
    origin, is_synonym = incident.vocabulary.origin(thread, form)
    is_lent = is_synonym and (is_common(origin) or bool(_LATIN_WORD.match(form)))
    return origin, is_synonym, is_lent or is_common(form)


def _in_company(
    incident: CompiledIncident, thread: str, words: Sequence[_Word], read: tuple[str, Sentences]
) -> list[Span]:
    """Return the words of a text that has several of the thread, or one of its question.

    One of its question stands beside another word, or is in the title or one of several.
    """
    if len({word.origin for word in words}) > 1:
        return [word.span for word in words]
    text, sentences = read
    question = incident.question_words(thread)
    kept = []
    for word in words:
        number = sentences.number(word.span[0])
        low, high = sentences.span(number)
        around = text[low : word.span[0]] + "\n" + text[word.span[1] : high]
        if (
            not (question or word.is_synonym)
            or (word.origin in question and (number == 0 or len(words) > 1))
            or any(one in around for one in question if one != word.origin)
        ):
            kept.append(word.span)
    return kept


class _Past:
    """What a text tells of years long before the incident."""

    def __init__(self, year: int, sentences: Sentences) -> None:
        self._year, self._sentences = year, sentences
        text = sentences.text
        years = (int(found) for found in _YEAR.findall(text))
        self._is_told = any(one < year - 1 for one in years) or _ONCE.search(text) is not None
        self._since: dict[int, int] = {}  # of each sentence: from where on it tells of the past

    def holds(self, span: Span) -> bool:
        """Tell whether a place is told of the past."""
        if not self._is_told:
            return False
        number = self._sentences.number(span[0])
        if number not in self._since:
            self._since[number] = self._begins(number)
        return span[0] >= self._since[number]

    def _begins(self, number: int) -> int:
        text, (low, high) = self._sentences.text, self._sentences.span(number)
        years = [int(year) for year in _YEAR.findall(text, low, high)]
        if years and max(years) < self._year - 1:
            return low
        once = _ONCE.search(text, low, high)
        return once.end() if once else high + 1
