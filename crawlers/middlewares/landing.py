"""Land every response exactly as the wire gave it, before anything else looks at it."""

from dataclasses import replace
from datetime import datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawlers.addresses import refusal_of_address
from crawlers.browser import is_rendered
from crawlers.outcomes import Ended
from crawlers.requests import how_of
from crawlers.session import Session, session_of
from warehouse.landing import ReceivedResponse
from warehouse.records import Outcome

REDIRECT = "redirect"  # role of a hop: part of the evidence, but no page
UNRENDERED = "unrendered"  # role of a page that the browser is to fill
_CAPTURED_AT = "captured_at"  # set by a replay: the archive's date of its answer


class LandingMiddleware:
    """Writes responses, redirects and robots.txt included, so that a replay lacks nothing.

    An answer 304 carries nothing that is not landed already, and its fate says so.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._session: Session = session_of(crawler)
        self._allow_loopback = self._session.plan.network.allow_loopback
        self._checks_address = self._session.plan.network.proxy is None
        self._renders = self._session.plan.source.render == "browser"

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "LandingMiddleware":
        """Connect to a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Land a response; refuse one that came from an inside address after all."""
        if response.ip_address is not None and self._checks_address:
            reason = refusal_of_address(response.ip_address, allow_loopback=self._allow_loopback)
            if reason is not None:
                raise Ended(Outcome.REFUSED_ADDRESS, reason)
        if response.status != 304:
            self._land(request, response)
        return response

    def _land(self, request: Request, response: Response) -> None:
        how = how_of(request)
        hops = request.meta.get("redirect_urls")
        if hops:
            how = replace(how, requested_url=hops[0])
        if how.role == "page" and 300 <= response.status < 400 and "Location" in response.headers:
            how = replace(how, role=REDIRECT)
        elif how.role == "page" and self._is_to_be_filled(response):
            how = replace(how, role=UNRENDERED)
        self._session.pages_landed += how.role == "page"
        self._session.writer.write_response(
            ReceivedResponse(
                url=response.url,
                fetched_at=self._fetched_at(request),
                status=response.status,
                headers=[(n, v) for n, values in response.headers.items() for v in values],
                body=response.body,
                ip_address=self._server(response),
            ),
            how,
        )

    def _is_to_be_filled(self, response: Response) -> bool:
        return self._renders and 200 <= response.status < 300 and not is_rendered(response)

    def _server(self, response: Response) -> str | None:
        """Return the address of the server; None where it is the proxy's, or unknown."""
        known = response.ip_address is not None and self._checks_address
        return str(response.ip_address) if known else None

    def _fetched_at(self, request: Request) -> datetime:
        captured_at: datetime | None = request.meta.pop(_CAPTURED_AT, None)
        return captured_at or self._session.now()
