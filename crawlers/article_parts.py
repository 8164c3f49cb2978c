"""Which part of an article an address names, and whether it is one of an article at all.

Further pages of a list are further lists: only behind the address of an article does a number name a part. An
address is an article's when it ends with a long id that is no date, of six digits or of five alone between slashes, or stands in a
folder named after a date.
"""

import re

# _2 … _50 or -2 … -19 (people.com.cn, 163.com, sina); some begin with _1.
_LATER_PAGE = re.compile(r"(?<=[0-9A-Za-z])(?:_([1-9]|[1-4][0-9]|50)|-([2-9]|1[0-9]))(\.s?html?)$")
_LONG_ID = re.compile(r"(?:^|[^0-9A-Z])(?:\d{6,}|[0-9A-Z]{12,})$")
_PAGE_OF_FIVE = re.compile(r"/\d{5}\.s?html?$")  # /food/30025.html; /tag/30025 is more often a list
_DATE_ID = re.compile(r"(?:^|[^0-9])(?:19|20)\d\d(?:0\d|1[0-2])(?:[0-3]\d)?$")
_DATED = r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]?(?:0?[1-9]|[12]\d|3[01]))?"
_DATED_ID = re.compile(rf"{_DATED}/(?:[^/]*[^/0-9])?\d{{3,}}$")
_DATED_NAME = re.compile(rf"{_DATED}/[^/]*[^\W\d_][^/]*/?$")
_DATED_PART = re.compile(rf"({_DATED}/[^/]*[^\W\d_][^/.]*)/([2-9]|1[0-9])(?=/?$)")
_ARTICLE_FIELDS = re.compile(
    r"(?:^|&)(?:id|aid|nid|newsid|articleid|article_id|news_id|contentid|docid)=\w*\d{4,}(?=&|$)",
    re.IGNORECASE,
)
_PAGE_FIELDS = frozenset({"page", "p", "pn", "pageno"})
_PAGE_VALUE = re.compile(r"[1-9]|[1-4][0-9]|50")
_EXTENSION = re.compile(r"\.\w{1,5}$")


def is_article(path: str, query: str) -> bool:
    """Tell whether an address is that of an article, so that parts of it can be told by a number."""
    stem = _EXTENSION.sub("", path)
    is_named = _is_article_id(stem) or _PAGE_OF_FIVE.search(path) or _DATED_NAME.search(path)
    return bool(is_named or _ARTICLE_FIELDS.search(query))


def names_part(name: str, value: str) -> bool:
    """Tell whether a query parameter says which part of an article is meant."""
    return name.lower() in _PAGE_FIELDS and bool(_PAGE_VALUE.fullmatch(value))


def without_part(path: str) -> str:
    """Return a path without what names a part of its article."""
    while (later := _LATER_PAGE.search(path)) and _is_part(path, later):
        path = path[: later.start()] + later[3]
    return _DATED_PART.sub(r"\1", path)


def part_number(path: str, query: str) -> int:
    """Return which part of its article an address names; 1 where it does not say."""
    later = _LATER_PAGE.search(path)
    if later and _is_part(path, later):
        return int(later[1] or later[2])
    if part := _DATED_PART.search(path):
        return int(part[2])
    if not is_article(path, query):
        return 1
    fields = (field.partition("=") for field in query.split("&"))
    return max((int(value) for name, _, value in fields if names_part(name, value)), default=1)


def _is_part(path: str, later: re.Match[str]) -> bool:
    stem = path[: later.start()]
    return _is_article_id(stem) or bool(_PAGE_OF_FIVE.search(stem + later[3]))


def _is_article_id(stem: str) -> bool:
    return bool((_LONG_ID.search(stem) and not _DATE_ID.search(stem)) or _DATED_ID.search(stem))
