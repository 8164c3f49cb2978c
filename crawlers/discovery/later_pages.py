"""The further pages of an article in several pages, as its first one links them."""

import re
from typing import Any

from crawlers.discovery.found import absolute_url
from crawlers.discovery.listing import parse_page
from crawlers.identity import canonical_url, names_article, page_number
from crawlers.source import Source

_RELATION = re.compile(rb"rel=[\"']?next\b")


def read_later_pages(
    body: bytes, url: str, source: Source | None, *, content_type: str = ""
) -> tuple[str, ...]:
    """Return the URLs that a page links as further pages of the same article, in their order.

    Only an address of the same article counts, whatever the link is called: "下一页" may lead to the next article.
    """
    here = page_number(url)
    may_go_on = names_article(url) and _may_go_on(body, here + 1)
    tree = parse_page(body, content_type) if may_go_on else None
    if tree is None:
        return ()
    article = canonical_url(url, source=source)
    found = {
        linked: page_number(linked)
        for linked in _linked(tree, url)
        if canonical_url(linked, source=source) == article
    }
    later = {linked: number for linked, number in found.items() if number > here}
    by_number = {number: linked for linked, number in reversed(later.items())}  # the first of each
    return tuple(by_number[number] for number in sorted(by_number))


def _may_go_on(body: bytes, number: int) -> bool:
    """Tell by its bytes whether a page may link the next one: most do not, and parsing takes a hundred times longer."""
    digits = b"%d" % number
    if _RELATION.search(body) or b"_%b." % digits in body or b"-%b.htm" % digits in body:
        return True
    if b"=%b" % digits not in body:
        return False
    return bool(re.search(rb"(?:[?&;]p|pn|page|pageno)=%b(?!\d)" % digits, body))


def _linked(tree: Any, base: str) -> list[str]:
    places = (element.get("href") or "" for element in tree.iter("a", "link"))
    urls = (absolute_url(place, base) for place in places)
    return [url for url in urls if url is not None]
