"""Numbers as an editor reads them: 16万 is not 16万余, and 两名 not 三名."""

import re

from warehouse.folding import fold

_ROUGHLY = r"(?:不到|超过|将近|接近|至少|[约近超逾])?"
_MEASURE = (
    r"(?:%|小时|分钟|公里|美元"
    r"|[元名人个家次台部条件位成倍天年月日时分秒岁批款起份项辆只点折户所场篇张周期轮届亩吨层章米])"
)
_DIGITS = re.compile(
    rf"{_ROUGHLY}\d+(?:,\d{{3}})*(?:\.\d+)?(?:[万亿千百]+)?(?:[余多]|以上)?{_MEASURE}?"
)
_WORDS = re.compile(
    rf"{_ROUGHLY}(?:[二三四五六七八九两十][一二三四五六七八九两十百千万亿零〇]*"
    rf"|一[十百千万亿][一二三四五六七八九十百千万亿零〇]*)[余多]?{_MEASURE}"
)


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a text with their units and words like 余 and 超; thousands ungrouped."""
    folded = fold(text)
    found = (match[0] for pattern in (_DIGITS, _WORDS) for match in pattern.finditer(folded))
    return frozenset(number.replace(",", "") for number in found)
