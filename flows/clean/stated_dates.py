"""Times that a page states for machines: metadata, scripts, its address."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice

from flows.clean.alternatives import each
from flows.clean.dates import read_full, read_unix
from flows.clean.embedded import Embedded, embedded_article
from flows.clean.moment import Moment
from flows.clean.page import Page

MINUTE = timedelta(minutes=1)
_DAY = re.compile(r"(20(?<!\d20)\d\d)[-/.年](0?[1-9]|1[0-2])[-/.月](0?[1-9]|[12]\d|3[01])(?!\d)")
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
    "article:create_at",
)
_VALUE = re.compile(
    each("19|20", r"\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}[^\"'<>,;}]{0,20}")
    + r"|1(?<!\d1)\d{9}(?:\d{3})?(?!\d)"
)
_KEY_BEFORE = re.compile(
    r"""(?<!\w)["']?(?:pub_?date|pub_?time|publish_?(?:time|date|at|ed_?at|ed_?time)|publishTimeStr|newsTime|ptime|create_?time|ct|oriCreateTime|news_time|articleTime|published)["']?\s*[:=]\s*["']?$""",
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


def stated_date(page: Page, zone: tzinfo, carried: Embedded | None) -> tuple[str, Moment] | None:
    """Return the time in the metadata of a page, and where it stood."""
    for item in page.linked_data:
        value = item.get("datePublished") or item.get("pubDate") or item.get("uploadDate")
        if isinstance(value, str) and (moment := machine_date(value, zone)):
            return "json_ld", moment
    for name in _META:
        if (value := page.metas.get(name)) and (moment := machine_date(value, zone)):
            return "meta", moment
    if carried is not None and (moment := machine_date(carried.published, zone)):
        return "embedded", moment
    return None


def date_in_scripts(page: Page, title: str, zone: tzinfo) -> tuple[str, Moment] | None:
    """Return the time that the scripts state: theirs of this headline, or the only one that they know."""
    html = page.html
    carried = embedded_article(html, [title], claimed=True) if title else None
    if carried is not None and (moment := machine_date(carried.published, zone)):
        return "embedded", moment
    keyed = (
        match[0]
        for match in _VALUE.finditer(html)
        if _KEY_BEFORE.search(html, max(0, match.start() - 40), match.start())
    )
    found = dict.fromkeys(islice(keyed, 40))
    moments = [moment for value in found if (moment := machine_date(value, zone))]
    moments.sort(key=lambda moment: not moment.has_clock)
    if moments and all(_agree(moment, moments[0], zone) for moment in moments):
        return "script", moments[0]
    return None


def _agree(one: Moment, other: Moment, zone: tzinfo) -> bool:
    """Whether two times may mean the same, one of them perhaps less exactly."""
    if not same_day(one, other, zone):
        return False
    return not (one.has_clock and other.has_clock) or abs(one.at - other.at) < MINUTE


def newest_day(html: str) -> datetime | None:
    """Return the newest day that a page names anywhere: it was not fetched long after that."""
    days = []
    for year, month, day in islice(_DAY.findall(html), 2_000):
        try:
            days.append(datetime(int(year), int(month), int(day), tzinfo=UTC))
        except ValueError:
            continue
    return max(days, default=None)


def date_in_url(url: str, zone: tzinfo) -> tuple[str, Moment] | None:
    """Return the day that a URL names."""
    for form in _URL:
        if match := form.search(url):
            moment = read_full(
                f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}", zone
            )
            if moment is not None:
                return "url", Moment(moment.at, moment.precision, match[0].strip("/"), zoned=False)
    return None


def same_day(one: Moment, other: Moment, zone: tzinfo) -> bool:
    """Whether two times lie on one day of a zone."""
    return one.at.astimezone(zone).date() == other.at.astimezone(zone).date()


def machine_date(value: str, zone: tzinfo) -> Moment | None:
    """Return a full date or a unix time."""
    return read_full(value, zone) or read_unix(value)
