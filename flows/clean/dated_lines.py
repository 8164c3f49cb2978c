"""Lines that say when, by whom and whence a text was published, and nothing else, told without taking them apart."""

import re

from flows.clean.lines import Line
from flows.clean.names import is_button, is_person

CLOCK = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d"
)
_MOMENT = re.compile(
    r"(?:(?:19|20)\d\d\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s{0,3}\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
)
_ORIGIN = re.compile(r"(?:来源|來源|稿源)\s?[:：|｜]")
_PROSE = re.compile(r"[。！？…；!?，,]")
_PARTS = re.compile(r"[\s·|｜/•]+")
_COUNT = re.compile(r"[\d.,]+[万萬wWkK+]*")
_LONGEST = 100


def is_dated_source(line: Line) -> bool:
    """Whether a line holds a date and a source."""
    text = line.text
    if len(text) > _LONGEST or not _ORIGIN.search(text) or _PROSE.search(text):
        return False
    return bool(CLOCK.search(text) or _MOMENT.search(text))


def is_moment(line: Line) -> bool:
    """Whether a line holds day and clock, and else at most a name and what buttons say."""
    text = line.text
    if len(text) > _LONGEST or not _MOMENT.search(text) or _PROSE.search(text):
        return False
    parts = (part for part in _PARTS.split(_MOMENT.sub(" ", text)) if part)
    return all(is_person(part) or is_button(part) or _COUNT.fullmatch(part) for part in parts)
