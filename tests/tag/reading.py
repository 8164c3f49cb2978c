"""What is read as speech in a text without any known names."""

from flows.tag.quotes import find_utterances
from flows.tag.sentences import Sentences
from warehouse.folding import fold

Spoken = list[tuple[str, str]]
"""Speakers, and what each says."""


def said(text: str) -> Spoken:
    """Return who says what in a text, without full stops at the ends."""
    found = find_utterances(text, fold(text), Sentences(text), ())
    return [(text[slice(*one.speaker)], bare(text[slice(*one.text)])) for one in found]


def bare(words: str) -> str:
    return words.strip(" 。，.,")
