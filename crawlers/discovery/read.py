"""One entrance to all ways of discovery: the answer of a source's address to what it announces."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from crawlers.discovery.feed import read_feed
from crawlers.discovery.found import Announcement, DiscoveryFailure
from crawlers.discovery.json_api import read_json
from crawlers.discovery.listing import read_listing
from crawlers.discovery.sitemap import read_sitemap
from crawlers.source import Discovery


def read_announcement(
    way: Discovery,
    body: bytes,
    url: str,
    *,
    timezone: str,
    since: datetime,
    content_type: str = "",
) -> Announcement | DiscoveryFailure:
    """Return what `body`, fetched from `url`, announces.

    `timezone` holds for times without one; a sitemap is read from `since` on. The date in a search
    result is the index's and says nothing about publication, so it is left out.
    """
    zone = ZoneInfo(timezone)
    found: Announcement | DiscoveryFailure
    match way.form:
        case "feed":
            links = read_feed(body, url, zone=zone, content_type=content_type)
            found = links if isinstance(links, DiscoveryFailure) else Announcement(links)
        case "sitemap":
            found = read_sitemap(body, url, since=since)
        case "listing":
            found = read_listing(body, url, way, zone=zone, content_type=content_type)
        case "json":
            found = read_json(body, url, way, zone=zone, content_type=content_type)
    if way.kind != "search" or isinstance(found, DiscoveryFailure):
        return found
    return replace(found, links=tuple(replace(link, published_at=None) for link in found.links))


def addresses(way: Discovery, queries: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses to ask first: one, or one per query where the address holds `{query}`."""
    if "{query}" not in way.address:
        return (way.address,)
    return tuple(dict.fromkeys(way.address.replace("{query}", quote(q, safe="")) for q in queries))
