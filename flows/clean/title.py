"""The headline as printed over the article.

`<title>` and the metadata say roughly what it is, with the site's name behind it; the line on the page that they
contain is the headline itself.
"""

import re
from dataclasses import dataclass

from flows.clean.lines import Line
from flows.clean.page import Page

_KEY = re.compile(r"[\W_]+")
_SEPARATOR = re.compile(
    r"\s*[_|｜丨]+\s*|\s+[-–—·»«:：]+\s+|\s*(?:--|——|>>)\s*|-(?=[^-]{2,14}$)|[—–](?=[^—–]{2,14}$)"
)
_SITE = re.compile(
    r"(?:网|網|报|報|新闻|新聞|频道|頻道|在线|客户端|中心|门户|论坛|社区|博客|专栏|资讯|com|cn|news|电视台|日报|晚报|周刊|杂志|平台|号)$",
    re.I,
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


def find_headline(page: Page) -> Headline | None:
    """Return the headline of a page; None where nothing names it."""
    claims = _claims(page)
    best: tuple[float, Headline] | None = None
    for index, line in enumerate(page.lines):
        if line.hidden or (
            index
            and line.heading
            and page.lines[index - 1].heading == line.heading
            and _same_heading(page.lines[index - 1], line)
        ):
            continue
        text, last = _whole_heading(page.lines, index)
        score = _score(text, line, claims)
        if score and (best is None or score > best[0]):
            best = score, Headline(text, index, last)
    if best is not None:
        return best[1]
    return _lone_heading(page) or (Headline(strip_site(claims[0]), None) if claims else None)


def _claims(page: Page) -> list[str]:
    names = ("og:title", "twitter:title", "articletitle", "headline", "title", "dc.title")
    found = [page.head_title, *(page.metas.get(name, "") for name in names)]
    found += [
        str(item["headline"]) for item in page.linked_data if isinstance(item.get("headline"), str)
    ]
    return list(dict.fromkeys(text for text in found if len(key_of(text)) >= 2))


def _same_heading(before: Line, line: Line) -> bool:
    return _heading_box(before) is not None and _heading_box(before) is _heading_box(line)


def _heading_box(line: Line) -> object:
    return next(
        (box for box in line.box.ancestors() if box.tag in ("h1", "h2", "h3", "h4", "h5", "h6")),
        None,
    )


def _whole_heading(lines: list[Line], index: int) -> tuple[str, int]:
    line = lines[index]
    if not line.heading:
        return line.text, index
    last = index
    while last + 1 < len(lines) and last - index < 3 and _same_heading(line, lines[last + 1]):
        last += 1
    text = " ".join(part.text for part in lines[index : last + 1])
    return (text, last) if len(text) <= 160 else (line.text, index)


def _score(text: str, line: Line, claims: list[str]) -> float:
    """How well a line answers to what the page claims as its title; 0: not at all."""
    key = key_of(text)
    if not 2 <= len(key) <= 200:
        return 0.0
    best = 0.0
    for claim in claims:
        whole = key_of(claim)
        bare = key_of(strip_site(claim))
        if key == bare:
            match = 1.2
        elif whole.startswith(key) and len(key) >= 0.5 * len(bare):
            match = 0.6 + len(key) / len(whole) / 2
        elif len(bare) >= 8 and key.startswith(key_of(_ELLIPSIS.sub("", claim))[:40]):
            match = 0.9
        elif len(key) >= 6 and key in whole and len(key) >= 0.5 * len(bare):
            match = 0.5
        else:
            continue
        best = max(best, match)
    if not best:
        return 0.0
    best += {1: 0.4, 2: 0.25, 3: 0.15}.get(line.heading, 0.1 if line.heading else 0.0)
    if line.linked > 0.5 * len(line.text):
        best -= 0.5
    return max(best, 0.01)


def _lone_heading(page: Page) -> Headline | None:
    found = [
        (i, line)
        for i, line in enumerate(page.lines)
        if line.heading == 1 and not line.hidden and len(key_of(line.text)) >= 6 and not line.linked
    ]
    if len(found) == 1:
        return Headline(found[0][1].text, found[0][0], found[0][0])
    return None


def strip_site(title: str) -> str:
    """Take the names of column and site off a title."""
    parts: list[tuple[int, int]] = [match.span() for match in _SEPARATOR.finditer(title)]
    end = len(title)
    for start, stop in reversed(parts):
        tail = title[stop:end].strip()
        if start < 4 or (len(tail) > 16 and not _SITE.search(tail)):
            break
        end = start
    return title[:end].strip() or title
