"""The outlet that a page names as its origin (来源)."""

import re
from collections.abc import Iterable

from flows.clean.extract import Body
from flows.clean.page import Page
from flows.clean.published import near_headline
from flows.clean.title import Headline

_LABEL = r"(?:文章来源|本文来源|信息来源|稿件来源|新闻来源|資料來源|新聞來源|内容来源|来源|來源|稿源|文章出处|出处|出處|转自|轉自|转载自|轉載自|摘自|来自|來自|供稿单位|发布机构|Source)"
_LABELLED = re.compile(rf"{_LABEL}\s*(?:[:：﹕|｜]|于[:：])\s*(?P<value>.*)$", re.I)
_BARE = re.compile(rf"(?:{_LABEL})\s*[:：﹕|｜]?\s*$", re.I)
_REPRINT = re.compile(
    r"^[（(【\[]?\s*(?:本文|文章|原文|内容)?(?:来自|转自|转载自|首发于|来源于|出自|刊发于|原载于?)\s*(?:微信公众号|微信公號|公众号|微信|头条号|百家号)?\s*[:：]?\s*[“「《【]?(?P<value>[^，。；,;（()）”」》】:：]{2,24})"
)
_CUT = re.compile(
    r"\s*(?:(?:责任|本文)?(?:作者|记者|編輯|编辑|责编|撰文|时间|日期|发布|发表|浏览|点击|阅读|字号|字体|字體|评论|分享|举报|我要|打印|收藏|关注|责任|转载|选稿|通讯员|人气|查看|订阅|责|热度|参与|大|中|小|微信|手机|更新)\s*[:：次数\[【（(]?.*|"
    r"[【\[|｜].*|(?:19|20)\d\d\s?[-年/.].*|https?:.*|\d{2}:\d{2}.*|\s{2,}.*|\u3000.*|[<>《]?返回.*)$"
)
_QUOTES = str.maketrans("", "", "“”\"'「」『』")
_EDGES = " \u3000,，。;；、】)）-_|·"  # what may cling to a name
_NO_OUTLET = re.compile(
    r"^(?:转载文章|转载|网络|互联网|原创|本站|本站原创|未知|综合|网络整理|佚名|不详|无|null|undefined|[\W_]*)$",
    re.I,
)


def find_credit(page: Page, headline: Headline | None, body: Body | None) -> str | None:
    """Return the outlet that a page names as its origin; None where it names none."""
    near = [line.pieces for line in near_headline(page, headline, body)]
    tail = (
        [line.pieces for line in page.lines[body.last : body.last + 6]] if body is not None else []
    )
    inside = [line.pieces for line in body.taken_out] if body is not None else []
    for region in (near, inside, tail):
        if found := _labelled(region):
            return found
    return _reprinted(body)


def _labelled(region: Iterable[list[str]]) -> str | None:
    for pieces in region:
        if sum(map(len, pieces)) > 300:
            continue
        for number, piece in enumerate(pieces):
            match = _LABELLED.search(piece)
            value = match["value"] if match else ""
            if (match and not value) or (not match and _BARE.search(piece) and len(piece) < 14):
                value = next((p for p in pieces[number + 1 : number + 3] if len(p) > 1), "")
                match = match or _BARE.search(piece)
            if match and (outlet := tidy(value)):
                return outlet
    return None


def tidy(value: str) -> str | None:
    """Take away what follows an outlet's name on its line; None where no outlet is left."""
    value = value.strip(" \u3000:：|｜")
    value = _CUT.sub("", value).translate(_QUOTES)
    value = re.sub(r"[（(](?:\d{4}|记者|作者).*$", "", value).strip(_EDGES)
    if not 2 <= len(value) <= 40 or _NO_OUTLET.match(value):
        return None
    return value


def _reprinted(body: Body | None) -> str | None:
    if body is None or not body.lines:
        return None
    for line in (*body.taken_out, body.lines[0], body.lines[-1]):
        if (
            len(line.text) < 60
            and (match := _REPRINT.match(line.text))
            and (outlet := tidy(match["value"]))
        ):
            return outlet
    return None
