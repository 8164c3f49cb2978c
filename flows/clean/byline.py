"""The lines around a headline and around the end of an article, taken apart into labelled fields.

来源：X 作者：Y 编辑：Z may stand on one line or on three, with or without colons, in one run of text or in many
elements; here they become fields, so that credit and author only have to choose.
"""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from flows.clean.extract import Body
from flows.clean.lines import Line
from flows.clean.masses import mass_of
from flows.clean.page import Page
from flows.clean.title import Headline

JOINT = "\x1f"  # between the pieces of a line
_COLON = r"[\s\x1f]*[:：﹕︰][\s\x1f]*"
_LOOSE = r"(?:[\s\x1f]*[:：﹕︰/／|｜︱丨][\s\x1f]*)"
_LABEL = re.compile(
    rf"(?P<other>(?:图片|圖片|图|数据|资料|视频|音频|封面|图源|摄影|攝影|线索|录音)(?:来源|來源|源|出处){_LOOSE})"
    rf"|(?P<source>(?:文章|本文|信息|稿件|新闻|新聞|资料|内容|原文|消息|文稿)?(?:来源|來源|稿源|出处|出處|转自|轉自|转载自|轉載自|摘自|来自|來自|源自|原载|首发)(?:于|自)?(?:{_LOOSE}|(?=[《“【\[])|[\s\x1f]*(?:微信)?公众号{_COLON})"
    r"|原创[\s\x1f]*[:：][\s\x1f]*|(?:供稿单位|发布机构|发布单位|Source)[\s\x1f]*[:：][\s\x1f]*|(?<![\u4e00-\u9fff])(?:来源|來源|稿源|出处)\x1f)"
    rf"|(?P<editor>(?:责任|責任|本文|本期|本版|本网|网络|执行|值班|实习|美术|图片|文字|视觉|流程|新媒体|统筹|主)?(?:编辑|編輯|责编|責編|编审|编校|审核|审校|校对|校對|监制|監製|审签|总编|主编|排版|设计|制作|策划|统筹|终审|复审|初审|[一二三]审|摄影|攝影|摄像|剪辑|翻译|编译|译者|选稿|责任者|责校|美编|上传|录入|供图|图){_LOOSE})"
    rf"|(?P<author>(?<![\u4e00-\u9fff])(?:(?:本文|文章|特约|原)?作者|(?:本报|本刊|本网|特约|实习|见习|通讯)?(?:记者|記者)|通讯员|撰文|撰稿人?|采写|采访|执笔人?|執筆|文字|文|主笔){_LOOSE}|(?<![A-Za-z])(?:Author|By|Written by|作者)[\s\x1f]*[:：][\s\x1f]*|(?<![\u4e00-\u9fff])(?:作者|记者|記者|撰文)[\x1f\s]|(?<![A-Za-z])By\x1f)"
    rf"|(?P<note>(?:(?:最新|最后|最後|首次)?(?:更新|修改)|发布|发表|發佈|更新|修改|发稿|刊发|提交|创建|时间|日期|時間|字号|字体|字體|字級設定|分享到?|评论|阅读|浏览|点击|人气|关注|访问|关键词|关键字|标签|导语|核心提示|摘要|原标题|标题|栏目|频道|所属|发布于|地点|热度|打印|投稿|版次|第?\d{{1,2}}版|微信号|功能介绍)(?:时间|日期|数|量|统计|次数|次|者)?{_COLON})",
    re.I,
)
_MARK = re.compile("[:：﹕︰/／|｜︱丨《“【\x1f]")  # no label without one of these
_DATE = re.compile(
    r"(?:(?:19|20)\d\d|(?<!\d)\d\d)\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?[\sT,，]*(?:(?:星期|週|周)[一二三四五六日天])?\s*(?:上午|下午|晚上)?\s*(?:\d{1,2}\s*[:：时]\s*\d{2}(?:\s*[:：分]\s*\d{2})?秒?)?|\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}[:：]\d{2}(?::\d{2})?|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?|\d{1,3}\s?(?:分钟|小时|天|小時|分鐘)前|昨天|前天|今天"
)
_SPLIT = re.compile(
    r"[\x1f|｜丨︱│\u3000\t\ue000-\uf8ff]+|\s{2,}|(?<=[\u4e00-\u9fff）)》”])\s+(?=[\u4e00-\u9fff《“（(])|\s[·•/-]\s"
)
_STRIP = " \u3000,，。;；、-_|·•:：<>\x1f[]【】"
PROSE = re.compile(r"[，。！？；]")


@dataclass(frozen=True, slots=True)
class Field:
    """One statement of a byline."""

    kind: str  # source, author, editor, other, note, date; plain: no label
    value: str
    hints: str  # class and id of the elements around it
    dated: bool  # a date stands on the same line
    order: int  # of its line below the headline; lines above it come after
    below: bool = True  # the headline


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines around headline and text that are not the text, and what they state."""

    title: str
    below: list[Line]  # the headline, down to the text
    above: list[Line]  # the headline, nearest first
    tail: list[Line]  # taken out near the edges of the text, then after it
    near: list[Field]  # of below, then above
    after: list[Field]  # of tail


def surroundings(page: Page, headline: Headline | None, body: Body | None) -> Surroundings:
    """Return what stands around the headline and the text."""
    below, above = _near_headline(page, headline, body)
    tail = _around_text(page, body)
    near = [field for order, line in enumerate(below) for field in fields_of(line, order)]
    near += [
        replace(field, below=False)
        for order, line in enumerate(above, len(below))
        for field in fields_of(line, order)
    ]
    after = [field for line in tail for field in fields_of(line)]
    return Surroundings(headline.text if headline else "", below, above, tail, near, after)


def _near_headline(
    page: Page, headline: Headline | None, body: Body | None
) -> tuple[list[Line], list[Line]]:
    lines = page.lines
    text_at = _text_at(page, body)
    start = headline.index if headline is not None and headline.index is not None else None
    if start is None or (text_at is not None and start >= text_at):
        start = max(0, (text_at or 0) - 15)
    last = headline.last if headline is not None and headline.last is not None else start
    end = min(len(lines), start + 25) if text_at is None else min(text_at, start + 60)
    above = reversed(lines[max(0, start - 5) : start])
    return [line for line in lines[last + 1 : end] if is_byline_like(line)], [
        line for line in above if is_byline_like(line)
    ]


def _around_text(page: Page, body: Body | None) -> list[Line]:
    if body is None:
        return []
    tail = (*body.edges, *page.lines[body.last : body.last + 12])
    return [
        line for line in tail if len(line.text) <= 160 and not (line.hidden and len(line.text) > 50)
    ]


def is_byline_like(line: Line) -> bool:
    """Whether a line may carry date, source or names: short, no prose, no row of links."""
    text = line.text
    if not 2 <= len(text) <= 160 or (line.hidden and len(text) > 50):
        return False
    return len(PROSE.findall(text)) <= 1 or len(text) < 40


def fields_of(line: Line, order: int = 0) -> list[Field]:
    """Take a line apart."""
    return parse_fields(line.pieces, f"{line.hints} {line.box.hints}", order)


def parse_fields(pieces: list[str], hints: str = "", order: int = 0) -> list[Field]:
    """Take the pieces of a line apart into labelled and unlabelled statements."""
    text = JOINT.join(pieces)
    dated = bool(_DATE.search(text))
    labels = list(_LABEL.finditer(text)) if _MARK.search(text) else []
    head = text[: labels[0].start()] if labels else text
    found = [Field("date", "", hints, dated, order)] if dated else []
    found += [Field("plain", part, hints, dated, order) for part in chunks(head)]
    for label, following in zip_longest(labels, labels[1:]):
        kind = label.lastgroup or "other"
        value = text[label.end() : following.start() if following else len(text)]
        if kind == "source" and label[0].startswith("原创") and not dated:
            kind = "other"
        if kind != "source":
            found.append(Field(kind, value.strip(_STRIP), hints, dated, order))
            continue
        for at, part in enumerate(chunks(value)):
            found.append(Field("plain" if at else "source", part, hints, dated, order))
    return found


def chunks(text: str) -> list[str]:
    """Split the unlabelled part of a byline, dates and marks taken away."""
    parts = _SPLIT.split(_DATE.sub(JOINT, text))
    return [part for raw in parts if (part := raw.strip(_STRIP))]


def _text_at(page: Page, body: Body | None) -> int | None:
    """Return where the prose begins."""
    if body is None or not body.lines:
        return None
    first = next(
        (line for line in body.lines if mass_of(line) >= 15 and PROSE.search(line.text)),
        body.lines[0],
    )
    return page.lines.index(first, body.first)
