"""The words by which a text is found: of jieba's dictionary, in simplified, half-width, lower case form.

A text is indexed by its words, by the shorter words inside long ones (北京大学 is found by 大学 too), and where
it falls into single characters, as names do that no dictionary has, by neighbouring pairs of them. A question
is cut in the same way, but asks for the words alone.
"""

import re
from collections.abc import Iterator
from functools import cache

from flows.tag.segmentation import Segmenter, dictionary
from warehouse.folding import fold
from warehouse.records import Document

_RUN = re.compile(r"[a-z0-9]+(?:[.'’-][a-z0-9]+)*|[\u3400-\u4dbf\u4e00-\u9fff]+")
_PARTS = re.compile(r"[.'’-]")
_POSSESSIVE = re.compile(r"['’]s$")
# Characters that any text has: alone they find nothing.
_EMPTY = frozenset(
    "的了是在和与及或也都就而但又被把让给对向从到于之其这那个一不没有很更最会能要将已还着等以为"
)


def index_words(text: str) -> str:
    """Return the words that find a text, in its order and as often as they stand in it, joined by blanks."""
    return " ".join(
        word for run in _RUN.findall(fold(text)) for word in _indexed(run) if word not in _EMPTY
    )


def query_words(text: str) -> tuple[str, ...]:
    """Return the words that a question asks for, each once."""
    words = (word for run in _RUN.findall(fold(text)) for word in _asked(run))
    return tuple(dict.fromkeys(word for word in words if word not in _EMPTY))


def word_row(document: Document) -> dict[str, str]:
    """Return the words of one version of a document as a row of the raw table words."""
    return {
        "document_id": document.document_id,
        "content_digest": document.content_digest,
        "title_words": index_words(document.title),
        "text_words": index_words(document.text),
    }


def _indexed(run: str) -> Iterator[str]:
    if run[0] < "\u3400":
        word = _POSSESSIVE.sub("", run)
        yield word
        yield from _PARTS.split(word) if _PARTS.search(word) else ()
        return
    known = dictionary()[0]
    words = _segmenter().cut(run)
    for number, word in enumerate(words):
        yield word
        for length in range(2, min(len(word), 5)):
            parts = (word[start : start + length] for start in range(len(word) - length + 1))
            yield from (part for part in parts if known.get(part))
        if number and _pairs(words[number - 1], word):
            yield words[number - 1] + word


def _asked(run: str) -> Iterator[str]:
    if run[0] < "\u3400":
        yield _POSSESSIVE.sub("", run)
        return
    words = _segmenter().cut(run)
    for number, word in enumerate(words):
        before = number > 0 and _pairs(words[number - 1], word)
        after = number + 1 < len(words) and _pairs(word, words[number + 1])
        if len(word) > 1 or not (before or after):
            yield word
        elif before:
            yield words[number - 1] + word


def _pairs(one: str, other: str) -> bool:
    """Tell whether two neighbours are single characters that may be a name together."""
    return len(one) == len(other) == 1 and one not in _EMPTY and other not in _EMPTY


@cache
def _segmenter() -> Segmenter:
    return Segmenter(())
