"""The headline as printed over the article.

`<title>` and the metadata say roughly what it is, with the site's name behind it; the line on the page that they
contain is the headline itself.
"""

import re
from dataclasses import dataclass

from flows.clean.dated_lines import CLOCK
from flows.clean.line_builder import HEADINGS
from flows.clean.lines import Line
from flows.clean.page import Page
from flows.clean.site_names import strip_site

_KEY = re.compile(r"[\W_]+")
_TITLE_HINT = re.compile(
    r"title|headline|(?<![a-z])(?:heading|subject|tit|bt|biaoti|caption1)(?![a-z])"
)
_NO_HEADLINE = re.compile(
    r"[:：]\s*\d|\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]|当前位置|您的位置|[>»›]\s"
)
_FACTS = re.compile(
    r"来源|來源|作者\s*[:：]|首页|首頁|字号|分享|评论|編輯|编辑\s*[:：]|点击|浏览"
)  # words of no headline, unless that is set as one
SURELY_PRINTED = (
    3.0  # looks of a line that need no claim: a main heading, or a heading named as title
)
OVER_DATE = 1.6  # what it adds to the looks of a line to stand over the date
LONGEST = 2.2  # times the claimed title: a line that begins with it and goes on is the text, as on pages of wire services
LONGEST_PART = 60  # characters of a headline's lines but the last
_PROSE = re.compile("[，。；、,;]")
_STOPS = ("。", "，", "；", "：", ":")
_SITE = re.compile(
    r"(?:官方网站|官网|门户网站|网站首页|首页|主页|home ?page|official site)\W*$", re.I
)
_BARS = re.compile(r"[|｜,，_]")
_GREETING = re.compile(
    r"(?:谢谢|感谢|欢迎)(?:您|你|大家)?的?(?:访问|光临|浏览)|^(?:无标题|untitled)", re.I
)
_ELLIPSIS = re.compile(r"(?:\.{2,}|…+)$")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline and where it stands."""

    text: str
    index: int | None  # of its line; None: it is not printed on the page
    last: int | None = None  # of its last line, where it runs over several


def key_of(text: str) -> str:
    """The text without punctuation and space, in lower case: what is compared."""
    return _KEY.sub("", text).lower()


def find_claimed(page: Page) -> Headline | None:
    """Return the printed line that answers best to what the page claims as its title; None where none does."""
    claims = [
        _Claim(
            key_of(claim),
            key_of(strip_site(claim)),
            key_of(_ELLIPSIS.sub("", claim))[:40],
            is_cut=_ELLIPSIS.search(claim) is not None,
        )
        for claim in claims_of(page)
    ]
    if not claims:
        return None
    best: tuple[float, Headline] | None = None
    heading: object = None
    claimed = "\n".join(claim.whole for claim in claims)
    letters = set(claimed) | set(claimed.upper())
    for index, line in enumerate(page.lines):
        if line.heading and heading is not None and _heading_box(line) is heading:
            continue
        heading = _heading_box(line) if line.heading else None
        start = line.text[:2]
        if start.isalnum():  # what begins otherwise than any claim answers to none
            if start.lower() not in claimed:
                continue
        elif letters.isdisjoint(line.text[:4]):
            continue
        if line.box.hidden:
            continue
        whole, end = (
            _whole_heading(page.lines, index, heading)
            if heading is not None
            else _run_on(page.lines, index, claims)
        )
        for text, last in {line.text: index, whole: end}.items():
            score = _score(text, line, claims)
            if score and (best is None or score > best[0]):
                best = score, Headline(text, index, last)
    return best[1] if best is not None else None


def find_unclaimed(page: Page, first: int) -> Headline | None:
    """Return the line above a body that looks most like a headline, or else the title that the page claims."""
    best: tuple[float, Headline] | None = None
    for index in range(first, max(-1, first - 25), -1):
        line = page.lines[index] if index < len(page.lines) else None
        if line is None or line.hidden or not 4 <= len(line.text) <= 90:
            continue
        score = _looks(line) - 0.06 * (first - index) + OVER_DATE * _is_over_date(page.lines, index)
        if score > (best[0] if best else 1.4):
            best = score, Headline(line.text.strip(" -_|"), index, index)
    stated = _stated(page)
    if best is not None and (best[0] >= SURELY_PRINTED or stated is None):
        return best[1]
    claims = [stated] if stated is not None else claims_of(page)
    above = _standing_above(page, first) if all(map(_SITE.search, claims)) else None
    if above is not None:
        return above
    if claims:
        return Headline(strip_site(claims[0]), None)
    line = page.lines[first] if first < len(page.lines) else None
    if line is not None and 4 <= len(line.text) <= 40 and not _PROSE.search(line.text):
        return Headline(line.text, first, first)  # nothing is claimed, nothing stands above
    return None


def _standing_above(page: Page, first: int) -> Headline | None:
    """Return a short line right above the text, which is all the headline of pages that claim but their site."""
    line = page.lines[first - 1] if 0 < first <= len(page.lines) else None
    if line is None or line.hidden or line.linked or not 6 <= len(line.text) <= 45:
        return None
    if not _looks(line) or _PROSE.search(line.text) or CLOCK.search(line.text):
        return None
    return Headline(line.text, first - 1, first - 1)


def _is_over_date(lines: list[Line], index: int) -> bool:
    """Whether a line that could be a headline stands directly above a line with a date."""
    text, below = lines[index].text, lines[index + 1 : index + 2]
    if len(text) < 6 or _NO_HEADLINE.search(text) or lines[index].linked_share > 0.5:
        return False
    if text.endswith(_STOPS):
        return False
    return any(
        len(line.text) < 120 and not line.text.endswith("。") and CLOCK.search(line.text)
        for line in below
    )


def _stated(page: Page) -> str | None:
    """Return what the metadata names as the headline, where it is long enough to be one."""
    names = ("og:title", "articletitle", "headline", "twitter:title")
    found = (strip_site(page.metas.get(name, "")) for name in names)
    return next((text for text in found if len(key_of(text)) >= 10), None)


def _looks(line: Line) -> float:
    """How much a line looks like a headline by its form."""
    text = line.text
    if _NO_HEADLINE.search(text) or text.endswith(_STOPS):
        return 0.0
    if _FACTS.search(text) and not (line.heading and len(text) >= 10):
        return 0.0
    score = {0: 0.0, 1: 3.0, 2: 2.5, 3: 2.0}.get(line.heading, 1.5)
    if _TITLE_HINT.search(line.box.hints) or _TITLE_HINT.search(line.hints):
        score += 2.0
    if line.bold > 0.8 * len(text) or line.box.centered:
        score += 0.8
    if 8 <= len(text) <= 45:
        score += 0.5
    return score - (1.0 if line.linked_share > 0.5 else 0.0)


def claims_of(page: Page) -> list[str]:
    """Return what the page claims as its title, `<title>` first."""
    names = ("og:title", "twitter:title", "articletitle", "headline", "title", "dc.title")
    found = [page.head_title, *(page.metas.get(name, "") for name in names)]
    found += [
        str(item["headline"]) for item in page.linked_data if isinstance(item.get("headline"), str)
    ]
    return list(
        dict.fromkeys(
            text
            for text in found
            if len(key_of(text)) >= 2 and not _is_row_of_words(text) and not _GREETING.search(text)
        )
    )


def _is_row_of_words(text: str) -> bool:
    """Whether a title is search terms in a row, as copy farms write it."""
    parts = _BARS.split(text)
    return len(parts) >= 6 and len(text) <= 10 * len(parts)


def _heading_box(line: Line) -> object:
    return next((box for box in line.box.ancestors() if box.tag in HEADINGS), None)


def _whole_heading(lines: list[Line], index: int, heading: object) -> tuple[str, int]:
    """Return the text of a heading and its last line, where it runs over up to four."""
    last = index
    while (
        heading is not None
        and last + 1 < min(len(lines), index + 4)
        and _heading_box(lines[last + 1]) is heading
    ):
        last += 1
    text = " ".join(part.text for part in lines[index : last + 1])
    return (text, last) if len(text) <= 160 else (lines[index].text, index)


def _run_on(lines: list[Line], index: int, claims: list["_Claim"]) -> tuple[str, int]:
    """Return the lines of one block that together are what the page claims, where one alone is not."""
    text, key = lines[index].text, key_of(lines[index].text)
    for last in range(index + 1, min(len(lines), index + 4)):
        if lines[last].box is not lines[index].box or len(text) > LONGEST_PART:
            break
        if not any(claim.bare.startswith(key) for claim in claims):
            break
        text, key = text + lines[last].text, key + key_of(lines[last].text)
        if any(claim.bare == key for claim in claims):
            return text, last
    return lines[index].text, index


@dataclass(frozen=True, slots=True)
class _Claim:
    whole: str
    bare: str  # without the names of column and site
    start: str  # without an ellipsis
    is_cut: bool  # there is one


def _score(text: str, line: Line, claims: list[_Claim]) -> float:
    """How well a line answers to what the page claims as its title; 0: not at all."""
    if len(text) > 200:
        return 0.0
    key = key_of(text)
    if len(key) < 2:
        return 0.0
    best = max(_match(key, claim) for claim in claims)
    if not best:
        return 0.0
    best += {1: 0.4, 2: 0.25, 3: 0.15}.get(line.heading, 0.1 if line.heading else 0.0)
    return max(best - 0.5 * (line.linked_share > 0.5), 0.01)


def _match(key: str, claim: _Claim) -> float:
    if key == claim.bare:
        return 1.2
    if len(key) >= 0.5 * len(claim.bare):
        if claim.whole.startswith(key):
            return 0.6 + len(key) / len(claim.whole) / 2
        if (
            len(claim.bare) >= 8
            and key.startswith(claim.start)
            and (claim.is_cut or len(key) <= LONGEST * len(claim.bare))
        ):
            return 0.9
        if len(key) >= 6 and key in claim.whole:
            return 0.5
    return 0.0
