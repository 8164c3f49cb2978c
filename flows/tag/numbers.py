"""Numbers with their units, in one form: 16万元, 16万余元 and "160,000 yuan" are all "160000 CNY".

Words such as 余, 超 and 约 are dropped on purpose: 16万 in one report and 16万余元 in another speak of the
same sum.
"""

import re
from decimal import Decimal

_TIMES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_ENGLISH_TIMES = {"thousand": 10**3, "million": 10**6, "m": 10**6, "bn": 10**9, "billion": 10**9}
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_CURRENCIES = {
    "港元": "HKD",
    "港币": "HKD",
    "美元": "USD",
    "美金": "USD",
    "欧元": "EUR",
    "英镑": "GBP",
    "日元": "JPY",
    "新台币": "TWD",
    "人民币": "CNY",
    "元": "CNY",
    "块钱": "CNY",
    "nt$": "TWD",
    "cny": "CNY",
    "圆": "CNY",
    "hk$": "HKD",
    "us$": "USD",
    "$": "USD",
    "¥": "CNY",
    "€": "EUR",
    "£": "GBP",
    "yuan": "CNY",
    "rmb": "CNY",
    "dollars": "USD",
    "pounds": "GBP",
    "euros": "EUR",
}
_ABOUT = "多|余|来|几"
_CHINESE_UNITS = (
    "粉丝|用户|航班|旅客|小时|分钟|个百分点|百分点|新台币|人民币|港元|港币|美元|美金|欧元|英镑|日元|块钱|元|圆"
    "|批次|公里|公斤|平方米|亩|[人名家台个次条天年月日分倍股件篇秒辆号罐批吨户所起例架班艘栋间]"
)
_NUMBER = re.compile(
    r"(?=[\dhunrc人新港$¥€£零〇一二两三四五六七八九十百千])(?P<before>hk\$|us\$|nt\$|rmb|cny|人民币|新台币|港币|[$¥€£])?\s?"
    r"(?P<percent>百分之)?"
    r"(?P<digits>(?<![第\d.a-z])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![第\d.a-z])\d+(?:\.\d+)?"
    r"|(?<=百分之)[零一二两三四五六七八九十百]+"
    r"|(?<!第)[零〇一二两三四五六七八九十百千]+(?=[万亿个多余来]|[零〇一二两三四五六七八九十百千万亿]*(?:%|成(?![为立功果员本长熟年交])"
    rf"|{_CHINESE_UNITS})))"
    rf"\s?(?P<about>{_ABOUT})?(?P<times>[十百千]?[万亿]{{1,2}}|\s?(?:thousand|million|billion|bn|m)\b)?(?:{_ABOUT})?\s?"
    rf"(?P<unit>%|成(?![为立功果员本长熟年交])|{_CHINESE_UNITS}|yuan|rmb|dollars|pounds|euros|per ?cent|percent)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"[\d零〇一二两三四五六七八九十百千]")
_BETWEEN = re.compile("^[一二两三四五六七八九]{2}(?![零〇一二三四五六七八九])")
_TENTH = "成"  # 三成 is 30 %
_PERCENT = {"个百分点": "%", "百分点": "%", "percent": "%", "per cent": "%"}


def numbers_in(folded: str) -> tuple[str, ...]:
    """Return the quantities of a folded text, normalised, in order and each once; bare numbers too."""
    if not _DIGIT.search(folded):
        return ()
    found = dict.fromkeys(_normal(match) for match in _NUMBER.finditer(folded))
    return tuple(number for number in found if number)


def _normal(match: re.Match[str]) -> str:
    digits, times = match["digits"], match["times"] or ""
    if digits == "一" and not times:  # 一家公司 is no quantity
        return ""
    if _BETWEEN.search(digits):  # 两三天 is neither two nor 23
        return ""
    if digits[0] in "百千" and times and not match["unit"]:  # 千万不要 neither
        return ""
    value = _value(digits)
    for character in times:
        value *= _TIMES.get(character, 1)
    value *= _ENGLISH_TIMES.get(times.strip().lower(), 1)
    unit = (match["unit"] or "").lower()
    if unit == _TENTH:
        value, unit = value * 10, "%"
    before = (match["before"] or "").lower()
    unit = before if before and unit in ("", "元", "圆") else unit
    unit = "%" if match["percent"] else _CURRENCIES.get(unit, _PERCENT.get(unit, unit))
    number = format(value.normalize(), "f")
    return f"{number} {unit}".strip()


def _value(digits: str) -> Decimal:
    if digits[0].isascii():
        return Decimal(digits.replace(",", ""))
    total, current = 0, 0
    for character in digits:
        if character in _TIMES:
            total += max(current, 1) * _TIMES[character]
            current = 0
        else:
            current = current * 10 + _DIGITS[character] if current else _DIGITS[character]
    return Decimal(total + current)
