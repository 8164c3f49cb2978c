"""Characters that look right and are not: radicals in place of characters, and invisible ones."""

import re
import unicodedata

from warehouse.folding import RADICAL_SUPPLEMENT

ODD_GLYPHS = "\u2e80-\u2fdf\u200b-\u200f\u2060\ufeff\u00ad"
_RADICALS = re.compile("[\u2e80-\u2fdf]")
_INVISIBLE = "[\u200b-\u200f\u2060\ufeff\u00ad]+"
_WORD = "0-9A-Za-z\u3400-\u9fff\uf900-\ufaff"
_INSIDE = re.compile(rf"(?<=[{_WORD}]){_INVISIBLE}(?=[{_WORD}])")


def plain_glyphs(text: str) -> str:
    """Return the text with radicals written as the characters that they stand for.

    Per character: normalising the whole text would change ① and full-width punctuation too.
    """
    return _RADICALS.sub(lambda match: _plain(match[0]), text)


def without_invisible(text: str) -> str:
    """Return the text without invisible characters inside words.

    Those between other characters have a function (joined emoji, Persian, right-to-left marks) or do
    no harm (after punctuation, where editors of mobile platforms leave them).
    """
    return _INSIDE.sub("", text)


def _plain(radical: str) -> str:
    if radical in RADICAL_SUPPLEMENT:
        return RADICAL_SUPPLEMENT[radical]
    normalised = unicodedata.normalize("NFKC", radical)
    return normalised if len(normalised) == 1 else radical
