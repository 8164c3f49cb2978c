"""When an article was published: which of the times on a page is believed.

The minute printed beside the headline wins: it is what readers were shown, and pages often state it in local time
with a Z behind it in their metadata, which is then off by exactly the zone's offset. Metadata fills in where nothing
is printed, and adds the clock to a printed day if both mean the same day. Times anywhere else on a page, in lists, copyright
lines and comments, are never looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from flows.clean.announced import with_announced
from flows.clean.byline import Surroundings
from flows.clean.dates import read_full, read_moment, read_unix
from flows.clean.embedded import Embedded
from flows.clean.exchanged import settled
from flows.clean.incomplete_dates import incomplete_date, with_clock
from flows.clean.lines import Line
from flows.clean.moment import Moment
from flows.clean.page import Page
from flows.clean.signature import signed_date
from flows.clean.stated_dates import (
    date_in_scripts,
    date_in_url,
    machine_date,
    same_day,
    stated_date,
)
from warehouse.records import DatePrecision

EARLIEST = datetime(1994, 1, 1, tzinfo=UTC)
TOLERANCE = timedelta(hours=26)  # a date after the fetch by less is a zone or a clock, not a lie
SURE, BARELY, LABELLED = (
    0.85,
    0.3,
    1.35,
)  # sureness of a printed date: beats metadata, is taken at all, carries a label
ABOVE = 0.5  # what a date above the headline loses against one below
_MODIFIED = re.compile(
    r"(?:(?<!最新)更新|更改|修改|修订|修訂|(?:编辑|編輯)(?=时间|日期|時間|于|於)|updated|modified|edited)(?:时间|日期|時間|于|於)?\s*[:：/／|｜]?\s*$",
    re.I,
)
_PUBLISHED = re.compile(
    r"(?:发布|發布|發佈|发表|發表|时间|時間|日期|发稿|刊登|刊发|上传|出版|published|posted|date)\s*(?:时间|日期|于|於|on)?\s*[:：/／|｜]?\s*$",
    re.I,
)
_RELEASED = re.compile(r"发布|發布|發佈|发表|發表|发稿|刊发|published|posted", re.I)
_OTHER = re.compile(
    r"(?:收录|截至|截止|注册|创建账号|开幕|出生|下载|印发|成文|生效|施行)(?:时间|日期)?\s*[:：]?\s*$"
)
_EVENT = re.compile(
    r"^\s*(?:[号日]?(?:以前|之前|以后|前)|第.{1,8}[届次]|.{0,34}会议(?:审议)?通过|.{0,14}(?:通过|施行|公布|批准|修订|发布实施))"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_META_MODIFIED = (
    "article:modified_time",
    "weibo: article:update_at",
    "og:updated_time",
    "lastmod",
    "datemodified",
    "bytedance:updated_time",
    "article:update_at",
    "last-modified",
    "og:modified_time",
)


@dataclass(frozen=True, slots=True)
class Published:
    """What a page says of its time."""

    at: datetime | None = None
    precision: DatePrecision | None = None
    method: str | None = None
    raw: str | None = None
    modified_at: datetime | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What layout and scripts say of the time; empty where they say nothing."""

    published: str = ""  # by the layout
    modified: str = ""  # likewise
    carried: Embedded | None = None  # the article in the page's scripts


def find_published(page: Page, around: Surroundings, zone: tzinfo, hints: Hints) -> Published:
    """Return the time of publication that a page gives, or none, never a guess."""
    modified: list[Moment] = []
    visible = _visible(around, zone, modified)
    stated = stated_date(page, zone, hints.carried) or _on_elements(around, zone)
    by_layout = _any(hints.published, zone, page) if hints.published else None
    chosen = (
        (("layout", by_layout) if by_layout else None)
        or _chosen(visible, stated, page, zone)
        or _after_text(around, zone)
        or date_in_scripts(page, around.title, zone)
        or incomplete_date(page, around, zone)
        or date_in_url(page.url, zone)
        or signed_date(around.ending, zone)
    )
    changed = _modified(page, modified, zone, hints)
    told = None if chosen is None else (chosen[0], with_clock(chosen[1], around, zone))
    told = with_announced(told, page.announced_at, page.fetched_at, zone)
    if told is None:
        return Published(modified_at=changed)
    method, moment = told
    flags = _refusals(moment, page)
    if flags:
        return Published(raw=moment.raw, modified_at=changed, flags=flags)
    if changed is not None and not moment.at <= changed <= page.fetched_at + TOLERANCE:
        changed = None
    return Published(moment.at, moment.precision, method, moment.raw, changed)


def _refusals(moment: Moment, page: Page) -> tuple[str, ...]:
    if moment.at > page.fetched_at + TOLERANCE:
        return ("date_refused", "date_after_fetch")
    if moment.at < EARLIEST:
        return ("date_refused", "date_before_web")
    return ()


def _chosen(
    visible: tuple[float, Moment] | None,
    stated: tuple[str, Moment] | None,
    page: Page,
    zone: tzinfo,
) -> tuple[str, Moment] | None:
    if visible is None:
        return stated
    sureness, moment = visible
    moment = settled(moment, stated[1] if stated else None, page, zone)
    if stated is not None and (
        sureness < SURE
        or (not moment.has_clock and stated[1].has_clock and same_day(moment, stated[1], zone))
    ):
        return stated
    return ("visible", moment) if sureness >= BARELY else stated


def _visible(
    around: Surroundings, zone: tzinfo, modified: list[Moment]
) -> tuple[float, Moment] | None:
    """Return the most likely of the dates printed around the headline, with how sure it is."""
    best: tuple[float, float, Moment] | None = None  # rank, sureness, time
    for order, line in enumerate((*around.below, *around.above)):
        if _is_linked_headline(line):
            continue
        for score, moment in _moments(line, zone, modified):
            score -= order * 0.01 + 0.4 * line.hidden + 0.3 * (line.linked_share > 0.4)
            rank = score - ABOVE * (order >= len(around.below))
            if best is None or rank > best[0]:
                best = rank, score, moment
    return best[1:] if best is not None else None


def _moments(line: Line, zone: tzinfo, modified: list[Moment]) -> Iterator[tuple[float, Moment]]:
    """Yield the full dates of a line with how much they look like the time of publication."""
    rest = line.text
    if len(line.raw) > 1 and _is_glued(rest, read_full(rest, zone)):
        rest = " ".join(line.pieces)
    before = ""
    for _ in range(3):
        moment = read_full(rest, zone)
        if moment is None:
            return
        at = max(rest.find(moment.raw), 0)
        label = (before + rest[:at])[-14:]
        before, rest = "", rest[at + max(1, len(moment.raw)) :]
        if _MODIFIED.search(label):
            modified.append(moment)
            yield 0.4 + 0.2 * moment.has_clock, moment
        elif not _OTHER.search(label) and not _EVENT.search(rest[:48]):
            words = len(_HAN.findall(label)) + len(_HAN.findall(rest[:30]))
            yield (
                1.0 + 0.4 * moment.has_clock + 0.5 * bool(_PUBLISHED.search(label)) - 0.02 * words,
                moment,
            )


def _is_glued(text: str, moment: Moment | None) -> bool:
    """Whether a date is none, or is cut short, because pieces of a line cling to each other: 2024 05/09, 08:30:11 3人."""
    if moment is None:
        return True
    after = text.partition(moment.raw)[2]
    return after[:1] in (":", "：") and after[1:4].isdigit()


def _any(value: str, zone: tzinfo, page: Page) -> Moment | None:
    return read_unix(value) or read_moment(value, zone, page.fetched_at)


def _modified(page: Page, visible: list[Moment], zone: tzinfo, hints: Hints) -> datetime | None:
    if hints.modified and (moment := _any(hints.modified, zone, page)):
        return moment.at
    if visible:
        return visible[0].at
    stated = [item.get("dateModified") for item in page.linked_data]
    stated += [page.metas.get(name) for name in _META_MODIFIED]
    stated += [hints.carried.modified] if hints.carried is not None else []
    moments = (machine_date(value, zone) for value in stated if isinstance(value, str))
    return next((moment.at for moment in moments if moment), None)


def _on_elements(around: Surroundings, zone: tzinfo) -> tuple[str, Moment] | None:
    """Return the machine-readable time on an element below the headline: <time datetime=…>, data-time=…."""
    for line in around.below:
        if _is_linked_headline(line) or _MODIFIED.search(line.text):
            continue
        for value in line.times:
            if moment := machine_date(value, zone):
                return "time_element", moment
    return None


def _is_linked_headline(line: Line) -> bool:
    """Whether a line leads to another article; dates and names beside a headline are linked too."""
    return line.linked_share > 0.8 and len(line.text) > 45


def _after_text(around: Surroundings, zone: tzinfo) -> tuple[str, Moment] | None:
    """Return the labelled time in the lines that close the article."""
    for line in around.tail:
        for score, moment in _moments(line, zone, []):
            if score >= LABELLED and line.linked_share < 0.5 and _RELEASED.search(line.text):
                return "visible", moment
    return None
