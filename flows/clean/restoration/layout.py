"""Texts pulled apart or wrapped so that no word is found: spaces, line breaks, ornaments."""

import re
from collections import Counter

_UNIT = r"[\u3000-\u303f\u3400-\u9fff\uff01-\uff65“”‘’…—]"  # one Chinese character or mark
_GAP = r"[ \u00a0\u2002\u2003\u2009\u3000]{1,2}"
_SPACED = re.compile(rf"(?<![^\s]){_UNIT}(?:{_GAP}{_UNIT}){{11,}}(?![^\s])")
_LINES = re.compile(rf"(?:(?<=\n)|\A){_UNIT}(?:\n+{_UNIT}){{9,}}(?=\n|\Z)")
_SIX_SPACED = re.compile(r"[ \u00a0\u2002\u2003\u2009\u3000]\S(?:\s{1,2}\S){5}")
_SIX_LINES = re.compile(r"\n\S(?:\n+\S){5}")
_MARK = re.compile(r"[，。！？；：、,“”]")
_WORD = r"[\u3400-\u9fffA-Za-z0-9]{1,6}"
_BRACKETED = re.compile(rf"『({_WORD})』")
_EMOJI = "[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f]"
_BETWEEN_EMOJI = re.compile(rf"({_EMOJI}+)({_WORD})\1")
_AT_LEAST_WRAPPED = 3
_LONG = 24  # characters in a row that no heading has


def without_spaces(text: str) -> str:
    """Return the text with runs of spaced characters joined; spaced headings of courts stay."""
    return _SPACED.sub(lambda run: _joined(run[0]), text) if _SIX_SPACED.search(text) else text


def without_line_breaks(text: str) -> str:
    """Return the text with runs of lines of one character each joined."""
    return _LINES.sub(lambda run: _joined(run[0]), text) if _SIX_LINES.search(text) else text


def without_ornaments(text: str) -> str:
    """Return the text without the brackets or emoji that wrap single words, where many are wrapped.

    『』 are also the inner quotation marks of traditional text; only words side by side, or one word
    wrapped again and again, are not quoted.
    """
    if _are_ornaments(text):
        text = _BRACKETED.sub(r"\1", text)
    if len(_BETWEEN_EMOJI.findall(text)) >= _AT_LEAST_WRAPPED:
        text = _BETWEEN_EMOJI.sub(r"\2", text)
    return text


def is_pulled_apart(text: str) -> bool:
    """Take a quick look for single characters in a row, apart from each other."""
    return bool(_SIX_SPACED.search(text) or _SIX_LINES.search(text))


def _joined(run: str) -> str:
    """A heading has no punctuation within and is short."""
    units = re.sub(r"\s", "", run)
    if len(units) < _LONG and not _MARK.search(units):
        return run
    return units


def _are_ornaments(text: str) -> bool:
    if "「" in text:
        return False
    words = _BRACKETED.findall(text)
    if len(words) < _AT_LEAST_WRAPPED:
        return False
    repeated = max(Counter(words).values()) >= _AT_LEAST_WRAPPED
    dense = len(words) * 100 >= len(text)
    return "』『" in text or (repeated and dense)
