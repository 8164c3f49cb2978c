"""The words that announce a statement of a byline: 来源：, 作者｜, 责编 …, in all the ways they are set.

A label has a kind: source, author, editor, other (the origin of something else than the text), note (a statement of no
interest here). Words before a colon that are in no list are labels too: what follows 字数： is no name.
"""

import re

JOINT = "\x1f"  # between the pieces of a line
COLON = r"[\s\x1f]*[:：﹕︰][\s\x1f]*"
LOOSE = r"(?:[\s\x1f]*[:：﹕︰/／|｜︱丨][\s\x1f]*)"
_ALONE = r"(?<![\u4e00-\u9fff])"

_OTHER = (
    r"(?:图片|圖片|图|数据|资料|视频|音频|封面|图源|摄影|攝影|线索|录音)(?:来源|來源|源|出处)"
    + LOOSE
)
_ORIGIN = r"来源|來源|稿源|出处|出處|转自|轉自|转载自|轉載自|摘自|来自|來自|源自|原载|首发"
_SOURCE = (
    rf"(?:文章|本文|信息|稿件|新闻|新聞|资料|資料|内容|原文|消息|文稿)?(?:{_ORIGIN})(?:于|自)?"
    rf"(?:{LOOSE}|(?=[《“【\[])|[\s\x1f]*(?:微信)?公众号{COLON})"
    rf"|(?:原创|供稿单位|(?:发布|發布|發佈)(?:机构|机关|单位|單位|機關|部門|部门)|供稿|Source|From|Via){COLON}"
    rf"|(?<=[，,；;])\s*(?:微信)?公众号{COLON}|以下文章(?:来源于|来自|转自)[\s\x1f]*"
    rf"|{_ALONE}(?:信息|稿件|文章|资料)?(?:来源|來源|稿源|出处)\x1f|{_ALONE}来源于[\s\x1f]"
)
_EDITOR = (
    r"(?:责任|責任|本文|本期|本版|本网|网络|执行|值班|实习|美术|图片|文字|视觉|流程|新媒体|统筹|主)?"
    r"(?:编辑|編輯|责编|責編|编审|编校|审核|审校|校对|校對|监制|監製|审签|总编|主编|排版|设计|制作|策划|统筹|终审|复审|"
    r"初审|[一二三]审|摄影|攝影|摄像|剪辑|翻译|编译|译者|譯者|編審|核稿|选稿|责任者|责校|美编|上传|录入|供图|图)"
    + LOOSE
    + rf"|{_ALONE}(?:责任|責任|本文|值班)?(?:编辑|編輯|责编|責編)[\s\x1f]+(?=[\u4e00-\u9fff·]{{2,4}}(?:[\s\x1f]|$))"
)
_AUTHOR = (
    rf"{_ALONE}(?:(?:本文|文章|特约|原)?作者|(?:本报|本刊|本网|特约|实习|见习|通讯)?(?:记者|記者)|通讯员|撰文|撰稿人?|采写|采访|"
    rf"执笔人?|執筆|文字|文|主笔|編譯){LOOSE}|(?<![A-Za-z])(?:Authors?|Reporters?|Words|Story|Text|By|(?:Written|Story|Words|Reported) by|作者){COLON}"
    rf"|[，,][\s\x1f]*作者(?=[\u4e00-\u9fff]{{2,4}}$)|{_ALONE}(?:作者|记者|記者|撰文)[,，]?[\x1f\s]|(?<![A-Za-z])By\x1f"
)
_NOTE = (
    r"(?:(?:最新|最后|最後|首次)?(?:更新|修改)|发布|发表|發佈|發布|發表|出版|更新|修改|发稿|刊发|提交|创建|时间|日期|時間|字号|字体|字體|"
    r"字級設定|分享到?|评论|阅读|浏览|点击|人气|关注|访问|关键词|关键字|标签|导语|核心提示|摘要|原标题|标题|栏目|频道|所属|发布于|"
    r"地点|热度|打印|投稿|版次|第?\d{1,2}版|微信号|功能介绍|(?<![A-Za-z])(?:Date|Time|Published|Updated|Posted|Editor|Views?))(?:时间|日期|時間|数|量|统计|次数|次|者)?"
    + COLON
)
_UNLISTED = (
    rf"{_ALONE}(?![\u4e00-\u9fff]{{0,4}}(?:{_ORIGIN}|作者|记者|記者|编辑|編輯|文)[\s\x1f]*[:：])"
    r"[\u4e00-\u9fff]{2,5}[:：][\s\x1f]*"
)
LABEL = re.compile(
    rf"(?P<other>{_OTHER})|(?P<source>{_SOURCE})|(?P<editor>{_EDITOR})|(?P<author>{_AUTHOR})|(?P<note>{_NOTE}|{_UNLISTED})",
    re.I,
)
MARK = re.compile(
    "[:：﹕︰/／|｜︱丨《“【\x1f]|来源于 |[辑輯编編] |以下文章"
)  # no label without one of these
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])(来|來|作|记|時|时|日|编|出|稿)[\s\x1f\u3000]{1,8}(源|者|間|间|期|辑|处)(?=[\s\x1f]*[:：])"
)
_BARE = re.compile(
    r"[\u4e00-\u9fff]{2,6}[\s\u3000]*[:：]|(?:信息|稿件|文章|资料)?(?:来源|來源|稿源|出处)|作者|记者|記者|"
    r"(?:发布|發布|發佈|发表|更新|成文|发文|刊发)?(?:时间|日期|時間)|(?:发布|發布|發佈)(?:机构|单位|單位|机关)"
)

_SOURCE_AT_END = re.compile(rf"(?:{_ORIGIN})[\s\x1f]*[:：]?$")


def closed_up(text: str) -> str:
    """Return a text with labels that are spaced out for the looks closed up: 来　　源："""
    return _SPACED.sub(r"\1\2", text)


def ends_in_source_label(text: str) -> bool:
    """Whether a text breaks off where the name of its source should follow, as before a logo."""
    return bool(_SOURCE_AT_END.search(text))


def is_bare_label(text: str) -> bool:
    """Whether a line is nothing but a label, so that the next one holds what it announces."""
    return len(text) <= 12 and bool(_BARE.fullmatch(closed_up(text)))
