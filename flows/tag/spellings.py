"""The forms in which a term is written."""

import re
from collections.abc import Iterable

_FIRST_WITHOUT_BLANKS = 0x0E00  # Thai; before it lie Latin, Greek, Cyrillic, Arabic, Devanagari
_SHORTEST_INFLECTED = 3  # letters
_SHORTEST_PLURAL = 6  # letters: dates, fans, bills are other words
_NOUNS = frozenset(  # 'courting' and 'good' are other words
    [
        "court",
        "shares",
        "peers",
        "sales",
        "rights",
        "goods",
        "arms",
        "customs",
        "means",
        "works",
        "news",
    ]
)


def spellings(term: str) -> Iterable[str]:
    """Return the folded term with and without the blanks that writers put around Latin words."""
    closed = re.sub(r"(?<=[^a-z0-9]) | (?=[^a-z0-9])|(?<=[0-9]) (?=[a-z])", "", term)
    opened = re.sub(r"(?<=[㐀-鿿])(?=[a-z0-9])|(?<=[a-z0-9])(?=[㐀-鿿])", " ", closed)
    return dict.fromkeys((term, closed, opened))


def apart(name: str) -> Iterable[str]:
    """Yield a Chinese name of two characters as lists of names print it: 宗 宁."""
    if re.fullmatch("[㐀-鿿]{2}", name):
        yield f"{name[0]} {name[1]}"


def inflections(term: str) -> Iterable[str]:
    """Return a folded term and, of an English one, the forms of its last word: refund, apologised."""
    yield term
    word = term.rpartition(" ")[2]
    if not (word.isascii() and word.isalpha() and len(word) >= _SHORTEST_INFLECTED):
        return
    if word in _NOUNS:
        yield f"{term}s"
        return
    stem = term[:-1]
    if len(word) >= _SHORTEST_PLURAL and re.search(
        "[^suir]s$", word
    ):  # but marketers are others than a marketer
        yield f"{term[:-3]}y" if word.endswith("ies") else stem
    yield from (f"{term}s", f"{term}es" if word[-1] in "shx" else f"{term}'s")
    if word.endswith("y"):
        yield from (f"{stem}ies", f"{stem}ied")
    elif word.endswith("e"):
        yield from (f"{term}d", f"{stem}ing")
    else:
        yield from (f"{term}ed", f"{term}ing")


def is_latin(character: str) -> bool:
    """Tell whether a character belongs to a script that writes blanks between words, or is a digit."""
    return character.isalnum() and ord(character) < _FIRST_WITHOUT_BLANKS
