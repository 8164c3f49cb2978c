"""Outlets by the names that articles print: 晨江新闻, 晨江新闻网 and “晨江新闻”客户端 are one."""

import re
from collections.abc import Iterable

from warehouse.folding import fold

_MARKS = re.compile(r"[\W_]+")
_LABEL = re.compile(r"^(?:来源|转自|稿源|原载|摘自|via|source|from)")
_ARTICLE = re.compile(r"^\s*the\s+")
_CHANNELS = re.compile(r"(?:微信公众号|公众号|官方微博|官方账号|官微|微博|客户端|app)$")
_SITES = re.compile(r"(?:官方网站|官网|网站|网|在线|online)$")


def name_key(name: str) -> str:
    """Return what is equal for equal outlets: folded, without marks and endings such as 网 and 客户端."""
    plain = _LABEL.sub("", _MARKS.sub("", _ARTICLE.sub("", fold(name))))
    shorter = _SITES.sub("", _CHANNELS.sub("", plain))
    return shorter if len(shorter) >= 2 else plain


class Outlets:
    """Finds the sources that a printed name stands for."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of source id and name."""
        self._exact: dict[str, set[str]] = {}
        self._near: dict[str, set[str]] = {}
        for source_id, name in names:
            self._exact.setdefault(_MARKS.sub("", fold(name)), set()).add(source_id)
            self._near.setdefault(name_key(name), set()).add(source_id)

    def named(self, printed: str) -> frozenset[str]:
        """Return the ids of the sources of that name; those of the very name before similar ones."""
        exact = self._exact.get(_LABEL.sub("", _MARKS.sub("", fold(printed))))
        return frozenset(exact or self._near.get(name_key(printed), set()))
