"""What a request carries along through redirects and retries: how its link was found."""

from typing import Any

from scrapy import Request

from crawlers.plan import KnownUrl
from warehouse.landing import HowFound

_HOW, _LINK = "how_found", "link"


def found_meta(how: HowFound, link: str = "") -> dict[str, Any]:
    """Return the request meta that says how a link was found; `link` is the URL in the book of fates."""
    return {_HOW: how, _LINK: link}


def how_of(request: Request) -> HowFound:
    """Return how the link of a request was found."""
    how: HowFound = request.meta[_HOW]
    return how


def role_of(request: Request) -> str:
    """Return the role of a request: page, discovery or robots."""
    return how_of(request).role


def link_of(request: Request) -> str:
    """Return the URL that the book of fates knows a request by, whatever redirects it went through."""
    link: str = request.meta[_LINK]
    return link


def conditional_headers(known: KnownUrl | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it changed."""
    if known is None:
        return {}
    validators = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in validators.items() if value}
