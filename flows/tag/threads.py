"""Whether a document follows up an open question, or only uses a word that sounds like it.

小米公布处罚结果 publishes something, but not the blacklist that a thread asks for. So a word that is
common in any text counts only in company: of another term of the thread, or of a word of the question
in its own sentence. And a sentence that tells of years long before the incident follows nothing up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.tag.compiled import CompiledIncident
from flows.tag.matching import Findings
from flows.tag.segmentation import dictionary
from flows.tag.sentences import Sentences
from flows.tag.spans import Span

_COMMON = 1500  # occurrences in jieba's dictionary: 接触 has 3,348, 公布 5,476, 起诉 530
_LATIN_WORD = re.compile(r"[a-z]+$")
_ONCE = re.compile(r"曾因|曾被|过往|過往|旧案|舊案|当年|當年")  # what follows is told of the past
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=年|\b)")


def followed_up(
    incident: CompiledIncident, found: Findings, sentences: Sentences, text: str
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield the threads that a document follows up, with where; `text` is the folded one."""
    past: dict[int, int] = {}  # of each sentence: from where on it tells of the past
    for thread, spans in sorted(found.threads.items()):
        words = [
            _word(incident, thread, text, span, number)
            for span in spans
            for number in [sentences.number(span[0])]
            if not _is_history(incident, sentences, span, number, past)
        ]
        if all(word.is_weak for word in words):
            words = _in_company(incident, thread, words, (text, sentences))
        if words:
            yield thread, tuple(word.span for word in words)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a thread in a text."""

    span: Span
    sentence: int
    origin: str  # the term of the file
    is_synonym: bool
    is_weak: bool  # counts only in company


def _word(incident: CompiledIncident, thread: str, text: str, span: Span, sentence: int) -> _Word:
    form = text[slice(*span)]
    origin, is_synonym = incident.vocabulary.origin(thread, form)
    is_weak = is_common(form) or (is_synonym and (is_common(origin) or _LATIN_WORD.match(form)))
    return _Word(span, sentence, origin, is_synonym, bool(is_weak))


def _in_company(
    incident: CompiledIncident, thread: str, words: Sequence[_Word], read: tuple[str, Sentences]
) -> list[_Word]:
    """Return the words that share a sentence with another of the thread or with one of its question."""
    text, sentences = read
    origins: dict[int, set[str]] = {}
    for word in words:
        origins.setdefault(word.sentence, set()).add(word.origin)
    question = incident.question_words(thread)
    kept = []
    for word in words:
        low, high = sentences.span(word.sentence)
        around = text[low : word.span[0]] + "\n" + text[word.span[1] : high]
        if (
            len(origins[word.sentence]) > 1
            or not (question or word.is_synonym)
            or any(one in around for one in question if one != word.origin)
        ):
            kept.append(word)
    return kept


def is_common(word: str) -> bool:
    """Tell whether any text may use a word."""
    return dictionary()[0].get(word, 0) >= _COMMON


def _is_history(
    incident: CompiledIncident,
    sentences: Sentences,
    span: Span,
    number: int,
    past: dict[int, int],
) -> bool:
    """Tell whether a place is told of the past; `past` remembers from where on sentences do so."""
    if number not in past:
        low, high = sentences.span(number)
        years = [int(year) for year in _YEAR.findall(sentences.text, low, high)]
        once = _ONCE.search(sentences.text, low, high)
        is_past = bool(years) and max(years) < incident.incident.started.year - 1
        past[number] = low if is_past else once.end() if once else high + 1
    return span[0] >= past[number]
