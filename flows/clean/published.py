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

from flows.clean.byline import Surroundings
from flows.clean.dates import Moment, read_full, read_relative, read_unix
from flows.clean.lines import Line
from flows.clean.page import Page
from warehouse.records import DatePrecision

EARLIEST = datetime(1994, 1, 1, tzinfo=UTC)
TOLERANCE = timedelta(hours=26)
_MODIFIED = re.compile(
    r"(?:更新|修改|修订|修訂|updated|modified)(?:时间|日期|時間|于|於)?\s*[:：]?\s*$", re.I
)
_PUBLISHED = re.compile(
    r"(?:发布|發布|發佈|发表|發表|时间|時間|日期|发稿|刊登|刊发|上传|published|posted|date)\s*(?:时间|日期|于|於|on)?\s*[:：]?\s*$",
    re.I,
)
_OTHER = re.compile(
    r"(?:收录|截至|截止|注册|创建账号|开幕|出生|下载|印发|成文|生效|施行)(?:时间|日期)?\s*[:：]?\s*$"
)
_META = (
    "article:published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "weibo: article:create_at",
    "apub:time",
    "og:release_date",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "firstpublishedtime",
    "article.published",
    "date",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publishtime",
    "published_time",
    "bytedance:published_time",
    "_pubtime",
    "createdate",
    "dateupdate",
    "article:create_at",
)
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
_SCRIPT = re.compile(
    r"""(?<![\w])["']?(?:pub_?date|pub_?time|publish_?(?:time|date|at|ed_?at|ed_?time)|publishTimeStr|newsTime|ptime|create_?time|ct|oriCreateTime|news_time|articleTime|published)["']?\s*[:=]\s*["']?(?P<value>(?:19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}[^"'<>,;}]{0,20}|\d{13}|\d{10})["']?""",
    re.I,
)
_URL = (
    re.compile(
        r"/(?P<year>(?:19|20)\d\d)[-/_](?P<month>0[1-9]|1[0-2])[-/_](?P<day>0[1-9]|[12]\d|3[01])(?=\D)"
    ),
    re.compile(
        r"/(?P<year>(?:19|20)\d\d)[-/_]?(?P<month>0[1-9]|1[0-2])[/_-]?(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|\d{4,10}\D)"
    ),
    re.compile(r"/(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?=\D)"),
    re.compile(r"/t(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])_"),
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


def find_published(page: Page, around: Surroundings, zone: tzinfo) -> Published:
    """Return the time of publication that a page gives, or none, never a guess."""
    modified: list[Moment] = []
    visible = _visible(page, around, zone, modified)
    stated = _stated(page, zone)
    chosen = (
        _chosen(visible, stated, zone)
        or _from_url(page.url, zone)
        or _ungrounded(page, around, zone)
    )
    changed = _modified(page, modified, zone)
    if chosen is None:
        return Published(modified_at=changed)
    method, moment = chosen
    flags = _refusals(moment, page)
    if flags:
        return Published(raw=moment.raw, modified_at=changed, flags=flags)
    if changed is not None and changed < moment.at:
        changed = None
    return Published(moment.at, moment.precision, method, moment.raw, changed)


def _refusals(moment: Moment, page: Page) -> tuple[str, ...]:
    if moment.at > page.fetched_at + TOLERANCE:
        return ("date_refused", "date_after_fetch")
    if moment.at < EARLIEST:
        return ("date_refused", "date_before_web")
    return ()


def _chosen(
    visible: Moment | None, stated: tuple[str, Moment] | None, zone: tzinfo
) -> tuple[str, Moment] | None:
    if visible is None:
        return stated
    if (
        stated is not None
        and not visible.has_clock
        and stated[1].has_clock
        and _same_day(visible, stated[1], zone)
    ):
        return stated
    return "visible", visible


def _same_day(one: Moment, other: Moment, zone: tzinfo) -> bool:
    return one.at.astimezone(zone).date() == other.at.astimezone(zone).date()


def _visible(
    page: Page, around: Surroundings, zone: tzinfo, modified: list[Moment]
) -> Moment | None:
    best: tuple[float, Moment] | None = None
    for order, line in enumerate((*around.below, *around.above)):
        if line.linked > 0.8 * len(line.text):
            continue
        for score, moment in _moments(line, zone, modified):
            score -= order * 0.02 + 0.5 * line.hidden
            if best is None or score > best[0]:
                best = score, moment
    return best[1] if best else None


def _moments(line: Line, zone: tzinfo, modified: list[Moment]) -> Iterator[tuple[float, Moment]]:
    """Yield the full dates of a line with how much they look like the time of publication."""
    rest = line.text
    before = ""
    for _ in range(3):
        moment = read_full(rest, zone)
        if moment is None:
            return
        at = rest.find(moment.raw)
        label = (before + rest[: max(at, 0)])[-14:]
        before, rest = "", rest[max(at, 0) + max(1, len(moment.raw)) :]
        if _MODIFIED.search(label):
            modified.append(moment)
            yield 0.3 + 0.2 * moment.has_clock, moment
        elif not _OTHER.search(label):
            yield 1.0 + 0.4 * moment.has_clock + 0.5 * bool(_PUBLISHED.search(label)), moment


def _stated(page: Page, zone: tzinfo) -> tuple[str, Moment] | None:
    for item in page.linked_data:
        value = item.get("datePublished") or item.get("pubDate") or item.get("uploadDate")
        if isinstance(value, str) and (moment := _machine(value, zone)):
            return "json_ld", moment
    for name in _META:
        if (value := page.metas.get(name)) and (moment := _machine(value, zone)):
            return "meta", moment
    return None


def _machine(value: str, zone: tzinfo) -> Moment | None:
    return read_full(value, zone) or read_unix(value)


def _modified(page: Page, visible: list[Moment], zone: tzinfo) -> datetime | None:
    if visible:
        return visible[0].at
    for item in page.linked_data:
        value = item.get("dateModified")
        if isinstance(value, str) and (moment := _machine(value, zone)):
            return moment.at
    for name in _META_MODIFIED:
        if (value := page.metas.get(name)) and (moment := _machine(value, zone)):
            return moment.at
    return None


def _from_url(url: str, zone: tzinfo) -> tuple[str, Moment] | None:
    for form in _URL:
        if match := form.search(url):
            moment = read_full(
                f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}", zone
            )
            if moment is not None:
                return "url", Moment(moment.at, moment.precision, match[0].strip("/"), zoned=False)
    return None


def _ungrounded(page: Page, around: Surroundings, zone: tzinfo) -> tuple[str, Moment] | None:
    """Times of the scripts, and times told by their distance from the fetch."""
    if (match := _SCRIPT.search(page.html)) and (moment := _machine(match["value"], zone)):
        return "script", moment
    for line in (*around.below, *around.above):
        if line.linked > 0.8 * len(line.text):
            continue
        if moment := read_relative(line.text, zone, page.fetched_at):
            return moment.assumed, moment
    return None
