"""robots.txt, obeyed as RFC 9309 asks: https://www.rfc-editor.org/rfc/rfc9309.

Scrapy's own middleware gives its rules to the first request only that waits for them; the others go
through (measured on 2.16 to 2.19 with 16 concurrent requests). Here a lock per host holds them all.
"""

import logging

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawlers.outcomes import Ended, outcome_of_error
from crawlers.requests import found_meta, role_of
from crawlers.session import Host, RobotsFailure, Session, session_of
from warehouse.landing import HowFound
from warehouse.records import Outcome

LARGEST = 500 * 1024  # bytes that are read, as RFC 9309 asks
LONGEST_DELAY = 60.0  # seconds; a longer crawl-delay is kept to this, so that a crawl gets anywhere

# A host that cannot be found or must not be asked says nothing about its robots.txt.
_OWN_NAME = {Outcome.DNS_ERROR, Outcome.REFUSED_ADDRESS, Outcome.REFUSED_SCHEME}

logger = logging.getLogger(__name__)


class RobotsMiddleware:
    """Asks each host for its rules once per crawl, and keeps to them."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._session: Session = session_of(crawler)
        self._agent = self._session.plan.network.user_agent.partition("/")[0].strip() or "*"

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RobotsMiddleware":
        """Connect to a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass if the rules of its host allow it."""
        if role_of(request) == "robots":
            return
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        host = self._session.host(origin)
        async with host.robots_lock:
            if host.robots is None:
                host.robots = await self._ask(origin)
                self._slow_down(parts.hostname or "", host)
        if isinstance(host.robots, RobotsFailure):
            raise Ended(host.robots.outcome, host.robots.detail)
        if not host.robots.can_fetch(request.url, self._agent):
            raise Ended(Outcome.ROBOTS_DISALLOWED, f"{origin}/robots.txt")
        if host.robots.crawl_delay(self._agent):
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def _ask(self, origin: str) -> Protego | RobotsFailure:
        request = Request(
            f"{origin}/robots.txt",
            meta=found_meta(HowFound(via="", role="robots")),
            callback=NO_CALLBACK,
            priority=1_000_000,
            dont_filter=True,
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as problem:  # whatever it is, it is named
            outcome, detail = outcome_of_error(problem)
            if outcome is Outcome.REDIRECT_LOOP:  # RFC 9309, 2.3.1.2: may be taken as absent
                return Protego.parse("")
            own = outcome if outcome in _OWN_NAME else Outcome.ROBOTS_UNAVAILABLE
            return RobotsFailure(own, f"robots.txt: {detail}")
        return _rules(response)

    def _slow_down(self, hostname: str, host: Host) -> None:
        """Wait between two requests as long as the host asks for, if it asks for more than we do."""
        rules, plan = host.robots, self._session.plan
        asked = rules.crawl_delay(self._agent) if isinstance(rules, Protego) else None
        if not asked or plan.replay or asked <= plan.source.crawl.delay:
            return
        delay = min(float(asked), LONGEST_DELAY)
        downloader = self._crawler.engine.downloader
        downloader.per_slot_settings[hostname] = {"concurrency": 1, "delay": delay, "jitter": 0.0}
        slot = downloader.slots.get(hostname)
        if slot is not None:
            slot.delay, slot.concurrency, slot.jitter = delay, 1, 0.0
        logger.info("%s asks for %s seconds between requests", hostname, asked)


def _rules(response: Response) -> Protego | RobotsFailure:
    """Read the answer: rules; none where there is no robots.txt (4xx); nothing allowed on 5xx."""
    if 200 <= response.status < 300:
        # With a byte order mark left in, the parser would skip the first group of rules (2026-11-29).
        return Protego.parse(response.body[:LARGEST].decode("utf-8-sig", "replace"))
    if response.status >= 500 or response.status == 429:
        detail = f"robots.txt: status {response.status}"
        return RobotsFailure(Outcome.ROBOTS_UNAVAILABLE, detail)
    return Protego.parse("")
