"""Taking the annotations of a copy farm off a text, in one pass."""

import re

from flows.clean.restoration.gate import ANNOTATION, Annotations
from flows.clean.restoration.gbk import codes, decode
from flows.clean.restoration.readings import KNOWN, READING, is_convertible, readings

_LETTER_ANNOTATION = re.compile(rf"([^\x00-\x7f]|[?!,:;()])([@-~])\(({READING})\)")
_GLOSS = re.compile(rf"[\u3400-\u9fff]\({READING}\)")


def strip_annotations(text: str, annotations: Annotations) -> str:
    """Return the text without the readings that the page gives throughout.

    One pass and one reading per character: in `長(zhǎng)(cháng)江` the second one is the author's.
    """

    def stripped(note: re.Match[str]) -> str:
        character, reading = note[1], note[2]
        if annotations.readings.get(character) != reading:
            return note[0]
        return note[0] if _is_gloss(note, character) else character

    return _LETTER_ANNOTATION.sub(_letter, ANNOTATION.sub(stripped, text))


def _is_gloss(note: re.Match[str], character: str) -> bool:
    """尷(gān)尬(gà): beside the gloss of a character that no copy farm annotates, met once."""
    if character in KNOWN or note.string.count(character) > 1:
        return False
    after = _GLOSS.match(note.string, note.end())
    before = _GLOSS.search(note.string, max(0, note.start() - 9), note.start())
    return any(
        one is not None and not is_convertible(one[0][0])
        for one in (after, before if before and before.end() == note.start() else None)
    )


def _letter(note: re.Match[str]) -> str:
    """`，F(xiàn)`: the comma's last byte and the letter are the code of 現."""
    before, letter, reading = note[1], note[2], note[3]
    lasts = [second for _, second in codes(before)] or [ord(before) + 0x80]
    for last in lasts:
        character = decode(last, ord(letter)) if last >= 0x81 else None
        if character and is_convertible(character) and reading in readings(character):
            return before + letter
    return note[0]
