"""In which words a topic or thread may come beside those that its file lists.

A person writes a few plain terms; newsrooms say the same in others. So a term is also found as one of its
synonyms (synonyms.yaml), with an aspect mark inside (道了歉), and, where it is a compound of two words,
with something put between them (扣除全年绩效) or the other way round (批评通报). A list in the file asks for
several words in one sentence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import chain

import yaml

from flows.tag.segmentation import is_han
from flows.tag.spellings import inflections, spellings
from warehouse.folding import fold

_ASPECTS = "了过"  # 道了歉, 签过约
_COMPOUND = 4  # characters of a Chinese term that is taken for two words of two


class Reach(StrEnum):
    """Within what the words of a combination must stand."""

    CLAUSE = "a clause, in order and close together"
    SENTENCE = "a sentence, in any order"


@dataclass(frozen=True, slots=True)
class Combination:
    """Words that say something together: one of each slot."""

    slots: tuple[frozenset[str], ...]  # folded
    reach: Reach


def forms(term: str) -> Iterator[str]:
    """Yield the ways in which one folded term itself is written."""
    for spelling in spellings(term):
        yield from inflections(spelling)


def separated(term: str) -> Iterator[str]:
    """Yield a folded Chinese word of two characters with an aspect mark inside: 道了歉."""
    if len(term) == 2 and all(map(is_han, term)):
        yield from (f"{term[0]}{mark}{term[1]}" for mark in _ASPECTS)


def combinations(term: str, names: Set[str]) -> Iterator[Combination]:
    """Yield a compound as its two words, close together; a name in it would be met too often."""
    halves = _halves(term)
    if halves and not names & set(halves):
        yield Combination(tuple(_slot(half) for half in halves), Reach.CLAUSE)


def listed_together(terms: Iterable[str], names: Mapping[str, frozenset[str]]) -> Combination:
    """Return what a list of folded terms asks for: these words, but any name of an entity it names.

    Synonyms of all its words together would meet much that the writer of the list shut out.
    """
    slots = (
        frozenset(form for word in names.get(term, {term}) for form in forms(word))
        for term in terms
    )
    return Combination(tuple(slots), Reach.SENTENCE)


def synonyms(term: str) -> frozenset[str]:
    """Return the other words for a folded term."""
    rows = _rows()
    return frozenset(chain.from_iterable(rows.get(term, ()))) - {term}


def _slot(term: str) -> frozenset[str]:
    return frozenset(form for word in (term, *synonyms(term)) for form in forms(word))


def _halves(term: str) -> tuple[str, str] | None:
    if len(term) == _COMPOUND and all(map(is_han, term)):
        return term[:2], term[2:]
    words = term.split(" ")
    if len(words) == 2 and all(re.fullmatch(r"[a-z]{3,}", word) for word in words):
        return words[0], words[1]
    return None


@cache
def _rows() -> dict[str, list[list[str]]]:
    """Return the rows of synonyms that hold a word, by each form of the word."""
    text = files("flows.tag").joinpath("synonyms.yaml").read_text(encoding="utf-8")
    found: dict[str, list[list[str]]] = {}
    for row in yaml.load(text, Loader=yaml.BaseLoader):
        words = [fold(word) for word in row]
        for form in dict.fromkeys(form for word in words for form in forms(word)):
            found.setdefault(form, []).append(words)
    return found
