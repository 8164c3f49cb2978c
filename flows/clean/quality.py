"""Why a page is no document.

A rejection needs the page to lack an article, not only to mention a word: messages such as "page not found" count
only where there is next to no text beside them, and lists are told by links that outweigh the prose.
"""

import re
from urllib.parse import urlsplit

from flows.clean.article import Article
from flows.clean.dates import has_date
from flows.clean.extract import Body
from flows.clean.lines import Line
from flows.clean.masses import mass_of
from flows.clean.page import Page
from warehouse.records import RejectionReason

Reasons = tuple[RejectionReason, str]
SHORT = 400  # characters: only pages with less text than this can be messages to the visitor
HIDDEN_SPAM = 40_000  # characters out of sight that no honest page carries

_MESSAGES = (
    (
        RejectionReason.SOFT_404,
        re.compile(
            r"(?:页面|網頁|网页|頁面|内容|內容|文章|新闻|新聞|帖子|资讯|链接|連結|视频|作品|稿件|您(?:要|所)?(?:访问|查看|浏览|請求|请求)的.{0,12})(?:可能)?(?:并|並)?(?:不存在|不見了|已?(?:被|经|經)?(?:作者|管理员|发布者)?(?:删除|刪除|下线|下架|移除|失效|过期|屏蔽)|找不到|无法(?:访问|显示|查看|打开)|無法(?:訪問|顯示|瀏覽)|走丢了|不翼而飞|去火星了)"
            r"|\b404\b.{0,12}(?:not found|error|错误|错誤|页面|页|找不到|不存在)|(?:错误|error|http)\s*[:：]?\s*404|page (?:can ?not|could not|can't) be found|page not found|not found on this server|no longer available"
            r"|(?:找不到|没有找到|未找到|沒有找到)(?:该|此|您|這|这|相关)?.{0,10}(?:页面|網頁|网页|頁面|内容|文章|新闻)|(?:页面|文章)走失|抱歉.{0,10}(?:不存在|删除|找不到)|链接已失效",
            re.I,
        ),
    ),
    (
        RejectionReason.CAPTCHA,
        re.compile(
            r"安全验证|安全驗證|人机验证|人機驗證|滑动验证|拖动(?:滑块|下方)|请(?:输入|完成|进行).{0,8}验证|請(?:輸入|完成).{0,8}驗證|图形验证码|访问(?:过于|太)频繁|环境异常|异常流量|verify (?:that )?you are (?:a )?human|are you a robot|not a robot|unusual traffic|captcha|checking your browser|just a moment|enable javascript and cookies",
            re.I,
        ),
    ),
    (
        RejectionReason.LOGIN_WALL,
        re.compile(
            r"(?:请|請)先?(?:登录|登錄|登入)|(?:登录|登錄|登入)后(?:查看|阅读|可见|继续|才能|即可)|登入後|(?:用户|账号|扫码|密码|会员)登[录入錄]|(?:sign|log) in to (?:continue|view|read)|登录注册后|仅(?:限)?(?:会员|注册用户)",
            re.I,
        ),
    ),
)
_BARE_CAPTCHA = re.compile(
    r"^.{0,12}(?:验证码|驗證碼|安全检查|security check|attention required|access denied|访问验证)",
    re.I,
)
_FORUM_ADDRESS = re.compile(
    r"(?:^|[./_-])(?:bbs\d*|forums?|threads?|viewthread|showthread|readboardthread|tieba|dispbbs)(?=[./_?-]|$)|/bbs/|[?&](?:tid|board_?id|forum_?id)[=-]",
    re.I,
)
_FORUM_SOFTWARE = re.compile(r"Discuz|phpwind|phpBB|vBulletin|DVBBS|动网|XenForo", re.I)
_FORUM_WORDS = [
    "楼主",
    "樓主",
    "只看该作者",
    "发帖",
    "發帖",
    "回帖",
    "跟帖数",
    "版主",
    "沙发",
    "板凳",
    "本帖",
    "主题帖",
    "发新话题",
    "回复本贴",
]
_POST_NUMBER = re.compile(r"\d+\s*楼|\d+#")
_TEASER = re.compile(
    r"[\[【（(]?(?:详细|詳細|查看详情|详情|阅读全文|閱讀全文|全文|更多|read more|more)[\]】）)]?\s*(?:>>|»|›)?$",
    re.I,
)
_PASSWORD = re.compile(r"type\s*=\s*[\"']?password", re.I)


def rejection_of(page: Page, article: Article) -> Reasons | None:
    """Return why a page is no document; None where it may be one."""
    text = sum(len(line.text) for line in article.lines)
    if article.origin == "embedded" or (article.origin == "layout" and text >= 60):
        return None if article.title else (RejectionReason.NO_TITLE, "no headline")
    visible = [line for line in page.lines if not line.hidden]
    if not visible:
        return _nothing_printed(page)
    whole = _is_whole(article)
    if text < SHORT and not whole and (reason := _message(page, visible, text)):
        return reason
    reason = _spam(page, visible) or _forum(page, visible)
    body = article.body
    if reason or body is None or not body.lines:
        return reason or _no_text(page, visible)
    reason = _list(page, visible, body, article) if not whole else None
    return reason or (None if article.title else (RejectionReason.NO_TITLE, "no headline"))


def _is_whole(article: Article) -> bool:
    """Whether a page prints headline, date and text one below the other: an article, whatever its words and links."""
    if article.headline is None or article.headline.index is None or len(article.title) <= 6:
        return False
    return _is_dated(article) and sum(map(mass_of, article.lines)) >= 25


def _is_dated(article: Article) -> bool:
    """Whether a date or two stand below the headline; more are the rows of a list."""
    rows = {field.order for field in article.around.near if field.below and field.dated}
    return 0 < len(rows) <= 4


def urlsplit_safely(url: str) -> str:
    """Return host and path of a URL; empty for what is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host + parts.path


def _nothing_printed(page: Page) -> Reasons:
    if "<script" in page.html and len(page.html) > 1_000:
        return RejectionReason.NEEDS_BROWSER, "nothing is printed before scripts have run"
    return RejectionReason.EMPTY, "nothing is printed"


def _message(page: Page, visible: list[Line], text: int) -> Reasons | None:
    """Return what a page says to its visitor, where it says hardly anything else."""
    size = sum(len(line.text) - line.linked for line in visible)
    if size > 2_500:
        return None
    shown = [page.head_title, *(line.text for line in visible if len(line.text) < 120)][:80]
    for reason, form in _MESSAGES:
        weight = 3 if form.search(page.head_title) else 1
        for said in shown:
            if (
                (match := form.search(said))
                and text < 120 * weight
                and (weight > 1 or size < 600 or text < 60)
            ):
                return reason, match[0]
    for said in shown[:6]:
        if text < 80 and (match := _BARE_CAPTCHA.search(said)):
            return RejectionReason.CAPTCHA, match[0]
    if text < 160 and _PASSWORD.search(page.html) and not any(has_date(said) for said in shown):
        return RejectionReason.LOGIN_WALL, "a form for a password and no article"
    return None


def _spam(page: Page, visible: list[Line]) -> Reasons | None:
    hidden = sum(len(line.text) for line in page.lines if line.hidden)
    shown = sum(len(line.text) for line in visible)
    if hidden > HIDDEN_SPAM and hidden > 8 * shown:
        return RejectionReason.LINK_SPAM, f"{hidden} characters are out of sight, {shown} are shown"
    keywords = [
        line
        for line in visible
        if len(line.text) > 60 and line.linked_share > 0.5 and _is_row_of_words(line.text)
    ]
    stuffed = sum(len(line.text) for line in keywords)
    repeated = len({line.text for line in keywords}) < 0.7 * len(keywords)
    if stuffed > 3_000 and stuffed > 0.5 * shown and repeated:
        return RejectionReason.LINK_SPAM, f"{stuffed} of {shown} characters are rows of keywords"
    return None


def _is_row_of_words(text: str) -> bool:
    return sum(map(text.count, "|,，、_")) > len(text) / 9


def _forum(page: Page, visible: list[Line]) -> Reasons | None:
    by_address = bool(
        _FORUM_ADDRESS.search(urlsplit_safely(page.url))
        or re.search(r"[?&](?:tid|board_?id|forum_?id)[=-]", page.url, re.I)
    )
    made_by = f"{page.metas.get('generator', '')} {page.head_title} {' '.join(line.text for line in visible[-6:])}"
    by_software = bool(_FORUM_SOFTWARE.search(made_by[:2_000]))
    if by_address or by_software:
        return RejectionReason.FORUM, "a thread of posts"
    text = "\n".join([line.text for line in visible if len(line.text) < 80])
    words = sum(word in text for word in _FORUM_WORDS)
    if words and words + len(set(_POST_NUMBER.findall(text))) > 5:
        return RejectionReason.FORUM, "a thread of posts"
    return None


def _no_text(page: Page, visible: list[Line]) -> Reasons:
    pictures = page.html.lower().count("<img")
    size = sum(len(line.text) for line in visible)
    if sum(line.linked for line in visible) > 0.5 * size and len(visible) > 15:
        return _listing(page, "only links")
    if pictures >= 4 and size < 150 * pictures:
        return RejectionReason.GALLERY, f"{pictures} pictures and no running text"
    return RejectionReason.NO_TEXT, "no running text"


def _list(page: Page, visible: list[Line], body: Body, article: Article) -> Reasons | None:
    mass = sum(mass_of(line) for line in body.lines)
    headlines = sum(1 for line in visible for _, anchor in line.links if len(anchor.strip()) >= 9)
    dated = _is_dated(article)
    named = len(article.title) > 6  # a column has a shorter name
    if mass < 60 and headlines >= 8 and not (dated and named and mass >= 25):
        return _listing(page, f"{headlines} links that are headlines, next to no text")
    if (
        mass < 300
        and headlines >= 12
        and (article.headline is None or article.headline.index is None)
    ):
        return _listing(page, f"{headlines} links that are headlines, and no headline")
    texts = [line for line in body.lines if mass_of(line) > 10]
    if texts and all(line.links and _TEASER.search(line.text) for line in texts):
        return _listing(page, "only teasers")
    entries = [
        line
        for line in page.lines[body.first : body.last]
        if line.linked_share > 0.5 and len(line.text) >= 9
    ]
    if len(entries) >= 6 and sum(line.linked for line in entries) > mass:
        return _listing(page, f"{len(entries)} linked headlines outweigh the text")
    if mass < 30 and not dated:
        return _no_text(page, visible)
    return None


def _listing(page: Page, detail: str) -> Reasons:
    try:
        parts = urlsplit(page.url)
        path = parts.path if page.url and not parts.query else "?"
    except ValueError:
        path = "?"
    is_home = re.fullmatch(r"/?(?:(?:index|default|home)\.\w{2,5})?", path) is not None
    return (RejectionReason.HOME_PAGE if is_home else RejectionReason.LINK_LIST), detail
