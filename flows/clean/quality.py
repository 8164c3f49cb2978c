"""Why a page is no document.

A rejection needs the page to lack an article, not only to mention a word: messages such as "page not found" count
only where there is next to no text beside them, and lists are told by links that outweigh the prose.
"""

import re
from urllib.parse import urlsplit

from flows.clean.article import Article
from flows.clean.extract import Body
from flows.clean.lines import Line
from flows.clean.masses import mass_of
from flows.clean.messages import SHORT, Reasons, message_of
from flows.clean.page import Page
from warehouse.records import RejectionReason

HIDDEN_SPAM = 40_000  # characters out of sight that no honest page carries

_FORUM_ADDRESS = re.compile(
    r"(?:^|[./_-])(?:bbs\d*|forums?|threads?|viewthread|showthread|readboardthread|tieba|dispbbs)(?=[./_?-]|$)|/bbs/|[?&](?:tid|board_?id|forum_?id)[=-]",
    re.I,
)
_PORTAL_ADDRESS = re.compile(
    r"/portal\.php\?|/article[-_/]\d|[?&]aid=\d", re.I
)  # articles beside the threads
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
_CLOCK = re.compile(r"(?:\d{1,2}[-/月]\d{1,2}日?\s)?\d{1,2}[:：]\d\d(?:[:：]\d\d)?")
_TEASER = re.compile(
    r"[\[【（(]?(?:详细|詳細|查看详情|详情|阅读全文|閱讀全文|全文|更多|read more|more)[\]】）)]?\s*(?:>>|»|›)?$",
    re.I,
)


def rejection_of(page: Page, article: Article) -> Reasons | None:
    """Return why a page is no document; None where it may be one."""
    text = sum(len(line.text) for line in article.lines)
    if article.origin == "embedded" or (article.origin == "layout" and text >= 60):
        return None if article.title else (RejectionReason.NO_TITLE, "no headline")
    visible = [line for line in page.lines if not line.hidden]
    if not visible:
        return _nothing_printed(page)
    whole = _is_whole(article)
    if text < SHORT and not whole and (reason := message_of(page, visible, text)):
        return reason
    reason = _spam(page, visible) or _forum(page, visible) or _video(page, article)
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
    return sum(map(text.count, "|,，、_")) > len(text) / 12


def _forum(page: Page, visible: list[Line]) -> Reasons | None:
    by_address = bool(
        _FORUM_ADDRESS.search(urlsplit_safely(page.url))
        or re.search(r"[?&](?:tid|board_?id|forum_?id)[=-]", page.url, re.I)
    )
    made_by = f"{page.metas.get('generator', '')} {page.head_title} {' '.join(line.text for line in visible[-6:])}"
    by_software = bool(_FORUM_SOFTWARE.search(made_by[:2_000]))
    if (by_address or by_software) and not _PORTAL_ADDRESS.search(page.url.split("#")[0]):
        return RejectionReason.FORUM, "a thread of posts"
    text = "\n".join([line.text for line in visible if len(line.text) < 80])
    words = sum(word in text for word in _FORUM_WORDS)
    if words and words + len(set(_POST_NUMBER.findall(text))) > 5:
        return RejectionReason.FORUM, "a thread of posts"
    return None


def _video(page: Page, article: Article) -> Reasons | None:
    """Tell a headline and a date above a video, whatever links stand beside it."""
    printed = article.headline is not None and article.headline.index is not None
    text = sum(map(mass_of, article.lines))
    if printed and text < 25 and _is_dated(article) and "<video" in page.html:
        return RejectionReason.GALLERY, "a video and no running text"
    return None


def _no_text(page: Page, visible: list[Line]) -> Reasons:
    pictures = page.html.lower().count("<img")
    size = sum(len(line.text) for line in visible)
    if sum(line.linked for line in visible) > 0.5 * size and len(visible) > 15:
        return _listing(page, "only links")
    if pictures >= 4 and size < 150 * pictures:
        return RejectionReason.GALLERY, f"{pictures} pictures and no running text"
    if (headlines := _headlines(visible)) >= 8:
        return _listing(page, f"{headlines} links that are headlines, no running text")
    return RejectionReason.NO_TEXT, "no running text"


def _headlines(visible: list[Line]) -> int:
    return sum(1 for line in visible for _, anchor in line.links if len(anchor.strip()) >= 9)


def _list(page: Page, visible: list[Line], body: Body, article: Article) -> Reasons | None:
    mass = sum(mass_of(line) for line in body.lines)
    headlines = _headlines(visible)
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
    if _are_summaries(page.lines[body.first : body.last]):
        return _listing(page, "linked headlines with a summary each")
    entries = [
        line
        for line in page.lines[body.first : body.last]
        if line.linked_share > 0.5 and len(line.text) >= 9
    ]
    if len(entries) >= 6 and sum(line.linked for line in entries) > mass:
        return _listing(page, f"{len(entries)} linked headlines outweigh the text")
    if _is_running(body.lines):
        return _listing(page, "a text for every clock time")
    if all(len(line.text) < 24 and line.text[-1] not in "。！？!?" for line in body.lines) and (
        (pictures := page.html.lower().count("<img")) >= max(4, len(body.lines))
    ):
        return RejectionReason.GALLERY, f"{pictures} pictures with a few words each"
    if mass < 30 and not dated:
        return _no_text(page, visible)
    return None


def _are_summaries(lines: list[Line]) -> bool:
    """Whether nearly every text stands under a linked headline of its own."""
    last = -3  # where the last linked headline stands
    entries = texts = headed = 0
    for index, line in enumerate(lines):
        if line.linked_share > 0.5 and len(line.text) >= 6:
            last, entries = index, entries + 1
        elif mass_of(line) > 10:
            texts, headed = texts + 1, headed + (index - last <= 2)
    return entries >= 5 and headed >= 4 and headed >= 0.8 * texts


def _is_running(lines: tuple[Line, ...]) -> bool:
    """Whether texts stand under clock times, one each, as in a wire that runs through the day."""
    clocks = sum(_CLOCK.fullmatch(line.text) is not None for line in lines)
    return clocks >= 5 and clocks >= 0.3 * len(lines)


def _listing(page: Page, detail: str) -> Reasons:
    try:
        parts = urlsplit(page.url)
        path = parts.path if page.url and not parts.query else "?"
    except ValueError:
        path = "?"
    is_home = re.fullmatch(r"/?(?:(?:index|default|home)\.\w{2,5})?", path) is not None
    return (RejectionReason.HOME_PAGE if is_home else RejectionReason.LINK_LIST), detail
