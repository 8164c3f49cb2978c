"""What a reader of a document should know of its page: flags to keep with it.

Pages that are no news are read like all others, since they may matter to an incident, but they are named: by how their
sites call them (`baike.`, `/blog/`, `_诗歌网`), or by the form of their text.
"""

import re
from collections.abc import Iterator

from flows.clean.article import Article
from flows.clean.page import Page
from flows.clean.paywall import PAYWALL
from flows.clean.quality import urlsplit_safely

_PLACES = {  # in host and path
    "blog": re.compile(
        r"(?<![a-z])blogs?(?![a-z])|/(?:notes?|diary|diaries)/\d|^(?:zhuanlan|space|column)\.|/(?:space|u)/\d",
        re.I,
    ),
    "reference_work": re.compile(
        r"^(?:baike|wiki|zhidao|wenku|wenda|ask|iask|dict|cidian)\.|wikipedia\.|/(?:wiki|baike)/",
        re.I,
    ),
    "book": re.compile(
        r"^(?:books?|read|novel|xiaoshuo|yuedu|shu)\.|/(?:long)?books?/|/(?:chapters?|novels?|xiaoshuo)[\d/_-]|/chapter",
        re.I,
    ),
}
_NAMES = {  # in the title
    "blog": re.compile(r"博客|部落格|日记本|简书|知乎专栏", re.I),
    "reference_work": re.compile(
        r"维基百科|維基百科|百度百科|百科全书|Wikipedia|词典|字典|encyclopa?edia|百度知道|百度文库|原文(?:、|及|和|，)?(?:翻译|译文|注释)",
        re.I,
    ),
    "literature": re.compile(
        r"[-_|–—][^-_|–—]{0,8}(?:诗歌|诗词|古诗文?|小说|散文|作文|故事会)[^-_|–—]{0,4}$", re.I
    ),
    "book": re.compile(
        r"(?:^|_)第[一二三四五六七八九十百零\d]{1,5}[章回节卷](?:\s|_|$)|(?:小说|全文|在线)阅读",
        re.I,
    ),
}
_ABOUT_SITE = re.compile(
    r"关于(?:我们|本站|本网)|關於我們|联系(?:我们|方式)|聯絡我們|(?:网站|法律|版权|免责)(?:声明|聲明)|隐私(?:政策|声明)|隱私權?政策|"
    r"(?:用户|服务)(?:协议|条款)|网站地图|广告服务|投稿须知|加入我们|诚聘英才|帮助中心|About [Uu]s|Contact(?: [Uu]s)?|Privacy Policy|Terms of (?:Use|Service)"
)
_CLAUSE = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}[条條]")
SAMPLE = 50_000  # characters; a translated page shows it in its first lines
_LEAST_CLAUSES, _LEAST_VERSES, _LONGEST_VERSE = 5, 6, 18  # lines, lines, characters
_LEAK = re.compile(
    r"\{\{[\w. |()'-]{2,60}\}\}|\{%.{1,60}%\}|<%=?.{1,60}%>|(?:style|class|href)=\\*\""
)
_TRANSLATORS = ("_msttexthash=", '<font style="vertical-align: inherit;">', 'class="translated-ltr')


def flags_of(page: Page, article: Article) -> Iterator[str]:
    """Name what a reader of the document should know about the page."""
    tail = [line.text for line in article.around.tail[-16:]]
    tail.append(article.lines[-1].text[-80:])
    if any(PAYWALL.search(text) for text in tail):
        yield "paywalled_lead"
    if article.published.at is None:
        yield "undated"
    yield from _kinds(page)
    if _ABOUT_SITE.fullmatch(article.title):
        yield "about_site"
    beginning = page.html[:SAMPLE]
    if any(mark in beginning for mark in _TRANSLATORS):  # of the browsers that saved the page
        yield "machine_translated"
    lines = [line.text for line in article.lines]
    if sum(bool(_CLAUSE.match(line)) for line in lines) >= max(_LEAST_CLAUSES, len(lines) * 0.3):
        yield "statute"
    if len(lines) >= _LEAST_VERSES and sum(map(_is_verse, lines)) >= len(lines) * 0.8:
        yield "verse"
    if any(_LEAK.search(line.text) for line in article.lines):
        yield "leaked_markup"


def _kinds(page: Page) -> Iterator[str]:
    """Yield what kinds of pages but news the address and the title of a page tell of."""
    address = urlsplit_safely(page.url)
    for forms, text in ((_PLACES, address), (_NAMES, page.head_title)):
        yield from (kind for kind, form in forms.items() if form.search(text))


def _is_verse(line: str) -> bool:
    """Whether a line is as short as a line of a poem or song, and no row of a table."""
    return len(line) <= _LONGEST_VERSE and not any(letter.isdigit() for letter in line)
