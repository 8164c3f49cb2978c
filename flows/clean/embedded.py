"""Articles that a page carries as JSON for its own scripts: JSON-LD, `__NEXT_DATA__`, `__INITIAL_STATE__` and their kin.

They are read where the printed page has no article, and asked for the date where nothing else gives one. An object is
an article if it has both a title and a text; among several, the one whose title the page claims.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flows.clean.script_objects import script_dictionaries
from flows.clean.title import key_of

_TITLES = (
    "headline",
    "title",
    "articletitle",
    "newstitle",
    "contenttitle",
    "doctitle",
    "name",
    "subject",
    "widgettitle",
)
_TEXTS = (
    "articlebody",
    "content",
    "contenthtml",
    "articlecontent",
    "body",
    "html",
    "text",
    "detail",
    "contentlist",
    "newscontent",
    "htmlcontent",
    "bodytext",
    "paragraphs",
    "blocks",
    "article_content",
    "main",
    "contents",
)
_INNER = (
    "html",
    "htmltokens",
    "data",
    "text",
    "content",
    "value",
    "children",
    "paragraphs",
    "blocks",
    "body",
)
_RUN = frozenset(
    ["content", "text", "type", "href", "marks", "bold", "style"]
)  # of a run of text inside a paragraph
_PUBLISHED = (
    "datepublished",
    "publishtime",
    "published_at",
    "publishedat",
    "publish_time",
    "pubtime",
    "pubdate",
    "publishdate",
    "published",
    "publish_date",
    "pub_time",
    "pub_date",
    "newstime",
    "ptime",
    "publishedtime",
    "releasetime",
    "issuetime",
    "publishtimelong",
    "dateline",
    "createtime",
    "createdat",
    "created_at",
    "create_time",
    "ctime",
    "inputtime",
    "date",
    "time",
    "datetime",
)
_MODIFIED = (
    "datemodified",
    "updatetime",
    "updated_at",
    "updatedat",
    "update_time",
    "modifytime",
    "modified",
    "lastmodified",
)
_CREDITS = (
    "source",
    "sourcename",
    "source_name",
    "origin",
    "originname",
    "copyfrom",
    "media_name",
    "medianame",
    "provider",
    "publisher",
    "from",
    "media",
)
_AUTHORS = ("author", "authors", "authorname", "author_name", "writer", "byline", "reporter")
_LEAST = 30  # characters of an article
_UNCLAIMED = 80  # and of one whose title the page does not claim: a shorter one only if it is the only one, and dated


@dataclass(frozen=True, slots=True)
class Embedded:
    """An article as an object of the page's scripts tells it; empty where it says nothing."""

    title: str
    text: str  # HTML or plain
    published: str
    modified: str
    credit: str
    author: str
    is_post: bool = False  # whose title is taken from its text


def embedded_article(html: str, claims: list[str], *, claimed: bool) -> Embedded | None:
    """Return the article that a page carries in its scripts; `claimed`: only under a title that the page claims."""
    keys = [key_of(claim) for claim in claims]
    best: tuple[float, Embedded] | None = None
    brief: dict[str, Embedded] = {}
    for article in _articles(html):
        is_claimed = _claimed(key_of(article.title), keys)
        if not is_claimed and (claimed or len(article.text) < _UNCLAIMED):
            brief[article.text] = article
            continue
        score = (
            5_000.0 * is_claimed + min(len(article.text), 4_000) + 500.0 * bool(article.published)
        )
        if best is None or score > best[0]:
            best = score, article
    if best is not None:
        return best[1]
    only = next(iter(brief.values())) if len(brief) == 1 and not claimed else None
    return only if only is not None and only.published else None


def _articles(html: str) -> Iterator[Embedded]:
    for item in script_dictionaries(html):
        article = _article(item)
        if article is not None and len(article.text) >= _LEAST:
            yield article


def _claimed(key: str, claims: list[str]) -> bool:
    return len(key) >= 4 and any(
        key in claim or (len(claim) >= 6 and claim in key) for claim in claims
    )


def _article(item: dict[str, Any]) -> Embedded | None:
    plain = {str(key).lower(): value for key, value in item.items()}
    title = next(
        (
            plain[name]
            for name in _TITLES
            if isinstance(plain.get(name), str) and plain[name].strip()
        ),
        "",
    )
    if not title or len(title) > 300:
        return None
    texts = (value for name, value in plain.items() if name in _TEXTS or name.endswith("content"))
    text = max(map(_text_of, texts), key=len, default="")
    return Embedded(
        title=re.sub(r"<[^>]{1,80}>", "", title).strip(),
        text=text,
        published=named_value(plain, _PUBLISHED),
        modified=named_value(plain, _MODIFIED),
        credit=named_value(plain, _CREDITS),
        author=named_value(plain, _AUTHORS),
    )


def _text_of(value: Any, depth: int = 0) -> str:
    """Return text or markup out of a string, or of the blocks and tokens that editors make of it."""
    if isinstance(value, str):
        return value
    if depth > 6:
        return ""
    if isinstance(value, list):
        runs = bool(value) and all(
            isinstance(item, dict) and _RUN.issuperset(item) for item in value
        )
        parts = (_text_of(item, depth + 1) for item in value[:2_000])
        return ("" if runs else "\n").join(part for part in parts if part)
    if isinstance(value, dict):
        plain = {str(key).lower(): item for key, item in value.items()}
        for name in _INNER:
            if part := _text_of(plain.get(name), depth + 1):
                return part
    return ""


def named_value(plain: dict[str, Any], names: tuple[str, ...]) -> str:
    """Return the first of these keys' values as text: of an object its name, of a list all; empty: none has one."""
    for name in names:
        value = plain.get(name)
        if (
            isinstance(value, list)
            and value
            and all(isinstance(item, (str, dict)) for item in value)
        ):
            parts = [_name(item) for item in value[:8]]
            value = "、".join(part for part in parts if part)
        elif isinstance(value, dict):
            value = _name(value)
        if isinstance(value, bool):
            continue
        if isinstance(value, (str, int)) and str(value).strip():
            return str(value).strip()[:200]
    return ""


def _name(value: Any) -> str:
    if isinstance(value, dict):
        return next(
            (
                value[key]
                for key in ("name", "publishName", "title", "username", "nickname", "screen_name")
                if isinstance(value.get(key), str)
            ),
            "",
        )
    return value if isinstance(value, str) else ""
