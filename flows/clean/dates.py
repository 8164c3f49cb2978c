"""Times as pages print them: reading one out of a string.

Only what is printed is read: a day stays a day. Where to look is decided in published.py.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from flows.clean.date_parts import clock_of, normalised, precision_of
from flows.clean.moment import Moment
from flows.clean.relative_dates import is_yearless, read_relative
from warehouse.records import DatePrecision

_CLOCK = (
    r"(?P<half>上午|下午|凌晨|早上|晚上|中午|傍晚|清晨|晚间|AM|PM|am|pm)?\s*(?P<hour>\d{1,2})\s*(?::|时|時|點|点)\s*(?P<minute>\d{2})?"
    r"(?:\s*(?::|分)\s*(?P<second>\d{2})(?!\d))?(?:[.,]\d{1,9})?\s*[分秒]?\s*(?P<after>(?:AM|PM|am|pm|a\.m\.|p\.m\.)(?![a-z]))?"
)
_ZONE = r"(?:\s*[(（]?(?P<zone>Z(?![A-Za-z])|(?:GMT|UTC)?\s*[+-]\d{1,2}:?\d{2}(?!\d)|(?:GMT|UTC)\s*[+-]\d{1,2}(?![\d:])|UTC|GMT|北京时间|北京時間|CST|EST|EDT|PST|PDT|BST|JST|HKT|SGT|CET|CEST))?"
_BETWEEN = r"[\sT,，|·•日]{0,6}(?:[(（]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)）]?|[(（][一二三四五六日天][)）]|[(（]?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}[)）]?)?[\s,，|·]{0,4}(?:(?P<before>HKT|GMT\+8|北京时间|北京時間)\s)?"
_MONTHS = {
    m: n
    for n, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_NAMED_CLOCK = _CLOCK.replace(
    "(?::|", r"(?::|\.(?=\d\d\s?(?:[ap]\.?m\b|[A-Z]{3,4}\b))|", 1
)  # 08.13 BST
_PARTING = r"\s*(?:,|at|[-–|·•/])?\s*(?:at\s+)?"
_FORMS = [
    re.compile(p, re.I)
    for p in (
        # 2024-05-20 13:15:02+08:00, 2024年05月20日 13:15, 2024/5/20 下午1:15, 2024.05.20
        rf"(?<![\d.])(?P<year>(?:19|20)\d\d)\s?(?:-|/|\.|年|－)\s?(?P<month>0?[1-9]|1[0-2])\s?(?:-|/|\.|月|－)\s?(?P<day>0?[1-9]|[12]\d|3[01])(?![\d]|\.\d)(?:{_BETWEEN}{_CLOCK}{_ZONE})?",
        # 2024 05/20 13:15:02: the year in an element of its own
        rf"(?<![\d./-])(?P<year>20\d\d)\s(?P<month>0[1-9]|1[0-2])\s?[-/.月]\s?(?P<day>0[1-9]|[12]\d|3[01])日?(?!\d)\s{{0,3}}{_CLOCK}",
        # 2024-05-20 run together with the clock: 2024-05-2013:15
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01]){_CLOCK}{_ZONE}",
        # 20240520 13:15
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\s{{1,3}}{_CLOCK}",
        # 民國105年3月19日
        rf"(?:民國\s*|民国\s*|(?<!\d)(?=1[01]\d\s?年))(?P<roc>\d{{2,3}})\s?年\s?(?P<month>0?[1-9]|1[0-2])\s?月\s?(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)(?:{_BETWEEN}{_CLOCK}{_ZONE})?",
        # 刊登日期：105-03-19, 105/3/19: years of the republic, only where a label says that it is a date
        rf"(?:日期|時間|刊登|張貼|發布|發佈|更新)\s*[:：]?\s*(?P<roc>\d{{2,3}})(?P<mark>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])(?![\d/.-])(?:{_BETWEEN}{_CLOCK}{_ZONE})?",
        # 20/05/2024 - 13:15, 20.05.2024
        rf"(?<![\d./-])(?P<first>)(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)(?:\s?[-–]?{_BETWEEN}{_CLOCK}{_ZONE})?",
        # 5/20/2024 1:15:02 PM
        rf"(?<![\d./-])(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>(?:19|20)\d\d)(?!\d)(?:{_BETWEEN}{_CLOCK}{_ZONE})?",
        # 20 | 2024-05: the day in large figures over month and year
        r"(?<![\d./:-])(?P<day>0[1-9]|[12]\d|3[01])\s(?P<year>20\d\d)\s?[-./年]\s?(?P<month>0[1-9]|1[0-2])月?$",
        # 24-05-20 13:15: a year of two digits, only with a clock
        rf"(?<![\d./-])(?P<short>\d\d)(?P<mark>[-/.])(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])\s{{0,3}}{_CLOCK}",
        # 20240520131502, 202405201315
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])[T ]?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?P<zone>Z)?(?!\d)",
        # May 20, 2024 1:05 PM EDT
        rf"{_MONTH}\s+(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?:{_PARTING}{_NAMED_CLOCK}{_ZONE})?",
        # Mon May 20 13:05:00 +0800 2024
        rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s{_MONTH}\s{{1,2}}(?P<day>0?[1-9]|[12]\d|3[01])\s(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d){_ZONE}\s(?P<year>(?:19|20)\d\d)",
        # Mon, 20 May 2024 13:05:00 GMT
        rf"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)(?:{_PARTING}{_NAMED_CLOCK}{_ZONE})?",
    )
]
_DIGIT = re.compile("[0-9]")
_CLOCK_BEFORE = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d))?\s?(?P<after>[ap]m|[ap]\.m\.)?(?:\s(?P<zone>[A-Z]{3,4}(?:[+-]\d{1,2}(?::?\d\d)?)?))?[\s,|｜·]{0,3}(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s{1,2})?$",
    re.I,
)
_MONTH_ONLY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>0?[1-9]|1[0-2])\s?月(?!\s?\d)"
)
_UNIX = re.compile(r"(?<!\d)(?P<unix>\d{10}|\d{13})(?!\d)")
_ZONES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "北京时间": 480,
    "北京時間": 480,
    "cst": 480,
    "est": -300,
    "edt": -240,
    "pst": -480,
    "pdt": -420,
    "bst": 60,
    "jst": 540,
    "hkt": 480,
    "sgt": 480,
    "cet": 60,
    "cest": 120,
}


def has_date(text: str) -> bool:
    """Whether a string holds a date with a year, or a month and day with a clock."""
    text = normalised(text)
    return any(form.search(text) for form in _FORMS[:3]) or is_yearless(text)


def read_moment(text: str, zone: tzinfo, now: datetime) -> Moment | None:
    """Return the first time in a string, full dates first; None where it holds none."""
    text = normalised(text)
    return read_full(text, zone) or read_relative(text, zone, now) or _month_only(text, zone)


def read_full(text: str, zone: tzinfo) -> Moment | None:
    """Return the first date with a year in a string."""
    text = normalised(text)
    if not _DIGIT.search(text):
        return None
    found = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(found, key=lambda m: (m.start(), -len(m[0]))):
        moment = _build(match, text, zone)
        if moment is not None:
            return moment
    return None


def read_unix(text: str) -> Moment | None:
    """Return a unix time, in seconds or milliseconds, between 1994 and 2100."""
    match = _UNIX.fullmatch(text.strip())
    if not match:
        return None
    seconds = int(match["unix"]) / (1000 if len(match["unix"]) == 13 else 1)
    if not 757_382_400 < seconds < 4_102_444_800:
        return None
    return Moment(
        datetime.fromtimestamp(int(seconds), UTC), DatePrecision.SECOND, text.strip(), zoned=True
    )


def _build(match: re.Match[str], text: str, zone: tzinfo) -> Moment | None:
    part = match.groupdict()
    year = _year(part)
    month = _MONTHS[part["name"][:3].lower()] if part.get("name") else int(part["month"])
    day = int(part["day"])
    exchangeable = part.get("first") is not None and max(day, month) <= 12
    if exchangeable and (part.get("after") or "").lower() in ("am", "pm"):
        day, month = month, day
    hour = part.get("hour")
    raw = text[match.start("roc") : match.end()] if part.get("roc") else match[0]
    if hour is None and (before := _CLOCK_BEFORE.search(text[: match.start()])):
        part |= before.groupdict()
        hour = part["hour"]
        raw = text[before.start() : match.end()]
    offset = _offset(part.get("zone"))
    clock = clock_of(part) if hour is not None else None
    if clock is None:
        clock = (0, 0, 0)
        hour = None
    try:
        local = datetime(
            year,
            month,
            day,
            *clock,
            tzinfo=zone if offset is None else timezone(timedelta(minutes=offset)),
        )
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Moment(
        at, precision_of(part, hour), raw.strip(), offset is not None, exchangeable=exchangeable
    )


def _year(part: dict[str, str | None]) -> int:
    if part.get("roc"):
        return int(part["roc"] or 0) + 1911
    if part.get("short"):
        short = int(part["short"] or 0)
        return short + (1900 if short >= 94 else 2000)
    return int(part["year"] or 0)


def _offset(zone: str | None) -> int | None:
    """Minutes east of Greenwich; None where no zone is printed."""
    if not zone:
        return None
    name = zone.strip().lower()
    if name in _ZONES:
        return _ZONES[name]
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", name)
    if not match:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return (-minutes if match[1] == "-" else minutes) if minutes <= 14 * 60 else None


def _month_only(text: str, zone: tzinfo) -> Moment | None:
    match = _MONTH_ONLY.search(text)
    if not match:
        return None
    at = datetime(int(match["year"]), int(match["month"]), 1, tzinfo=zone).astimezone(UTC)
    return Moment(at, DatePrecision.MONTH, match[0], zoned=False)
