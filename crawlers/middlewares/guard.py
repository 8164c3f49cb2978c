"""No request leaves for a scheme or an address that a crawl has no business with, at any hop."""

from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers
from scrapy.utils.httpobj import urlparse_cached

from crawlers.addresses import refusal_of_host
from crawlers.content import refusal_of_type
from crawlers.outcomes import Ended
from crawlers.requests import role_of
from crawlers.session import session_of
from warehouse.records import Outcome


class GuardMiddleware:
    """Refuses before the request, and stops a download whose headers announce no text."""

    def __init__(self, crawler: Crawler) -> None:
        network = session_of(crawler).plan.network
        self._proxy = network.proxy
        # Behind a proxy nobody resolves names here, and no URL has a reason to name loopback.
        self._allow_loopback = network.allow_loopback and network.proxy is None
        crawler.signals.connect(self.check_type, signals.headers_received)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "GuardMiddleware":
        """Connect the guard to a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a request, the first one or a redirect's, that goes where it must not."""
        parts = urlparse_cached(request)
        if parts.scheme not in {"http", "https"}:
            raise Ended(Outcome.REFUSED_SCHEME, f"{parts.scheme}: is neither http nor https")
        reason = refusal_of_host(parts.hostname or "", allow_loopback=self._allow_loopback)
        if reason is not None or not parts.hostname:
            raise Ended(Outcome.REFUSED_ADDRESS, reason or "the URL names no host")
        if self._proxy is not None:
            request.meta["proxy"] = self._proxy

    def check_type(self, headers: Headers, request: Request, **_: Any) -> None:
        """Stop a download that is going to be a picture, a film, an archive."""
        content_type = (headers.get("Content-Type") or b"").decode("latin-1")
        if refusal_of_type(content_type, role_of(request)) is not None:
            raise StopDownload(fail=True)
