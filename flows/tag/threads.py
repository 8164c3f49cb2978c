"""Whether a document follows up an open question, or only uses a word that sounds like it.

小米公布处罚结果 publishes something, but not the blacklist that a thread asks for. So a word that is
common in any text counts only in company: of another term of the thread, or of a word of the question
in its own sentence. And a sentence that tells of years long before the incident follows nothing up.
"""

import re
from collections.abc import Iterable, Iterator
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
    for thread, spans in sorted(found.threads.items()):
        current = [span for span in spans if not _is_history(incident, sentences, span)]
        words = [_word(incident, thread, text, span) for span in current]
        if len({word.origin for word in words if not word.is_synonym}) > 1:
            kept = current
        else:
            kept = [
                word.span
                for word in words
                if not word.is_weak
                or _has_company(incident, thread, word, words, (text, sentences))
            ]
        if kept:
            yield thread, tuple(kept)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a thread in a text."""

    span: Span
    origin: str  # the term of the file
    is_synonym: bool
    is_weak: bool  # counts only in company


def _word(incident: CompiledIncident, thread: str, text: str, span: Span) -> _Word:
    form = text[slice(*span)]
    origin, is_synonym = incident.vocabulary.origin(thread, form)
    is_weak = is_common(form) or (is_synonym and (is_common(origin) or _LATIN_WORD.match(form)))
    return _Word(span, origin, is_synonym, bool(is_weak))


def _has_company(
    incident: CompiledIncident,
    thread: str,
    word: _Word,
    words: Iterable[_Word],
    read: tuple[str, Sentences],
) -> bool:
    text, sentences = read
    number = sentences.number(word.span[0])
    if any(
        other.origin != word.origin and sentences.number(other.span[0]) == number for other in words
    ):
        return True
    question = incident.question_words(thread)
    if not question and not word.is_synonym:
        return True
    low, high = sentences.span(number)
    around = text[low : word.span[0]] + "\n" + text[word.span[1] : high]
    return any(one in around for one in question if one != word.origin)


def is_common(word: str) -> bool:
    """Tell whether any text may use a word."""
    return dictionary()[0].get(word, 0) >= _COMMON


def _is_history(incident: CompiledIncident, sentences: Sentences, span: Span) -> bool:
    low, high = sentences.span(sentences.number(span[0]))
    if _ONCE.search(sentences.text, low, span[0]):
        return True
    years = [int(year) for year in _YEAR.findall(sentences.text, low, high)]
    return bool(years) and max(years) < incident.incident.started.year - 1
