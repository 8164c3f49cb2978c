"""The names of column and site that outlets put behind their headlines in `<title>`."""

import re

_SEPARATOR = re.compile(
    r"\s*[_|｜丨│︱]+\s*|\s+[-–—·»«:：]+\s+|\s*(?:--|>>)\s*|-(?=[^-]{2,14}$)|(?<!—)[—–](?=[^—–]{2,14}$)"
)
_OUTLET_BEHIND = re.compile(
    r"(?:\s+|[·,，]|——|::|[【\[（(])[^\s·,，—【】]{2,10}(?:网|網|网站|日报|日報|晚报|晚報|时报|時報|在线|门户|频道|頻道|新闻中心)[】\]）)]?$"
)  # marks that are at home in headlines separate an outlet only if it is called like one
_OUTLET_BEFORE = re.compile(
    r"[^\s_|｜—–-]{1,8}(?:网|網|报|報|在线|频道|頻道|新闻|新聞)\s*[_|｜–-]+\s*(?=.{8})"
)
_HYPHENATED = re.compile(r"(.{8,}?[\u4e00-\u9fff”）》！？])(?:-[\u4e00-\u9fff]{2,8}){1,3}")
_SITE = re.compile(
    r"(?:网|網|报|報|新闻|新聞|频道|頻道|在线|客户端|中心|门户|论坛|社区|博客|专栏|资讯|com|cn|news|电视台|日报|晚报|周刊|杂志|平台|号)$",
    re.I,
)


def strip_site(title: str) -> str:
    """Take the names of column and site off a title."""
    parts: list[tuple[int, int]] = [match.span() for match in _SEPARATOR.finditer(title)]
    end = len(title)
    for start, stop in reversed(parts):
        tail = title[stop:end].strip()
        least = 2 if "_" in title[start:stop] or _SITE.search(tail) else 4
        if start < least or len(tail) > (20 if _SITE.search(tail) else 16):
            break
        end = start
    bare = _OUTLET_BEHIND.sub("", title[:end].strip()) or title
    if before := _OUTLET_BEFORE.match(bare):
        return bare[before.end() :]
    if title[end:].startswith("-") and (inner := _HYPHENATED.fullmatch(bare)):
        return inner[1]  # 标题-社会-河湾新闻网: one hyphen more, and that is the column
    return bare
