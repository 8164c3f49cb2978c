"""Lines that stand in or after an article without being its text, told by their wording."""

import re
from itertools import islice

from flows.clean.alternatives import each
from flows.clean.dated_lines import CLOCK, is_english_moment
from flows.clean.lines import Line
from flows.clean.names import LATIN_POST, is_chinese, is_outlet, is_person
from flows.clean.paywall import PAYWALL

LABEL = r"[:：﹕/／|｜︱丨]"
_BYLINE = re.compile(
    r"^[-–—\s\[【（(〔<《]*(?:(?:责任|責任|本文|本期|本版|网络|执行|主|值班|统筹|视觉|文字|实习|实习生|特约|图片|新媒体|微信)?\s*(?:编辑|編輯|责编|責編|核稿(?:编辑|編輯)?|编审|审签|审核|审校|校对|校對|监制|监審|监审|统筹|策划|作者|记者|記者|撰文|撰稿人?|采写|執筆人?|执笔人?|"
    r"摄影|攝影|视频|剪辑|动画|配音|图表制作|制表|供图|配图|图片|(?:文章|稿件|信息|资料)?(?:来源|來源)|稿源|(?:原文)?出[处處]|转自|文|图|文字|终审|复审|初审|[一二三]审|(?:文章|信息|稿件)?录入(?:者|员)?|排版|设计|制图|美编|主编|总编|翻译|编译|编译者|通讯员|出品|运营|值班主任|值班编辑|监制人|流程编辑|美术编辑|Editor|Author|Source))"
    rf"(?:\s*[、&·和/／]\s*(?:图|摄影|编辑|摄|视频|文|供图))?\s*{LABEL}.{{0,60}}$",
    re.I,
)
_REPORTER = re.compile(
    r"^[\W□■◎●▲]*(?:(?:整合|综合|撰稿|文字?|图文|来源|整理|策划)\s+)?[\u4e00-\u9fff·\w]{0,14}(?:记者|記者|通讯员|特约撰稿人?|实习生|评论员)(?!手记|札记|观察|调查|感言|提问|问)\s*[\u4e00-\u9fff·\s、/／]{2,24}[）)〕】\]]?$"
    r"|^[\u4e00-\u9fff]{2,5}(?:中心|組)?\s*[／/]\s*[\u4e00-\u9fff]{2,8}(?:報導|报道|編譯)$"
)
_ORIGINAL_TITLE = re.compile(
    r"^[（(【\[]?\s*(?:本文|文章|新闻|稿件)?原(?:标题|標題|题|文标题)\s*(?:[:：]|为|是)"
)
_SENTENCE_END = re.compile(r"[。！？…；!?]")
_FURNITURE = re.compile(
    r"^(?:分享到?|分享至.{0,12}|分享[到至]\s?[:：].{0,24}|举报(?:\s?/\s?反馈)?|您的浏览器不支持.{0,16}|请在.{0,4}客户端打开.{0,6}|记得(?:点赞|分享|转发|关注).{0,10}|(?:视频)?截图自.{2,16}|截自.{2,16}|[\w\s·“”《》]{2,24}出品|(?:查看)?全部评论|写下?(?:评论|留言).{0,8}|登录后.{0,8}|看更多.{0,10}|字[号体]\s?[:：].{0,16}|(?:标签|標籤|关键词|关键字|關鍵字)\s?[:：].{0,60}|(?:#[^\s#]{1,20}#?\s*){1,8}|(?:(?:收藏|举报|点赞|赞|分享|转发|打印|评论|在看|喜欢)(?:\s?[(（]\d*[)）])?[\s|·/]*){1,6}|[-—–\s]+完[-—–\s]+|(?:综合|整理|编译)自[^，。]{2,30}|[上下]一[篇条則则]\s?[:：].{0,60}|收藏|点赞|打印|关闭|字号|字體?级?大小|大|中|小|评论|留言|登录|注册|展开全文|收起|查看更多|阅读全文|返回.{0,8}|更多|下一页|上一页|广告|推广|已收藏|复制链接|複製連結|订阅|"
    r"手机看新闻|微信|微博|QQ空间|朋友圈|播放|重播|\d{2}:\d{2}\s*/\s*\d{2}:\d{2}|請繼續往下閱讀.{0,4}|请继续往下阅读.{0,4}|图片均?来自网络.{0,6}|图集|视频加载失败.{0,12}|加载中.{0,4}|正在(?:加载|播放|直播).{0,4}|"
    r"(?:点击|點擊|戳)(?:图片|查看|进入|下载|展开|播放|加载|这里|下方|上方|左上角|右上角|关注|标题下|蓝字).{0,20}|[+＋]?\d+|今|日|推|荐|[\W_]+|(?:转播|转发|分享)(?:到|至).{2,8}|[\W_]*(?:The )?(?:END|End)[\W_]*|Advertisement|Share|Read more.{0,12}|\d+ of \d+\W*|(?:本文|本页|文章|网页|原文|页面)(?:地址|链接|网址)\s?[:：]\s?[\w.:/?=&%#~-]+|Duration \d.{0,8}|Sign up.{0,40}|[\W_]*(?:分享|广告|廣告)[\W_]*|(?:[\[【(（]\s?(?:纠错|打印(?:本页)?|关闭(?:窗口)?|收藏(?:本页)?|推荐|返回.{0,4}|(?:我要|发表)?评论|[大中小])\s?[\]】)）]\s?)+|[发發]表(?:意[见見]|[评評][论論])|Loading.{0,4}|Our [Ss]tandards\s?:.{0,60}|[爲為为]達?达?到?最佳[瀏浏][覽览]效果.{0,60}|[☆★※\s]*(?:[飲饮]酒[過过]量|(?:喝酒|酒[後后])不[開开][車车]|禁止酒[駕驾]|未(?:成年|[滿满]十八[歲岁]).{0,4}[飲饮]酒|理性[飲饮]酒|(?:吸菸|抽菸|吸烟)有害健康).{0,24}|By [A-Z][\w.' -]{3,40}|\(By [A-Z][\w.,'’& -]{3,80}\)|Enditem.{0,8}|\d{1,2} min(?:ute)?s? read|\d{1,2} (?:minute|hour|day)s? ago|以下文章[来來]源于.{2,40}|[—–]{1,2}\s?[A-Z][\w.'’-]+(?: [\w.'’-]+){1,3}|\(?(?:(?:Additional )?(?:[Rr]eporting|[Ww]riting)|Editing|Compiled) (?:and [Ww]riting )?by [A-Z].{2,200}|SOURCE:? [A-Z].{2,60}|分享(?:此|本|這篇|这篇)(?:文章?|新聞|新闻)?\s?[:：]?|(?:(?:打印|列印)(?:本[页頁])?|[关關][闭閉](?:窗口|視窗|本[页頁])|返回(?:顶部|頂部)|[\s|｜·])+|[\w·]{2,12}(?:原创|原創))$"
)
_COUNTS = re.compile(
    r"(?:(?:阅读|閱讀|分享|收藏|评论|評論|点赞|按讚|转发|浏览|瀏覽|热度|点击|點閱|赞|在看|人气|人氣|回复|播放|关注)(?:数|量|次数)?[\s(（:：]*[\d.,]*\s*[万萬wWkK+]*[)）]?[\s|｜·/]*){2,}"
)
_PROMOTION = re.compile(
    r"二维码|掃碼|扫码|扫一扫|掃一掃|微信搜索|回复【|回复[“\"]|后台回复|点击(?:上方|下方|左上方|右上角)?.{0,4}(?:蓝字|关注|原文)|点个[“\"【]?(?:在看|赞|关注)|(?<!\w)点[“\"【](?:在看|赞)|一键三连|星标|APP.{0,6}(?:下载|下載|专享|抽獎)|点击.{0,6}(?:阅读|查看|进入).{0,10}(?:原文|更多|专题)|"
    + "|".join(
        (
            each(
                "关注|關注|搜索|订阅|添加",
                ".{0,14}(?:粉絲團|粉丝团|公众号|公眾號|微信号|视频号|头条号|客服)",
            ),
            each("加入", ".{0,14}(?:好友|LINE|Telegram|粉絲團|粉丝团|社群|交流群)"),
            each("感谢|欢迎", "(?:关注|订阅|转发|分享)"),
            each("點我|点我|按我", "(?:訂閱|订阅|下載|下载|加入|追蹤|看)"),
            each("下载|下載|安装|打开|使用", ".{0,16}(?:APP|客户端|客戶端|应用)"),
            each(
                "專線|专线|热线|熱線|生命線|生命线|諮詢|咨询|電話|电话|合作|爆料|报料|投诉|邮箱|信箱|QQ群?|微信",
                r"[^，。]{0,8}[:：]\s*[\w@.-]{4,}",
            ),
            each("★|☆|※", ".{0,14}(?:關心您|提醒您|关心您)"),
        )
    )
)
_PROMOTION_BEGINS = re.compile(
    r"点个?[“\"【]?(?:在看|赞)|点击.{0,4}(?:菜单|底部|下方)|更多.{0,40}(?:请?关注|敬请|尽在|请点击|请登录|欢迎)"
)
_NOTICE = re.compile(
    r"转载.{0,6}(?:注明|授权)|风险自担|侵删|(?:未经|未經|非经|非經).{0,8}(?:授权|授權|许可|許可|允许|書面).{0,12}(?:转载|轉載|使用)|不代表.{0,14}(?:立场|观点|立場)|仅代表作者|登[载載]此文.{0,24}目的|本文.{0,20}授权|文章.{0,20}授权|版权(?:归|所有)|侵权.{0,8}(?:删除|联系)|已過查詢時效|"
    + each("内容|信息|数据|观点", ".{0,6}仅供(?:参考|学习)")
)
_NOTICE_BEGINS = re.compile(
    r"Notice\s*:\s*The content|[“\"]?(?:声明|聲明|免责声明|版权声明|特别声明|重要提示|风险提示)\s*(?:[:：]|$)|投资有风险|正文已结束|【?作者简介|作者介绍|欢迎投稿|投稿邮箱|本文(?:首发于|来自|转自|来源于|刊发于|原载)"
)
_ADDRESSED = re.compile(
    r"^[^\u4e00-\u9fff]{0,3}(?:点击|點擊|戳|扫|掃|长按|識別|识别|关注|欢迎|歡迎|请|請|更多|下载|下載|回复|喜欢|觉得)"
)
_ATTACHED = re.compile(
    r"^附[件表录]?\s?\d{0,2}\s?[:：.、]|\.(?:docx?|xlsx?|pptx?|pdf|wps|ofd|zip|rar)$", re.I
)
_EDITION = re.compile(
    r"^[（(]?\s*《[^》]{2,14}》\s*[（(].{4,24}版?\s*[)）]\s*[)）]?$|^[（(]?\s*(?:原载|刊于|载于|来源).{0,4}《[^》]{2,14}》.{0,20}[）)]?$"
)
_EDITORS = re.compile(
    r"^[（(【\[].{0,14}(?:编辑|責編|责编|编审|編輯|审核)[\s:：]{0,3}.{1,16}[)）】\]]$|^(?:(?:责任|責任|本期|本文|值班|实习)?(?:编辑|編輯)|作者|责编|排版|撰文|采写|校对|监制|审核|视觉|统筹)\s+\S{2,8}(?:\s+\S{2,6})*(?:\s*[｜|丨/·]\s*.{2,10}\s+.{2,12})*$"
)
_HEADING_AFTER = re.compile(
    r"^[\[【（(·■▲►●★☆#\s]*(?:相关(?:新闻|阅读|报道|文章|链接|连接|推荐|专题|稿件|资讯|内容|标签)|相關(?:新聞|閱讀|報導|文章)|延伸阅读|延伸閱讀|(?:推荐|推薦|扩展)(?:阅读|閱讀)|更多(?:新闻|精彩|内容|相关|报道|阅读|資訊|新聞|\s?[\u4e00-\u9fffA-Z]{2,8}\s?(?:報導|报道|新聞|新闻)$)|猜你喜欢|[你您]可能(?:也|还)?(?:喜欢|感兴趣|想看)|留言[规規][则則]|也許您會感興趣|"
    r"(?:热门|热点|精彩|今日|重点|编辑|小编|为您|本站)(?:推荐|文章|新闻|评论)|大家(?:都|还|也)在看|往期(?:回顾|推荐|精彩|文章)|其他人也在看|[上下]一[篇条則则]|(?:网友|最新|全部|热门|精彩)(?:评论|热评|跟[帖贴]|留言)|(?:发表|我要|查看)评论|评论区|阅读原文|分享到|(?:标签|关键词|关键字|關鍵字)\s*[:：]?|Related(?: (?:stories|articles|news|posts))?|Read more|Recommended|Share this|Follow us(?: on \w+)?|Like what you read|Sign up for|Subscribe to|Most (?:read|popular)|More (?:on|from))"
)
_NOTICE_AFTER = re.compile(
    r"^[\[【（(·■▲►●★☆#\s“\"]*(?:Notice\s*:\s*The content|(?:免责|版权|特别|郑重|转载|平台|权利)?(?:声明|聲明)\s*[:：]|(?:免责|版权|特别|郑重|反?侵权|转载)(?:声明|公告|聲明)\s*(?:[:：]|$)|特别提示\s*[:：]|转载请注明|欢迎关注|关注我们|(?:责任编辑|責任編輯|责编|本文编辑|编辑)\s*[:：]|返回.{2,8}[，,]?查看更多|本文仅代表|以上内容(?:仅|均|为|来|[（(]))"
)


_CAPTION_HINT = re.compile(
    r"(?<![a-z])(?:captions?|figcaption|img_?desc\w*|pic_?(?:desc|info|title|text)\w*|photo_?(?:desc|info|text)\w*|image_?(?:desc|info|text|title)\w*|tupian_?shuoming|imgtitle|pictext)(?![a-z])|slide\w{0,8}(?:title|text|desc|caption)"
)
_PHOTO = re.compile(
    each(
        r"摄|攝|供图|提供图片|资料图片?|資料照片?| 资料|\u3000资料|视觉中国.{0,4}|图片来源.{0,16}|图源.{0,16}|網絡圖|网络图|视频截图|截图|供圖|制图|翻攝(?:自|畫面)?.{0,20}|圖[／/].{2,12}|图[／/｜].{2,16}|"
        r"/图\s*[:：].{2,12}|／图\s*[:：].{2,12}|新华社发.{0,10}|中新社发.{0,10}",
        r"\s*[）)】\]]?$",
    )
    + r"|图[|].{2,16}$|供图[\s　]\S{2,8}$"
)
_PHOTO_BEGINS = re.compile(
    r"[图圖]片?\s*[/／|｜:：]|(?:Photos?|Images?)(?: credit| by)?\s?[:：]|资料图|（?图文?无关|（?(?:题图|題圖|头图|头条图|封面|配图|首图|插图|文中图片|(?:文中|本文)?图片)(?:均)?(?:来自|來自|来源|来源于|源自|出自|由)(?!.*[，。].)"
)
_POINTER = re.compile(
    r"^[（(【\[]?(?:图为|圖為|图说|圖說|图注|上图|下图|左图|右图|图[一二三四五六七八九十\d①-⑩]{1,3}\s*(?:[:：]|$)|[▲△▼▽↑↓◀▶](?!\d))"
)
_MARKS = re.compile("[，。！？；]")
_CLOSED = re.compile(r"[。！？…；!?”]$")
_LEAD = re.compile(
    r"^[（(〔].{6,80}[）)〕]$|^[【\[].{2,12}[】\]]$|^[\u4e00-\u9fff]{1,12}[〔\[［【(（]\s*(?:19|20)\d\d\s*[〕\]］】)）]\s*(?:第\s*)?\d+\s*号$|^(?:昨天|今天|前天|刚刚|\d+\s?(?:分钟|小时|天)前|\d{1,3}\s?分钟|(?:音频|视频).{0,8})$"
)
_SUMMARY = re.compile(
    r"^[【\[]?(?:导读|导语|摘要|核心提示|内容提要|提要|提示|概要|简介)[】\]]?\s*[:：]?"
)
_SUMMARY_HINT = re.compile(
    r"(?<![a-z])(?:lead|summary|abstract|intro|digest|daodu|daoyu|zhaiyao|tiyao|desc|description)(?![a-z])"
)
_KEY = re.compile(r"[\W_]+")


_COUNTED = "阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|点赞|收藏|转发|轉發|分享|热度|熱度|人气|播放|views?|reads?|comments?|shares?|likes?"
_COUNT = r"[\d.,]{1,12}\s?[万萬wk]?\+?\s?[次人条條个]?"
# Counters and moments that differ from visit to visit: a line of nothing else would make a version of each.
_PASSING = re.compile(
    rf"[\W_]*(?:(?:(?:本文|总|累计|已有)?(?:{_COUNTED})(?:次?[量数數])?\s?[:：]?\s?{_COUNT}|{_COUNT}\s?(?:{_COUNTED}))[\W_]*){{1,6}}"
    r"|(?:最后|最近)?(?:更新|发布|發布|編輯|编辑)(?:时间|時間|于|於)?\s?[:：｜|]?\s?(?:[\u4e00-\u9fff]{2}(?:时间|時間)\s?)?[\d年月日时時分秒\s:：./-]{4,}(?:[\u4e00-\u9fff]{2}(?:时间|時間))?"
    r"|\d{1,3}\s?(?:秒|分钟|分鐘|小时|小時|天)前|(?:last )?(?:updated|modified)(?: on| at)?\s?:?\s[\w ,:/.-]{4,40}"
    r"|已?有?\s?[\d.,]{1,12}\s?[万萬]?人(?:参与|參與|阅读|评论|看过).{0,4}",
    re.IGNORECASE,
)


def is_furniture(line: Line) -> bool:
    """Whether a line within a body is not running text."""
    text = line.text
    if len(text) < 60 and _PASSING.fullmatch(text):
        return True
    if line.linked_share > 0.6 and len(text) < 60:
        return not _ATTACHED.search(text)
    if len(line.links) >= 3 and line.linked_share > 0.3 and not _SENTENCE_END.search(text):
        return True
    if len(text) > 140:
        return False
    if _BYLINE.match(text) and not _SENTENCE_END.search(
        text
    ):  # 记者：你怎么看？ is the text of an interview
        return True
    forms = (_REPORTER, _ORIGINAL_TITLE, _FURNITURE, _EDITION, _EDITORS)
    if len(text) < 24 and text[0] in "（(" and text[-1] in ")）" and _is_name(text[1:-1]):
        return True
    heading = _HEADING_AFTER.match(text)
    if heading and len(text) - heading.end() <= 1:
        return True
    return (
        any(form.match(text) for form in forms) or bool(_COUNTS.fullmatch(text)) or _is_notice(text)
    )


def _is_name(text: str) -> bool:
    """Whether a text is the name of a person or an outlet, and no remark: 此件公开发布."""
    return is_person(text) or (is_outlet(text) and not text.endswith("公开发布"))


def _is_notice(text: str) -> bool:
    """Whether a line speaks about the page and its publisher instead of the news."""
    if _NOTICE_BEGINS.match(text) or _NOTICE.search(text):
        return True
    if len(text) < 90 and PAYWALL.search(text):
        return True
    if len(text) > 90 or not (_PROMOTION_BEGINS.match(text) or _PROMOTION.search(text)):
        return False
    return not text.endswith(("。", "！", "？")) or (
        len(text) < 45 and bool(_ADDRESSED.match(text))
    )


def is_caption(line: Line) -> bool:
    """Whether a line says what a picture shows or who took it."""
    text = line.text
    if len(text) > 160:
        return False
    if _PHOTO_BEGINS.match(text) or _PHOTO.search(text):
        return True
    if len(text) < 100 and _POINTER.match(text):
        return True
    if any(
        box.tag == "figcaption" or _CAPTION_HINT.search(box.hints)
        for box in islice(line.box.ancestors(), 3)
    ):
        return True
    if len(text) < 100 and _CAPTION_HINT.search(line.hints):
        return True
    if line.picture is None or line.heading or line.bold:
        return False
    alt = line.picture.alt.strip()
    if len(alt) > 3 and (alt in text or text in alt):
        return True
    beside = line.picture.box is line.box or line.box.centered
    return beside and len(text) < 80 and len(_MARKS.findall(text)) <= 2 and not _CLOSED.search(text)


def is_lead_matter(line: Line, headline: str) -> bool:
    """Whether a line before the first paragraph belongs to the head of the article: title, date, source."""
    text = line.text
    if len(text) > 250:
        return False
    if _SUMMARY.match(text) and _SUMMARY_HINT.search(line.box.hints):
        return True
    if len(text) > 120:
        return False
    if (len(text) <= 12 and is_outlet(text)) or is_english_moment(text) or _is_latin_writer(text):
        return True
    key = _KEY.sub("", text).lower()
    title = _KEY.sub("", headline).lower()
    if len(key) >= 4 and (key in title or (title and title in key and len(key) < len(title) + 6)):
        return True
    return bool(_LEAD.match(text) or (CLOCK.search(text) and not _SENTENCE_END.search(text)))


def summarised(text: str) -> str:
    """Return a text without the words that call it a summary: 摘要：."""
    return _SUMMARY.sub("", text).strip()


def _is_latin_writer(text: str) -> bool:
    """Whether a line is nothing but an English name, or the post of one: Technology reporter."""
    if len(text) > 50 or text[-1] in ".:!?" or is_chinese(text):
        return False
    return is_person(text) or (len(text.split()) <= 5 and bool(LATIN_POST.search(text)))


def is_deck(line: Line) -> bool:
    """Whether a line stands in a small box named as summary or lead."""
    boxes = islice(line.box.ancestors(), 2)
    return any(box.last - box.first <= 3 and _SUMMARY_HINT.search(box.hints) for box in boxes)


def is_stop(line: Line) -> bool:
    """Whether a line closes the article: a heading of related matter, a disclaimer, the line of the editors."""
    text = line.text
    if len(text) >= 200:
        return False
    heading = _HEADING_AFTER.match(text)
    if heading and (
        line.links or (not _SENTENCE_END.search(text) and _ends_heading(text, heading.end()))
    ):
        return True
    return bool(_NOTICE_AFTER.match(text))


def _ends_heading(text: str, end: int) -> bool:
    """Whether what follows the words of a heading leaves it one: nothing much, or what a colon announces."""
    return len(text) <= 30 or text[end:].lstrip()[:1] in (":", "：")
