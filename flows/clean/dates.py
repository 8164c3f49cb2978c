"""Times as pages print them: reading one out of a string.

Only what is printed is read: a day stays a day. Where to look is decided in published.py.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from warehouse.records import DatePrecision

_DIGITS = {ch: str(n) for n, ch in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
    "О": "0",
}
_CHINESE = re.compile(
    r"([〇○零Ｏ一二三四五六七八九]{4})\s*年\s*([〇一二三四五六七八九十]{1,3})\s*月(?:\s*([〇一二三四五六七八九十]{1,3})\s*[日号])?"
)
_FULLWIDTH = str.maketrans("０１２３４５６７８９：／－．　", "0123456789:/-. ")
_CLOCK = (
    r"(?P<half>上午|下午|凌晨|早上|晚上|中午|傍晚|清晨|晚间|AM|PM|am|pm)?\s*(?P<hour>\d{1,2})\s*(?::|时|時|點|点)\s*(?P<minute>\d{2})?"
    r"(?:\s*(?::|分)\s*(?P<second>\d{2})(?!\d))?(?:[.,]\d{1,9})?\s*[分秒]?\s*(?P<after>(?:AM|PM|am|pm|a\.m\.|p\.m\.)(?![a-z]))?"
)
_ZONE = r"(?:\s*[(（]?(?P<zone>Z(?![A-Za-z])|(?:GMT|UTC)?\s*[+-]\d{1,2}:?\d{2}(?!\d)|(?:GMT|UTC)\s*[+-]\d{1,2}(?![\d:])|UTC|GMT|北京时间|北京時間|CST|EST|EDT|PST|PDT|BST|JST|HKT|SGT|CET|CEST))?"
_BETWEEN = r"[\sT,，|·•日]{0,6}(?:[(（]?(?:星期|周|週|礼拜)[一二三四五六日天][)）]?)?[\s,，|·]{0,4}"
_MONTHS = {
    m: n
    for n, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_FORMS = [
    re.compile(p, re.I)
    for p in (
        # 2024-05-20 13:15:02+08:00, 2024年05月20日 13:15, 2024/5/20 下午1:15, 2024.05.20
        rf"(?<![\d.])(?P<year>(?:19|20)\d\d)\s?(?:-|/|\.|年|－)\s?(?P<month>0?[1-9]|1[0-2])\s?(?:-|/|\.|月|－)\s?(?P<day>0?[1-9]|[12]\d|3[01])(?![\d]|\.\d)(?:{_BETWEEN}{_CLOCK}{_ZONE})?",
        # 2024-05-20 run together with the clock: 2024-05-2013:15
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01]){_CLOCK}{_ZONE}",
        # 民國105年3月19日
        rf"(?:民國|民国)\s*(?P<roc>\d{{2,3}})\s?年\s?(?P<month>0?[1-9]|1[0-2])\s?月\s?(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)(?:{_BETWEEN}{_CLOCK}{_ZONE})?",
        # 20240520131502, 202405201315
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])[T ]?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?P<zone>Z)?(?!\d)",
        # May 20, 2024 1:05 PM EDT
        rf"{_MONTH}\s+(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)(?:\s*(?:,|at|-|\||·)?\s*(?:at\s+)?{_CLOCK}{_ZONE})?",
        # Mon, 20 May 2024 13:05:00 GMT
        rf"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>(?:19|20)\d\d)(?:\s*(?:,|at|-|\||·)?\s*(?:at\s+)?{_CLOCK}{_ZONE})?",
    )
]
_CLOCK_BEFORE = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d))?\s{0,3}$"
)
_MONTH_ONLY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>0?[1-9]|1[0-2])\s?月(?!\s?\d)"
)
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
    r"(?<![\d./-])(?P<month>0?[1-9]|1[0-2])\s?(?:-|/|月)\s?(?P<day>0?[1-9]|[12]\d|3[01])\s?日?[\s,，]{0,4}(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?!\d)"
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


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as printed."""

    at: datetime  # aware, UTC
    precision: DatePrecision
    raw: str  # the string that it was read from
    zoned: bool  # the zone is printed, not assumed
    assumed: str = ""  # relative, yearless: what was filled in from the time of the fetch

    @property
    def has_clock(self) -> bool:
        """Whether it says more than the day."""
        return self.precision in (DatePrecision.SECOND, DatePrecision.MINUTE, DatePrecision.HOUR)


def has_date(text: str) -> bool:
    """Whether a string holds a date with a year, or a month and day with a clock."""
    text = _normalised(text)
    return any(form.search(text) for form in _FORMS[:3]) or bool(_YEARLESS.search(text))


def read_moment(text: str, zone: tzinfo, now: datetime) -> Moment | None:
    """Return the first time in a string, full dates first; None where it holds none."""
    text = _normalised(text)
    return read_full(text, zone) or read_relative(text, zone, now) or _month_only(text, zone)


def read_full(text: str, zone: tzinfo) -> Moment | None:
    """Return the first date with a year in a string."""
    text = _normalised(text)
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


def read_relative(text: str, zone: tzinfo, now: datetime) -> Moment | None:
    """Return a time told by its distance from the fetch, or without a year."""
    text = _normalised(text)
    if match := _AGO.search(text):
        return _ago(match, now)
    if match := _DAYS.search(text):
        days = {"今": 0, "昨": 1, "前": 2, "t": 0, "y": 1}[match["word"][0].lower()]
        return _on_day((now.astimezone(zone) - timedelta(days=days)), match, zone, "relative")
    if match := _YEARLESS.search(text):
        local = now.astimezone(zone)
        for year in (local.year, local.year - 1):
            try:
                day = local.replace(
                    year=year,
                    month=int(match["month"]),
                    day=int(match["day"]),
                    hour=0,
                    minute=0,
                    second=0,
                    microsecond=0,
                )
            except ValueError:
                continue
            if day <= local + timedelta(days=1):
                return _on_day(day, match, zone, "yearless")
    return None


def _normalised(text: str) -> str:
    text = text[:400].translate(_FULLWIDTH)
    return _CHINESE.sub(_from_chinese, text) if "年" in text else text


def _from_chinese(match: re.Match[str]) -> str:
    year = "".join(_DIGITS.get(ch, ch) for ch in match[1])
    out = f"{year}年{_number(match[2])}月"
    return out + (f"{_number(match[3])}日" if match[3] else "")


def _number(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
    return int("".join(_DIGITS.get(ch, "0") for ch in text))


def _build(match: re.Match[str], text: str, zone: tzinfo) -> Moment | None:
    part = match.groupdict()
    year = int(part["roc"]) + 1911 if part.get("roc") else int(part["year"])
    month = _MONTHS[part["name"][:3].lower()] if part.get("name") else int(part["month"])
    hour = part.get("hour")
    raw = match[0]
    if hour is None and (before := _CLOCK_BEFORE.search(text[: match.start()])):
        part |= before.groupdict()
        hour = part["hour"]
        raw = text[before.start() : match.end()]
    offset = _offset(part.get("zone"))
    clock = _clock(part) if hour is not None else None
    if clock is None:
        clock = (0, 0, 0)
        hour = None
    try:
        local = datetime(
            year,
            month,
            int(part["day"]),
            *clock,
            tzinfo=zone if offset is None else timezone(timedelta(minutes=offset)),
        )
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Moment(at, _precision(part, hour), raw.strip(), zoned=offset is not None)


def _precision(part: dict[str, str | None], hour: str | None) -> DatePrecision:
    if hour is None:
        return DatePrecision.DAY
    if part.get("minute") is None:
        return DatePrecision.HOUR
    return DatePrecision.SECOND if part.get("second") else DatePrecision.MINUTE


def _clock(part: dict[str, str | None]) -> tuple[int, int, int] | None:
    hour, minute, second = (int(part.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (part.get("half") or part.get("after") or "").lower().replace(".", "")
    if (half in ("下午", "晚上", "晚间", "傍晚", "pm") and hour < 12) or (
        half == "中午" and hour < 3
    ):
        hour += 12
    elif half in ("am", "凌晨", "上午") and hour == 12:
        hour = 0
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


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
    clock = _clock(part) if part.get("hour") is not None else (0, 0, 0)
    if clock is None:
        return None
    local = day.replace(hour=clock[0], minute=clock[1], second=clock[2], microsecond=0)
    return Moment(
        local.astimezone(UTC),
        _precision(part, part.get("hour")),
        match[0].strip(),
        zoned=False,
        assumed=assumed,
    )


def _month_only(text: str, zone: tzinfo) -> Moment | None:
    match = _MONTH_ONLY.search(text)
    if not match:
        return None
    at = datetime(int(match["year"]), int(match["month"]), 1, tzinfo=zone).astimezone(UTC)
    return Moment(at, DatePrecision.MONTH, match[0], zoned=False)
