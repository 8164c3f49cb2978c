"""A second try where it can help, after the wait that the server asks for."""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.session import Session, session_of

LONGEST_WAIT = 120.0  # seconds; a host that asks for more is left alone for the rest of the crawl


class RetriesMiddleware(RetryMiddleware):
    """Scrapy's, which Retry-After of 429 and 503 makes wait or give up."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RetriesMiddleware":
        """Connect to a crawl."""
        middleware: RetriesMiddleware = super().from_crawler(crawler)
        middleware.session = session_of(crawler)
        return middleware

    session: Session

    def process_response(
        self, request: Request, response: Response, spider: Any = None
    ) -> Request | Response:
        """Try again what may heal; leave a host alone for as long as it asks."""
        if response.status in {429, 503} and not self.session.plan.replay:
            wait = _wait(response, self.session)
            host = self.session.host(urlparse_cached(request).netloc)
            host.quiet_until = max(host.quiet_until, time.monotonic() + wait)
            if wait > min(LONGEST_WAIT, self.session.seconds_left()):
                return response
        return super().process_response(request, response)


def _wait(response: Response, session: Session) -> float:
    """Return the seconds that Retry-After asks for; 0 where it asks for nothing."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(min(int(value[:9]), 10**6))
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return 0.0
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (aware - _server_time(response, session)).total_seconds())


def _server_time(response: Response, session: Session) -> datetime:
    """Return the server's own clock where it tells it, because its date is to be read with it."""
    try:
        told = parsedate_to_datetime((response.headers.get("Date") or b"").decode("latin-1"))
    except (ValueError, TypeError, IndexError):
        return session.now()
    return told if told.tzinfo else told.replace(tzinfo=UTC)
