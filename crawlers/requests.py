"""What a request carries along through redirects and retries: how its link was found."""

from typing import Any

from scrapy import Request
from scrapy.http import Response

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


def is_rendering(request: Request) -> bool:
    """Tell whether a request only has the browser fill a page that is here already."""
    return bool(request.meta.get("playwright"))


def conditional_headers(known: KnownUrl | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it changed."""
    if known is None:
        return {}
    validators = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in validators.items() if value}


def validators_of(response: Response) -> dict[str, str | None]:
    """Return what a response gives for a conditional request: `etag` and `last_modified`."""
    headers = {"etag": "ETag", "last_modified": "Last-Modified"}
    return {
        name: (response.headers.get(header) or b"").decode("latin-1") or None
        for name, header in headers.items()
    }
