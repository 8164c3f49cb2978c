"""The people named as writers."""

import re

from flows.clean.extract import Body
from flows.clean.page import Page
from flows.clean.published import near_headline
from flows.clean.title import Headline

_NAME = r"[\u4e00-\u9fff]{2,4}|[A-Z][a-z]+(?:[ ·][A-Z][a-z]+)+|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8}"
_LABELLED = re.compile(
    r"(?<![\u4e00-\u9fff])(?:作者|本文作者|文章作者|记者|記者|撰文|撰稿|采写|執筆|执笔|作者/|文|文字|Author|By)\s*(?:[:：/／|｜丨]|by\s+)\s*(?P<value>.+)$",
    re.I,
)
_DATELINE = re.compile(
    r"^.{0,4}[（(〔【\[]?[^，。]{0,24}?(?:记者|記者)\s*(?P<value>[\u4e00-\u9fff、·\s]{2,30}?)(?:[/／）)〕】\]]|\s*(?:[\u4e00-\u9fff]{2,4})?\d{1,2}日電|报道|報導)"
)
_SIGNED = re.compile(
    r"[（(【\[]\s*(?:本报|本刊|本网|新华社|中新社|中新网|央视|总台)?[\u4e00-\u9fff]{0,12}?(?:记者|作者|記者|通讯员|编译|撰稿人?|文)\s*[:：/]?\s*(?P<value>[\u4e00-\u9fff、·\s]{2,30})[）)】\]]\s*$"
)
_CUT = re.compile(
    r"\s*(?:(?:责任|本文|实习)?(?:编辑|编審|责编|来源|摄影|攝影|图|时间|日期|发布|发表|浏览|点击|阅读|字号|评论|分享|举报|校对|监制|审核|编译|视频|报道|发自|\d{4}).*|[（(\[【<|｜].*|[:：].*)$"
)
_NOBODY = re.compile(
    r"(?:网|報|报|社|编辑部|整理|综合|新闻|频道|中心|工作室|公司|佚名|匿名|未知|不详|本站|原创|admin|平台|小编)$",
    re.I,
)


def find_author(page: Page, headline: Headline | None, body: Body | None) -> str | None:
    """Return the writers named on a page, joined by 、; None where none is named."""
    regions = [line.text for line in near_headline(page, headline, body) if len(line.text) < 120]
    if body is not None:
        regions += [line.text for line in body.taken_out if len(line.text) < 80]
    for text in regions:
        if (match := _LABELLED.search(text)) and (names := names_in(match["value"])):
            return "、".join(names)
    if body is not None and body.lines:
        for line, form in ((body.lines[0], _DATELINE), (body.lines[-1], _SIGNED)):
            if (match := form.search(line.text)) and (names := names_in(match["value"])):
                return "、".join(names)
    return None


def names_in(text: str) -> list[str]:
    """Return the names of people in a byline, in order."""
    text = _CUT.sub("", text.strip())
    parts = (
        [
            part.strip()
            for part in re.split(r"[、,，;；&/／\s\u3000]+|和(?=[\u4e00-\u9fff]{2})", text)
        ]
        if re.search(r"[\u4e00-\u9fff]", text)
        else re.split(r",| and ", text)
    )
    names = [
        part.strip() for part in parts if 1 < len(part.strip()) <= 24 and not _NOBODY.search(part)
    ]
    return list(dict.fromkeys(names))[:12]
