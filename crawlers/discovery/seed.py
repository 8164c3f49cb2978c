"""The links of a page that a person named as a place to start from: headlines, not navigation."""

import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawlers.choice import promised
from crawlers.discovery.found import Announcement, FoundLink
from crawlers.discovery.listing import read_listing
from crawlers.domain import registrable_domain
from crawlers.plan import Plan
from crawlers.source import Discovery

_SHORTEST_HEADLINE = 10  # characters; navigation is shorter
_NUMBERED = re.compile(r"\d{3,}|[0-9A-Z]{8,}")


def read_seed(body: bytes, url: str, plan: Plan) -> tuple[FoundLink, ...]:
    """Return the links that speak of an incident, and those of the same site that look like articles."""
    page = read_listing(body, url, Discovery(listing=url), zone=ZoneInfo(plan.source.timezone))
    links = page.links if isinstance(page, Announcement) else ()
    site = registrable_domain(urlsplit(url).hostname or "")
    return tuple(
        link for link in links if promised(link.title, plan.incidents) or _is_article(link, site)
    )


def _is_article(link: FoundLink, site: str) -> bool:
    parts = urlsplit(link.url)
    return (
        len(link.title) >= _SHORTEST_HEADLINE
        and registrable_domain(parts.hostname or "") == site
        and bool(_NUMBERED.search(f"{parts.path}?{parts.query}"))
    )
