"""What every form of a date shares: digits of all kinds, clocks, precision."""

import re

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
_MONTH_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})\s+(十[一二]|[一二三四五六七八九十])月,?\s+((?:19|20)\d\d)(?!\d)"
)  # 09 五月 2024
_FULLWIDTH = str.maketrans("０１２３４５６７８９：／－．　", "0123456789:/-. ")


def normalised(text: str) -> str:
    """Return a string with half-width digits and Chinese dates in digits."""
    text = text[:400].translate(_FULLWIDTH)
    if "年" in text:
        return _CHINESE.sub(_from_chinese, text)
    return _MONTH_NAMED.sub(_month_first, text) if "月" in text else text


def clock_of(part: dict[str, str | None]) -> tuple[int, int, int] | None:
    """Return hour, minute and second; None where they are no time of day."""
    hour, minute, second = (int(part.get(name) or 0) for name in ("hour", "minute", "second"))
    half = (part.get("half") or part.get("after") or "").lower().replace(".", "")
    if (half in ("下午", "晚上", "晚间", "傍晚", "pm") and hour < 12) or (
        half == "中午" and hour < 3
    ):
        hour += 12
    elif half in ("am", "凌晨", "上午") and hour == 12:
        hour = 0
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def precision_of(part: dict[str, str | None], hour: str | None) -> DatePrecision:
    """Return how exactly a time is given."""
    if hour is None:
        return DatePrecision.DAY
    if part.get("minute") is None:
        return DatePrecision.HOUR
    return DatePrecision.SECOND if part.get("second") else DatePrecision.MINUTE


def _from_chinese(match: re.Match[str]) -> str:
    year = "".join(_DIGITS.get(ch, ch) for ch in match[1])
    out = f"{year}年{_number(match[2])}月"
    return out + (f"{_number(match[3])}日" if match[3] else "")


def _month_first(match: re.Match[str]) -> str:
    return f"{match[3]}年{_number(match[2])}月{match[1]}日"


def _number(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
    return int("".join(_DIGITS.get(ch, "0") for ch in text))
