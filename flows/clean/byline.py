"""The lines around a headline and around the end of an article, taken apart into labelled fields.

来源：X 作者：Y 编辑：Z may stand on one line or on three, with or without colons, in one run of text or in many
elements; here they become fields, so that credit and author only have to choose.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from flows.clean.dated_lines import CLOCK
from flows.clean.extract import Body
from flows.clean.labels import JOINT, LABEL, MARK, closed_up, ends_in_source_label, is_bare_label
from flows.clean.lines import Line
from flows.clean.masses import mass_of
from flows.clean.names import is_chinese
from flows.clean.page import Page
from flows.clean.title import Headline

_DATE = re.compile(
    r"(?:(?:19|20)\d\d|(?<!\d)\d\d)\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?[\sT,，]*(?:(?:星期|週|周)[一二三四五六日天])?\s*(?:上午|下午|凌晨|清晨|早上|早间|中午|午间|傍晚|晚上|晚间)?\s*(?:\d{1,2}\s*[:：时]\s*\d{2}(?:\s*[:：分]\s*\d{2})?秒?)?|\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}[:：]\d{2}(?::\d{2})?|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?|\d{1,3}\s?(?:分钟|小时|天|小時|分鐘)前|\d{1,3} (?:minute|hour|day)s? ago|昨天|前天|今天|(?<![^\x1f])\d\d-\d\d(?![^\x1f])"
)
_FIGURES = str.maketrans("０１２３４５６７８９", "0123456789")
_SPLIT = re.compile(
    r"[\x1f|｜丨︱│\u3000\t\ue000-\uf8ff]+|\s{2,}|(?<=[\u4e00-\u9fff）)》”])\s+(?=[\u4e00-\u9fff《“（(])|\s[·•/-]\s"
)
_FROM = re.compile(
    r"(?<![\u4e00-\u9fff])([来來]自)\s+(?![\u4e00-\u9fff]{2,12}(?:网|報|报|社|台|新闻))"
)
_STRIP = " \u3000,，。;；、-–—_|·•:：<>\x1f[]【】"
PROSE = re.compile(r"[，。！？；]")


@dataclass(frozen=True, slots=True)
class Field:
    """One statement of a byline."""

    kind: str  # source, author, editor, other, note, date; plain: no label
    value: str
    hints: str  # class and id of the elements around it
    dated: bool  # a date stands on the same line
    order: int  # of its line below the headline; lines above it come after
    below: bool = True  # the headline


@dataclass(frozen=True)
class Surroundings:
    """The lines around headline and text that are not the text, and what they state."""

    title: str
    below: list[Line]  # the headline, down to the text
    above: list[Line]  # the headline, nearest first
    tail: list[Line]  # taken out near the edges of the text, then after it
    near: list[Field]  # of below, then above
    ending: tuple[Line, ...]  # the last lines of the text

    @cached_property
    def after(self) -> list[Field]:
        """What the lines of `tail` state behind labels."""
        labelled = (
            line
            for line in self.tail
            if len(line.raw) > 1 or line.picture or MARK.search(line.text)
        )
        return [field for line in labelled for field in fields_of(line)]


def surroundings(page: Page, headline: Headline | None, body: Body | None) -> Surroundings:
    """Return what stands around the headline and the text."""
    below, above = _near_headline(page, headline, body)
    tail = _around_text(page, body)
    near = [field for order, line in enumerate(below) for field in fields_of(line, order)]
    near += [
        replace(field, below=False)
        for order, line in enumerate(above, len(below))
        for field in fields_of(line, order)
    ]
    ending = body.lines[-8:] if body is not None else ()
    return Surroundings(headline.text if headline else "", below, above, tail, near, ending)


def _near_headline(
    page: Page, headline: Headline | None, body: Body | None
) -> tuple[list[Line], list[Line]]:
    lines = page.lines
    text_at = _text_at(page, body)
    start = headline.index if headline is not None and headline.index is not None else None
    if start is None or (text_at is not None and start >= text_at):
        start = max(0, (text_at or 0) - 15)
    last = headline.last if headline is not None and headline.last is not None else start
    end = min(len(lines), start + 25) if text_at is None else min(text_at, start + 60)
    below = _with_values([line for line in lines[last + 1 : end] if is_byline_like(line)])
    above = _with_values(
        [
            line
            for line in lines[max(0, start - 5) : start]
            if is_byline_like(line) and not _is_row(line)
        ]
    )
    return below, above[::-1]


def _is_row(line: Line) -> bool:
    """Whether a line is a row of a list: a linked headline, then a date."""
    date = CLOCK.search(line.text) if line.linked > 8 and line.linked_share > 0.4 else None
    return date is not None and date.start() > 8


def _with_values(lines: list[Line]) -> list[Line]:
    """Put labels that stand on lines of their own, as in tables, before the lines that they announce."""
    joined: list[Line] = []
    for line in lines:
        if joined and is_bare_label(joined[-1].text) and not is_bare_label(line.text):
            label = joined.pop()
            text, raw = f"{label.text} {line.text}", [*label.raw, *line.raw]
            joined.append(replace(line, text=text, raw=raw))
        else:
            joined.append(line)
    return joined


def _around_text(page: Page, body: Body | None) -> list[Line]:
    if body is None:
        return []
    tail = (*body.edges, *page.lines[body.last : body.last + 12])
    return _with_values(
        [
            line
            for line in tail
            if len(line.text) <= 160 and not (line.hidden and len(line.text) > 50)
        ]
    )


def is_byline_like(line: Line) -> bool:
    """Whether a line may carry date, source or names: short, no prose, no row of links."""
    text = line.text
    if not 2 <= len(text) <= 160 or (line.hidden and len(text) > 50):
        return False
    return len(PROSE.findall(text)) <= 1 or len(text) < 40


def fields_of(line: Line, order: int = 0) -> list[Field]:
    """Take a line apart; an outlet may be named by its logo alone."""
    pieces = line.pieces
    if line.picture is not None and line.picture.alt and ends_in_source_label(line.text):
        pieces = [*pieces, line.picture.alt]
    return parse_fields(pieces, f"{line.hints} {line.box.hints}", order)


def parse_fields(pieces: list[str], hints: str = "", order: int = 0) -> list[Field]:
    """Take the pieces of a line apart into labelled and unlabelled statements."""
    text = closed_up(JOINT.join(pieces).translate(_FIGURES))
    dated = bool(_DATE.search(text))
    labels = list(LABEL.finditer(text)) if MARK.search(text) else []
    head = text[: labels[0].start()] if labels else text
    found = [Field("date", "", hints, dated, order)] if dated else []
    found += [Field("plain", part, hints, dated, order) for part in chunks(head)]
    for label, following in zip_longest(labels, labels[1:]):
        kind = label.lastgroup or "other"
        value = text[label.end() : following.start() if following else len(text)]
        if kind == "source" and label[0].startswith("原创") and not dated:
            kind = "other"
        if kind != "source":
            found.append(Field(kind, value.strip(_STRIP), hints, dated, order))
            continue
        for at, part in enumerate(chunks(value)):
            found.append(Field("plain" if at else "source", part, hints, dated, order))
    return found


def chunks(text: str) -> list[str]:
    """Split the unlabelled part of a byline, dates and marks taken away."""
    parts = _SPLIT.split(_FROM.sub(r"\1", _DATE.sub(JOINT, text)))
    return spaced_out([part for raw in parts if (part := raw.strip(_STRIP))])


def spaced_out(parts: list[str]) -> list[str]:
    """Put names of two characters back together that are set with a space: 方 敏."""
    out: list[str] = []
    for part in parts:
        if len(part) == 1 and out and len(out[-1]) == 1 and is_chinese(out[-1] + part):
            out[-1] += part
        else:
            out.append(part)
    return out


def _text_at(page: Page, body: Body | None) -> int | None:
    """Return where the prose begins."""
    if body is None or not body.lines:
        return None
    first = next(
        (line for line in body.lines if mass_of(line) >= 15 and PROSE.search(line.text)),
        body.lines[0],
    )
    return page.lines.index(first, body.first)
