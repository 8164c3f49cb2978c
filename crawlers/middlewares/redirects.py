"""Redirects: followed a few times, every hop through the guards again, loops named."""

import re
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response

from crawlers.outcomes import Ended
from warehouse.records import Outcome

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(r"https?:", re.IGNORECASE)


class RedirectsMiddleware(RedirectMiddleware):
    """Scrapy's, with an end of its own name for loops, long chains and strange schemes."""

    def _engine_started(self) -> None:
        """Scrapy looks for its referrer middleware here and warns; we never send a referrer."""

    def process_response(
        self, request: Request, response: Response, spider: Any = None
    ) -> Request | Response:
        """Follow a redirect, or say why not."""
        if response.status not in {301, 302, 303, 307, 308}:
            return response
        location = (response.headers.get("Location") or b"").decode("latin-1").strip()
        if not location:
            raise Ended(
                Outcome.HTTP_ERROR, f"status {response.status} without Location", response.status
            )
        if _SCHEME.match(location) and not _WEB.match(location):
            raise Ended(Outcome.REFUSED_SCHEME, f"redirected to {location[:200]}", response.status)
        try:
            return super().process_response(request, response)
        except ValueError as problem:  # a Location that is no address
            raise Ended(
                Outcome.HTTP_ERROR, f"redirected to nowhere: {problem}", response.status
            ) from problem

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        visited = [*request.meta.get("redirect_urls", []), request.url]
        if redirected.url in visited:
            raise Ended(Outcome.REDIRECT_LOOP, f"redirected back to {redirected.url}", reason)
        if len(visited) > self.max_redirect_times:
            raise Ended(
                Outcome.REDIRECT_LOOP, f"more than {self.max_redirect_times} redirects", reason
            )
        return super()._redirect(redirected, request, reason)
