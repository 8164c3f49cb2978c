"""How odd a character is in a converted news text, and how well a restored spot reads in its place."""

from functools import cache, lru_cache

from flows.clean.script import is_only_simplified
from warehouse.folding import simplified_characters

ORDINARY = 3.0  # oddness up to which a character may stand in any news text
_CERTAIN = "，。、：；？！“”‘’《》（）【】…—·％"
_UNCERTAIN = frozenset("「」『』〈〉〔〕～＋－＝．／＃＊＠｜＄°℃①②③④⑤⑥⑦⑧⑨⑩")


@cache
def oddness(character: str) -> float:
    """Return how unlikely a character is in converted news text: 0 for common ones, 12 for the oddest."""
    if "\u3400" <= character <= "\u9fff":
        return _oddness_of_han(character)
    if character in _CERTAIN:
        return 0.0 if character in "，。“”、" else 1.0
    if character in _UNCERTAIN:
        return ORDINARY
    return 4.0 if "０" <= character <= "ｚ" else 12.0


def readability(text: str) -> float:
    """Return how well a text, traditional or simplified, reads: a logarithm, higher is better."""
    from flows.tag.words import word_score  # here: its dictionary takes 0.6 s to read

    table = simplified_characters()
    return word_score("".join(table.get(character, character) for character in text))


def fluency(text: str) -> float:
    """Return how likely the characters after the first one follow each other: a logarithm."""
    return sum(map(_next_score, text, text[1:]))


@lru_cache(maxsize=100_000)
def _next_score(previous: str, character: str) -> float:
    from flows.tag.words import next_score  # here: its dictionary takes 0.6 s to read

    table = simplified_characters()
    return next_score(table.get(previous, previous), table.get(character, character))


def _oddness_of_han(character: str) -> float:
    """A text converted to traditional has no character that only simplified text has."""
    if is_only_simplified(character):
        return 10.0
    simplified = simplified_characters().get(character, character)
    code = simplified.encode("gb2312", "ignore")
    if not code:
        return 10.0
    return 0.0 if code[0] < 0xD8 else ORDINARY  # level 1, level 2
