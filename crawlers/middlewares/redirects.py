"""Redirects: followed a few times, every hop through the guards again, loops named."""

from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response

from crawlers.outcomes import Ended
from warehouse.records import Outcome


class RedirectsMiddleware(RedirectMiddleware):
    """Scrapy's, with an end of its own name for loops, long chains and strange schemes."""

    def _engine_started(self) -> None:
        """Scrapy looks for its referrer middleware here and warns; we never send a referrer."""

    def process_response(
        self, request: Request, response: Response, spider: Any = None
    ) -> Request | Response:
        """Follow a redirect, or say why not."""
        result = super().process_response(request, response)
        if result is response and response.status in {301, 302, 303, 307, 308}:
            location = (response.headers.get("Location") or b"").decode("latin-1")
            if not location:
                raise Ended(Outcome.HTTP_ERROR, f"status {response.status} without Location")
            raise Ended(Outcome.REFUSED_SCHEME, f"redirected to {location[:200]}")
        return result

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        visited = [*request.meta.get("redirect_urls", []), request.url]
        if redirected.url in visited:
            raise Ended(Outcome.REDIRECT_LOOP, f"redirected back to {redirected.url}")
        if len(visited) > self.max_redirect_times:
            raise Ended(Outcome.REDIRECT_LOOP, f"more than {self.max_redirect_times} redirects")
        return super()._redirect(redirected, request, reason)
