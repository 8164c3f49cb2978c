"""Whether a document follows up an open question, or only uses a word that sounds like it.

小米公布处罚结果 publishes something, but not the blacklist that a thread asks for. So a word that is
common in any text counts only in company: of another term of the thread, or of a word of the question
in its own sentence. And a sentence that tells of years long before the incident follows nothing up.
"""

import re
from collections.abc import Iterator

from flows.tag.compiled import CompiledIncident
from flows.tag.matching import Findings
from flows.tag.segmentation import dictionary
from flows.tag.sentences import Sentences
from flows.tag.spans import Span

_COMMON = 1500  # occurrences in jieba's dictionary: 接触 has 3,348, 公布 5,476, 起诉 530
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=年|\b)")


def followed_up(
    incident: CompiledIncident, found: Findings, sentences: Sentences, text: str
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield the threads that a document follows up, with where; `text` is the folded one."""
    for thread, spans in sorted(found.threads.items()):
        current = [span for span in spans if not _is_history(incident, sentences, span)]
        terms = {text[start:end] for start, end in current}
        if len(terms) > 1:
            kept = current
        else:
            words = incident.question_words(thread)
            kept = [span for span in current if _counts(text, span, words, sentences)]
        if kept:
            yield thread, tuple(kept)


def is_common(word: str) -> bool:
    """Tell whether any text may use a word."""
    return dictionary()[0].get(word, 0) >= _COMMON


def _counts(text: str, span: Span, words: frozenset[str], sentences: Sentences) -> bool:
    term = text[slice(*span)]
    if not words or not is_common(term):
        return True
    low, high = sentences.span(sentences.number(span[0]))
    around = text[low : span[0]] + "\n" + text[span[1] : high]
    return any(word in around for word in words if word != term)


def _is_history(incident: CompiledIncident, sentences: Sentences, span: Span) -> bool:
    low, high = sentences.span(sentences.number(span[0]))
    years = [int(year) for year in _YEAR.findall(sentences.text, low, high)]
    return bool(years) and max(years) < incident.incident.started.year - 1
