"""Lines that say when, by whom and whence a text was published, and nothing else, told without taking them apart."""

import re

from flows.clean.lines import Line
from flows.clean.names import is_button, is_person

CLOCK = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d"
)
_MOMENT = re.compile(
    r"(?:(?:19|20)\d\d\s?[-/.年]\s?)?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s{0,3}\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
    r"|(?<!\d)\d{1,2}[:：]\d\d\s?(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_ENGLISH_MOMENT = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|released|date)\s?(?:on|at)?\s?[:|]?\s?)?"
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s)?"
    rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?)\s(?:19|20)\d\d"
    r"(?:\s?(?:,|at|-|–|\||·)?\s?(?:at\s)?\d{1,2}(?:[:.]\d\d){1,2}\s?(?:[ap]\.?m\b\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?)?[\s|·]*",
    re.I,
)
_LABEL = re.compile(
    r"(?:更新|发布|發布|發佈|发表|發表|刊登|时间|時間|日期|编辑|編輯|责编|作者|记者|記者)\s?[:：]"
)
_ORIGIN = re.compile(r"(?:来源|來源|稿源)\s?[:：|｜]")
_PROSE = re.compile(r"[。！？…；!?，,]")
_PARTS = re.compile(r"[\s·|｜/•]+")
_COUNT = re.compile(r"[\d.,]+[万萬wWkK+]*")
_LONGEST, _LABELLED = 100, 50  # characters


def is_dated_source(line: Line) -> bool:
    """Whether a line holds a date and a source."""
    text = line.text
    if "源" not in text or len(text) > _LONGEST:
        return False
    if not _ORIGIN.search(text) or _PROSE.search(text):
        return False
    return bool(CLOCK.search(text) or _MOMENT.search(text))


def is_moment(line: Line) -> bool:
    """Whether a line holds day and clock, and else at most labels, a name and what buttons say."""
    text = line.text
    if len(text) > _LONGEST or not _MOMENT.search(text) or _PROSE.search(text):
        return False
    if _LABEL.search(text) and len(text) <= _LABELLED:
        return True
    parts = (part for part in _PARTS.split(_MOMENT.sub(" ", text)) if part)
    return all(is_person(part) or is_button(part) or _COUNT.fullmatch(part) for part in parts)


def is_english_moment(text: str) -> bool:
    """Whether a line is a date in English, with a clock and a label at most: Posted May 14, 2026 at 3:05 PM."""
    return len(text) <= _LABELLED and _ENGLISH_MOMENT.fullmatch(text) is not None
