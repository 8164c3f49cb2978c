"""Leave a host alone: for as long as it asks, and altogether once it fails again and again."""

import asyncio
import time

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.middlewares.retries import LONGEST_WAIT
from crawlers.outcomes import CONNECTION_FAILURES, Ended
from crawlers.resolver import PublicResolver
from crawlers.session import Host, Session, session_of
from warehouse.records import Outcome

MOST_FAILURES = 6  # in a row: three URLs that fail twice


class BreakerMiddleware:
    """Counts failures in a row by host; the breaker, once open, stays open for the crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self._session: Session = session_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BreakerMiddleware":
        """Connect to a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait as a host asked for; refuse where it failed too often."""
        host = self._host(request)
        if host.failures >= MOST_FAILURES:
            raise Ended(Outcome.BREAKER_OPEN, f"the host failed {host.failures} times in a row")
        wait = host.quiet_until - time.monotonic()
        if wait > min(LONGEST_WAIT, self._session.seconds_left()):
            raise Ended(Outcome.BREAKER_OPEN, f"the host asks to be left alone for {wait:.0f} s")
        if wait > 0:
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Response:
        """Count a failing server, or forget its failures."""
        host = self._host(request)
        failed = response.status >= 500 or response.status == 429
        host.failures = host.failures + 1 if failed and not self._session.plan.replay else 0
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a host that cannot be reached; name a name that leads inside."""
        reason = PublicResolver.refused.get(urlparse_cached(request).hostname or "")
        if reason is not None and isinstance(exception, CannotResolveHostError):
            raise Ended(Outcome.REFUSED_ADDRESS, reason)
        if isinstance(exception, CONNECTION_FAILURES):
            self._host(request).failures += 1

    def _host(self, request: Request) -> Host:
        return self._session.host(urlparse_cached(request).netloc)
