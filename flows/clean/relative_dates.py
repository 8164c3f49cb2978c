"""Times told by their distance from the fetch, or without a year."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from flows.clean.date_parts import clock_of, normalised, precision_of
from flows.clean.moment import Moment
from warehouse.records import DatePrecision

_AGO = re.compile(
    r"(?P<count>\d{1,3}|半|一|两|几)\s*个?\s*(?P<unit>秒钟?|分钟|分鐘|小时|小時|钟头|天|日|周|週|星期|月|年)\s*(?:之?前|以前)|(?P<now>刚刚|剛剛|just now)|"
    r"(?P<number>\d{1,3}|an?)\s+(?P<english>second|minute|min|hour|hr|day|week|month|year)s?\s+ago",
    re.I,
)
_DAYS = re.compile(
    r"(?P<word>今天|今日|昨天|昨日|前天|前日|yesterday|today)\s*(?:的|at)?\s*(?:(?P<half>上午|下午|凌晨|早上|晚上|中午|傍晚)?\s*(?P<hour>[01]?\d|2[0-3])\s*[:：点時时]\s*(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?",
    re.I,
)
_YEARLESS = re.compile(
    r"(?<![\d./-])(?P<month>0?[1-9]|1[0-2])\s?(?:-|/|月)\s?(?P<day>0?[1-9]|[12]\d|3[01])\s?日?[\s,，]{0,4}(?:[(（](?:星期|周|週)?[一二三四五六日天][)）]\s{0,2})?(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!\d)"
)
_DAY_ALONE = (
    re.compile(r"(?P<month>0?[1-9]|1[0-2])月(?P<day>0?[1-9]|[12]\d|3[01])日"),
    re.compile(r"(?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])"),
)
_SECONDS = {
    "秒": 1,
    "分": 60,
    "小": 3600,
    "钟": 3600,
    "天": 86400,
    "日": 86400,
    "周": 604800,
    "週": 604800,
    "星": 604800,
    "月": 2592000,
    "年": 31536000,
    "second": 1,
    "min": 60,
    "minute": 60,
    "hour": 3600,
    "hr": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2592000,
    "year": 31536000,
}


def is_yearless(text: str) -> bool:
    """Whether a string holds month, day and clock without a year."""
    return bool(_YEARLESS.search(normalised(text)))


def read_relative(text: str, zone: tzinfo, now: datetime) -> Moment | None:
    """Return a time told by its distance from the fetch, or without a year."""
    text = normalised(text)
    if match := _AGO.search(text):
        return _ago(match, now)
    if match := _DAYS.search(text):
        days = {"今": 0, "昨": 1, "前": 2, "t": 0, "y": 1}[match["word"][0].lower()]
        return _on_day((now.astimezone(zone) - timedelta(days=days)), match, zone, "relative")
    if match := _YEARLESS.search(text):
        return _in_last_year(match, zone, now)
    return None


def read_day_alone(text: str, zone: tzinfo, now: datetime) -> Moment | None:
    """Return the day of a string that is nothing but a month and a day: 05-13, 5月13日."""
    match = next(filter(None, (form.fullmatch(normalised(text)) for form in _DAY_ALONE)), None)
    return _in_last_year(match, zone, now) if match is not None else None


def read_month_and_day(text: str) -> tuple[int, int, int, int, int | None] | None:
    """Return month, day, hour, minute and perhaps second of a time without a year."""
    match = _YEARLESS.search(normalised(text))
    if match is None:
        return None
    month, day, hour, minute = (int(match[name]) for name in ("month", "day", "hour", "minute"))
    return month, day, hour, minute, int(match["second"]) if match["second"] else None


def _in_last_year(match: re.Match[str], zone: tzinfo, now: datetime) -> Moment | None:
    """Return the last time before a moment that had this month and day."""
    local = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    for year in (local.year, local.year - 1):
        try:
            day = local.replace(year=year, month=int(match["month"]), day=int(match["day"]))
        except ValueError:
            continue
        if day <= local + timedelta(days=1):
            return _on_day(day, match, zone, "yearless")
    return None


def _ago(match: re.Match[str], now: datetime) -> Moment | None:
    if match["now"]:
        return Moment(
            now.astimezone(UTC), DatePrecision.MINUTE, match[0], zoned=True, assumed="relative"
        )
    unit = match["unit"] or match["english"].lower()
    seconds = _SECONDS.get(unit, _SECONDS.get(unit[0], 0))
    word = match["count"] or match["number"]
    count = (
        {"半": 0.5, "一": 1.0, "两": 2.0, "几": 0.0, "a": 1.0, "an": 1.0}.get(word)
        if not word.isdigit()
        else float(word)
    )
    if not seconds or not count:
        return None
    at = (now - timedelta(seconds=seconds * count)).astimezone(UTC)
    precision = (
        DatePrecision.MINUTE
        if seconds <= 60
        else DatePrecision.HOUR
        if seconds == 3600
        else DatePrecision.DAY
    )
    if seconds >= 2592000:
        precision = DatePrecision.MONTH
    return Moment(at, precision, match[0], zoned=True, assumed="relative")


def _on_day(day: datetime, match: re.Match[str], zone: tzinfo, assumed: str) -> Moment | None:
    part = match.groupdict()
    clock = clock_of(part) if part.get("hour") is not None else (0, 0, 0)
    if clock is None:
        return None
    local = day.replace(hour=clock[0], minute=clock[1], second=clock[2], microsecond=0)
    return Moment(
        local.astimezone(UTC),
        precision_of(part, part.get("hour")),
        match[0].strip(),
        zoned=False,
        assumed=assumed,
    )
