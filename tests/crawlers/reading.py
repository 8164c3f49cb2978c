"""What tests of discovery share: bytes in, links or the reason why there are none out."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.discovery.found import Announcement, DiscoveryFailure, FoundLink
from crawlers.discovery.read import read_announcement
from crawlers.source import Discovery

SHANGHAI = ZoneInfo("Asia/Shanghai")
BASE = "https://www.haibin.example/list/"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def way(**keys: Any) -> Discovery:
    return Discovery.model_validate(keys)


def read(body: str | bytes, since: datetime = LONG_AGO, **keys: Any) -> Any:
    content = body.encode() if isinstance(body, str) else body
    return read_announcement(
        way(**keys), content, BASE, timezone="Asia/Shanghai", since=since, content_type=""
    )


def links(*arguments: Any, **keys: Any) -> tuple[FoundLink, ...]:
    found = read(*arguments, **keys)
    assert isinstance(found, Announcement), found
    return found.links


def reason(*arguments: Any, **keys: Any) -> str:
    found = read(*arguments, **keys)
    assert isinstance(found, DiscoveryFailure), found
    return found.reason


def rss(items: str, head: str = "") -> str:
    return f"<?xml version='1.0'?>{head}<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"


RSS = {"rss": "https://www.haibin.example/feed"}


# Feeds
