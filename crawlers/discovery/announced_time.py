"""The time that a feed, API or listing announces for a link, in the forms that are met."""

import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime

_CHINESE_WEEKDAY = re.compile(r"^\s*(?:星期|周|週|礼拜)[一二三四五六日天]\s*[,，]?\s*")
_CHINESE_MONTH = re.compile(
    r"(?<=\d)\s*(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月\s*(?=\d{4})"
)
_WRITTEN = re.compile(
    r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T\s]*(\d{1,2})[:：时時](\d{1,2})(?:[:：分](\d{1,2}))?(?:[.,]\d+)?秒?)?"
    r"\s*(Z|[+-]\d\d:?\d\d)?(?![\d])"
)
_NUMERALS = {
    n: i
    for i, n in enumerate(
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1
    )
}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_EARLIEST, _LATEST = 631_152_000, 4_102_444_800  # 1990 and 2100 as Unix times


def announced_time(value: object, zone: tzinfo) -> datetime | None:
    """Return an announced time in UTC; None where it cannot be read.

    `value` is a Unix time in seconds or milliseconds, or text; `zone` holds where none is written.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and not re.fullmatch(r"\s*\d{9,14}(\.\d+)?\s*", value):
        return _from_text(value[:100], zone)
    return _from_unix(float(value) if isinstance(value, str) else value)


def _from_unix(number: float) -> datetime | None:
    if not _EARLIEST <= number < _LATEST * 1000:  # JSON knows numbers that no float holds
        return None
    seconds = number / 1000 if number >= _EARLIEST * 1000 else number
    return datetime.fromtimestamp(seconds, UTC) if seconds < _LATEST else None


def _from_text(text: str, zone: tzinfo) -> datetime | None:
    written = _WRITTEN.search(text)
    try:
        moment = _from_written(written) if written else parsedate_to_datetime(_in_english(text))
        named = written is None or written[7]
        return (moment if moment.tzinfo and named else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _from_written(written: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in written.groups()[:6])
    offset = datetime.strptime((written[7] or "Z").replace("Z", "+0000"), "%z").tzinfo
    return datetime(year, month, day, hour, minute, second, tzinfo=offset)


def _in_english(text: str) -> str:
    """Return an RFC 822 date with Chinese names of weekday and month, as Bing's feeds have, in English."""
    return _CHINESE_MONTH.sub(_month, _CHINESE_WEEKDAY.sub("", text))


def _month(match: re.Match[str]) -> str:
    number = _NUMERALS.get(match[1]) or int(match[1])
    return f" {_MONTHS[number - 1]} "
