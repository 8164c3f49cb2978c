"""Whom a subject cites: 我局接云帆快运报案称, 路透社援引张某的话称, 调查组通报指出."""

import re

from flows.tag.spans import Span

_COMPLAINT = re.compile(
    r"接(?:到|获|报)?(?P<who>[^，,]{2,16}?)(?:报案|报警|举报|投诉|反映|求助|来电)$"
)
_CITED = re.compile("(?:援引|引述|引用)(?P<who>[^，,]{2,20}?)的?(?:话|说法|消息)?(?:报道)?$")
_COMPLAINT_ENDS = frozenset("案警报诉映助电")
_IN_PRINT_ENDS = frozenset("报告明信论评况")
_IN_PRINT = re.compile(
    "(?:的|发[布表出]了?)?(?:(?:情况)?(?:通报|通告|声明|公告|说明|致歉信|公开信|评论|社评|社论)|(?<=[布表出了])情况)$"
)
_NO_ISSUER = frozenset(["情况", "官方", "联合", "该", "这份", "这则", "一份", "上述", "书面"])


def cited_in(text: str, low: int, high: int) -> Span | None:
    """Return who is cited in a subject by somebody else; None: nobody."""
    if text[high - 1] not in _COMPLAINT_ENDS and text.find("引", low, high) < 0:
        return None
    cited = _COMPLAINT.search(text, low, high) or _CITED.search(text, low, high)
    return cited.span("who") if cited else None


def without_statement(text: str, low: int, high: int) -> int:
    """Return where a subject ends without the statement that it issues."""
    if text[high - 1] not in _IN_PRINT_ENDS:
        return high
    printed = _IN_PRINT.search(text, low + 1, high)
    is_issued = printed is not None and text[low : printed.start()] not in _NO_ISSUER
    return printed.start() if printed and is_issued else high
