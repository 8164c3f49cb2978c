"""A second try where it can help, unless the server asks to be left alone for longer than we wait."""

from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.session import Session, session_of


class RetriesMiddleware(RetryMiddleware):
    """Scrapy's, which gives up at once where waiting is not worth it."""

    session: Session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RetriesMiddleware":
        """Connect to a crawl."""
        middleware: RetriesMiddleware = super().from_crawler(crawler)
        middleware.session = session_of(crawler)
        return middleware

    def process_response(
        self, request: Request, response: Response, spider: Any = None
    ) -> Request | Response:
        """Try again what may heal."""
        if self.session.is_too_quiet(self.session.host(urlparse_cached(request).netloc)):
            return response
        return super().process_response(request, response)
