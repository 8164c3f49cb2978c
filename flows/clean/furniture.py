"""Lines that stand in or after an article without being its text, told by their wording."""

import re

from flows.clean.lines import Line

LABEL = r"[:：﹕/／|｜︱丨]"
_BYLINE = re.compile(
    r"^[\[【（(〔<《]?\s*(?:(?:责任|責任|本文|本期|本版|网络|执行|主|值班|统筹|视觉|文字|实习|实习生|特约|图片|新媒体|微信)?\s*(?:编辑|編輯|责编|責編|编审|审核|审校|校对|校對|监制|监審|监审|统筹|策划|作者|记者|記者|撰文|撰稿人?|采写|執筆人?|执笔人?|"
    r"摄影|攝影|供图|配图|图片|来源|來源|稿源|出处|转自|文|图|文字|终审|复审|初审|二审|三审|排版|设计|制图|美编|主编|总编|翻译|编译|编译者|通讯员|出品|运营|值班主任|值班编辑|监制人|流程编辑|美术编辑|Editor|Author|Source))"
    rf"(?:\s*[、&·和/／]\s*(?:图|摄影|编辑|摄|视频|文|供图))?\s*{LABEL}.{{0,60}}$",
    re.I,
)
_REPORTER = re.compile(
    r"^[\W□■◎●▲]*[\u4e00-\u9fff·\w]{0,14}(?:记者|記者|通讯员|特约撰稿人?|实习生|评论员)\s*[\u4e00-\u9fff·\s、/／]{2,24}[）)〕】\]]?$"
)
_ORIGINAL_TITLE = re.compile(r"^[（(【\[]?\s*原\s*(?:标题|標題|题|文标题)\s*[:：]")
_SENTENCE_END = re.compile(r"[。！？…；!?]")
_FURNITURE = re.compile(
    r"^(?:分享到?|分享至.{0,12}|举报|收藏|点赞|打印|关闭|字号|字體?级?大小|大|中|小|评论|留言|登录|注册|展开全文|收起|查看更多|阅读全文|返回.{0,8}|更多|下一页|上一页|广告|推广|已收藏|复制链接|複製連結|"
    r"微信扫一扫.{0,12}|扫一扫.{0,20}|扫码.{0,20}|用微信扫.{0,14}|手机看新闻|微信|微博|QQ空间|朋友圈|播放|重播|\d{2}:\d{2}/\d{2}:\d{2}|請繼續往下閱讀.{0,4}|请继续往下阅读.{0,4}|图片来自网络.{0,6}|图片均来自网络.{0,6}|图源.{0,16}|"
    r"(?:点击|點擊)(?:图片|查看|进入|下载|展开|播放|加载).{0,20}|.{0,4}长按.{0,10}二维码.{0,12}|[+＋]?\d+|图集|[\W_]+)$"
)
_STOP = re.compile(
    r"^[\[【（(·■▲►●★☆#]*\s*(?:相关(?:新闻|阅读|报道|文章|链接|推荐|专题|稿件|资讯|内容)|相關(?:新聞|閱讀|報導|文章)|延伸阅读|延伸閱讀|推荐阅读|推薦閱讀|更多(?:新闻|精彩|内容|相关|报道|阅读|資訊|新聞).{0,12}|猜你喜欢|热门(?:推荐|文章|新闻|评论)?|热点(?:推荐|新闻)|"
    r"上一篇|下一篇|上一条|下一条|免责声明|版权声明|版權聲明|特别声明|声明\s*[:：]|网友评论|最新评论|发表评论|我要评论|评论区|精彩推荐|今日推荐|为您推荐|大家都在看|编辑推荐|返回搜狐|特别提示\s*[:：]|转载请注明|欢迎关注|关注我们|责任编辑|責任編輯|责编\s*[:：]|"
    r"阅读原文|分享到|标签\s*[:：]|关键词\s*[:：]|關鍵字|相关标签|Related|Read more|Recommended|本文仅代表|以上内容)"
)


_CAPTION_HINT = re.compile(
    r"(?<![a-z])(?:captions?|figcaption|img_?desc\w*|pic_?(?:desc|info|title|text)\w*|photo_?(?:desc|info|text)\w*|image_?(?:desc|info|text|title)\w*|tupian_?shuoming|imgtitle|pictext)(?![a-z])"
)
_PHOTO = re.compile(
    r"(?:摄|攝|供图|提供图片|资料图片?|資料照|视觉中国|图片来源.{0,16}|图源.{0,16}|網絡圖|截图|供圖|/攝|绘|制图)\s*[）)】\]]?$"
)
_LEAD = re.compile(r"^[（(〔].{6,80}[）)〕]$")
_KEY = re.compile(r"[\W_]+")
_CLOCK = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")


def is_furniture(line: Line) -> bool:
    """Whether a line within a body is not running text."""
    text = line.text
    if line.linked_share > 0.6 and len(text) < 60:
        return True
    if len(line.links) >= 3 and line.linked_share > 0.3 and not _SENTENCE_END.search(text):
        return True
    if len(text) > 140:
        return False
    return bool(
        _BYLINE.match(text)
        or _REPORTER.match(text)
        or _ORIGINAL_TITLE.match(text)
        or _FURNITURE.match(text)
    )


def is_caption(line: Line) -> bool:
    """Whether a line says what a picture shows or who took it."""
    text = line.text
    if any(
        box.tag == "figcaption" or (box.hints and _CAPTION_HINT.search(box.hints))
        for box in list(line.box.ancestors())[:3]
    ) or _CAPTION_HINT.search(line.hints):
        return True
    if len(text) < 160 and _PHOTO.search(text):
        return True
    if not line.pictured or line.heading or len(text) > 60:
        return False
    return (
        not _SENTENCE_END.search(text)
        and (line.box.centered or (line.box.parent is not None and line.box.parent.centered))
        and not line.bold
    )


def is_lead_matter(line: Line, headline: str) -> bool:
    """Whether a line before the first paragraph belongs to the head of the article: title, date, source."""
    text = line.text
    if len(text) > 120:
        return False
    key = _KEY.sub("", text).lower()
    title = _KEY.sub("", headline).lower()
    if len(key) >= 4 and (key in title or (title and title in key and len(key) < len(title) + 6)):
        return True
    return bool(_LEAD.match(text) or (_CLOCK.search(text) and not _SENTENCE_END.search(text)))


def is_stop(text: str) -> bool:
    """Whether a line closes the article: a heading of related matter, a disclaimer, the line of the editors."""
    return len(text) < 200 and bool(_STOP.match(text))
