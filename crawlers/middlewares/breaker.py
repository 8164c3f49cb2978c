"""Leave a host alone: for as long as it asks, and altogether once it fails again and again."""

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.outcomes import CONNECTION_FAILURES, Ended
from crawlers.requests import is_rendering
from crawlers.resolver import PublicResolver
from crawlers.session import Host, Session, session_of
from warehouse.records import Outcome

MOST_FAILURES = 6  # in a row: three URLs that fail twice
_PASSED = "passed_breaker"


class BreakerMiddleware:
    """Counts failures in a row by host; the breaker, once open, stays open for the crawl.

    Innermost of all, and a host's requests pass it only as many at a time as may be under way: Scrapy's own
    queue comes behind all middlewares, so what waits there has been let through already.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._session: Session = session_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "BreakerMiddleware":
        """Connect to a crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for a place and as the host asked for; refuse where it failed too often."""
        if is_rendering(request):
            return  # it sends nothing itself, and what the page asks for needs the places
        host = self._host(request)
        await host.places.acquire()
        try:
            await self._wait(host)
        except BaseException:
            host.places.release()
            raise
        request.meta[_PASSED] = True

    def process_response(self, request: Request, response: Response) -> Response:
        """Count a failing server, or forget its failures; note how long it wants to be left alone."""
        if not request.meta.get(_PASSED):
            return response
        host = self._leave(request)
        failed = response.status >= 500 or response.status == 429
        if self._session.plan.replay:
            return response
        host.failures = host.failures + 1 if failed else 0
        if response.status in {429, 503}:
            wait = _seconds_asked(response, self._session.now())
            host.quiet_until = max(host.quiet_until, time.monotonic() + wait)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a host that cannot be reached; name a name that leads inside."""
        if not request.meta.get(_PASSED):
            return
        host = self._leave(request)
        reason = PublicResolver.refused.get(urlparse_cached(request).hostname or "")
        if reason is not None and isinstance(exception, CannotResolveHostError):
            raise Ended(Outcome.REFUSED_ADDRESS, reason)
        if isinstance(exception, CONNECTION_FAILURES):
            host.failures += 1

    async def _wait(self, host: Host) -> None:
        if host.failures >= MOST_FAILURES:
            raise Ended(Outcome.BREAKER_OPEN, f"the host failed {host.failures} times in a row")
        wait = host.quiet_until - time.monotonic()
        if self._session.is_too_quiet(host):
            raise Ended(Outcome.BREAKER_OPEN, f"the host asks to be left alone for {wait:.0f} s")
        if wait > 0:
            await asyncio.sleep(wait)

    def _leave(self, request: Request) -> Host:
        host = self._host(request)
        host.places.release()
        del request.meta[_PASSED]  # a retry is a copy, and waits anew
        return host

    def _host(self, request: Request) -> Host:
        return self._session.host(urlparse_cached(request).netloc)


def _seconds_asked(response: Response, now: datetime) -> float:
    """Return the seconds that Retry-After asks for; 0 where it asks for nothing.

    A date in it is read by the server's own clock, where the answer tells it.
    """
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdecimal():
        return float(min(int(value[:9]), 10**6))
    until = _http_date(value)
    told = _http_date((response.headers.get("Date") or b"").decode("latin-1"))
    return max(0.0, (until - (told or now)).total_seconds()) if until else 0.0


def _http_date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
