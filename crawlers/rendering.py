"""Pages as their scripts leave them: scrapy-playwright drives the browser, the crawl answers its requests.

A page is fetched like any other first. Then the browser opens it, and each of its requests is answered here:
the page itself from what was fetched, everything else through the downloader of the crawl. So scheme, address,
robots.txt, size, time and breaker hold for every request of a page as for the crawl's own, all that a page was
built from is landed, and a replay renders from the archives.
"""

import asyncio
import itertools
import logging
from contextlib import suppress
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route
from playwright.async_api import Request as PageRequest
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from crawlers.browser import MARK, RESOURCES, SLOT
from crawlers.outcomes import Ended
from crawlers.replay import ReplayHandler
from crawlers.requests import found_meta
from crawlers.settings import LARGEST_PAGE
from warehouse.landing import HowFound
from warehouse.records import Outcome

MOST_REQUESTS = 100  # of one page
MOST_BYTES = 32 << 20  # that one page may load
MOST_PAGES = 3  # that a script may lead to, one after the other
LONGEST_POST = 64 << 10  # bytes
SETTLING = 5000.0  # milliseconds for what a page asks for after it was loaded
_CLOSING = 2.0  # seconds

_WANTED = frozenset({"document", "script", "stylesheet", "xhr", "fetch"})
_SENT = ("accept", "content-type", "origin", "x-requested-with", "app-version")
_CONTEXT = {
    "service_workers": "block",  # their requests would come from nowhere
    "accept_downloads": False,
    "locale": "zh-CN",
}
_LENGTH = "document.documentElement ? document.documentElement.outerHTML.length : 0"
_UNTRUE = ("content-encoding", "content-length", "transfer-encoding")  # once a coding is undone
_KEPT_BACK = (*_UNTRUE, "set-cookie", "strict-transport-security")

logger = logging.getLogger(__name__)


def rendering_request(request: Request, document: Response) -> Request:
    """Return the request that has the browser fill a page, which was fetched by `request`."""
    meta = {
        "document": document,
        "download_slot": SLOT,
        "autothrottle_dont_adjust_delay": True,
        "dont_retry": True,
        "playwright": True,
        "playwright_page_methods": [PageMethod(_settle)],
    }
    return request.replace(url=document.url, meta=request.meta | meta, headers={}, body=b"")


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """A download handler that renders the requests made by `rendering_request`, and no others."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._archives = ReplayHandler(crawler) if settings.getlist("REPLAY_FILES") else None
        self._numbers = itertools.count(1)
        self._limit = 2 * settings.getfloat("DOWNLOAD_TIMEOUT")

    async def download_request(self, request: Request) -> Response:
        """Answer a request from the web, the archives or the browser."""
        document: Response | None = request.meta.pop("document", None)
        if document is None:
            if self._archives is not None:
                return await self._archives.download_request(request)
            plain: Response = await super().download_request(request)
            return plain
        opened = OpenPage(self._crawler, document)
        context = _CONTEXT | {"user_agent": self._crawler.settings["USER_AGENT"]}
        request.meta["playwright_context"] = f"page {next(self._numbers)}"  # a process of its own
        request.meta["playwright_context_kwargs"] = context
        request.meta["playwright_page_init_callback"] = opened.take
        try:
            async with asyncio.timeout(self._limit):
                filled = await super().download_request(request)
        except (TimeoutError, PlaywrightTimeoutError) as problem:
            raise DownloadTimeoutError("the page was not ready in time") from problem
        except PlaywrightError as problem:
            raise Ended(Outcome.NEEDS_BROWSER, f"the browser: {_short(problem)}") from problem
        finally:
            await opened.close()
        return self._marked(request, filled, opened)

    def _marked(self, request: Request, filled: Response, opened: "OpenPage") -> Response:
        """Return the page as landed: what scripts made, in UTF-8, and a header that says so."""
        document = opened.document
        headers = document.headers.copy()
        for name in (*_UNTRUE, "content-type"):
            headers.pop(name, None)
        headers["Content-Type"] = "text/html; charset=utf-8"
        headers[MARK] = f"Chromium {self.browser.version}"
        if opened.url != document.url:
            hops = request.meta.get("redirect_urls", [])
            request.meta["redirect_urls"] = [*hops, document.url]
        body = getattr(filled, "text", "").encode("utf-8", "replace")
        return document.replace(
            url=opened.url, headers=headers, body=body, request=request, ip_address=None
        )


class OpenPage:
    """A page in the browser: answers its requests, within bounds."""

    def __init__(self, crawler: Crawler, document: Response) -> None:
        self.document = document
        self.url = document.url  # where the last script that led away led to
        self._engine: Any = crawler.engine
        self._page: Page | None = None
        self._requests = self._bytes = self._pages = 0

    async def take(self, page: Page, _: Request) -> None:
        """Stand between a page and everything that it asks for."""
        self._page = page
        await page.route("**", self._answer)

    async def close(self) -> None:
        """Close the page and forget what it stored, whatever state it is in."""
        if self._page is not None:
            with suppress(PlaywrightError, TimeoutError):
                await asyncio.wait_for(self._page.context.close(), _CLOSING)

    async def _answer(self, route: Route, asked: PageRequest) -> None:
        try:
            response = await self._response(asked)
        except Exception as problem:  # whatever it is, the page does without
            logger.info("not for the page %s: %s: %s", self.url, asked.url[:300], _short(problem))
            response = None
        with suppress(PlaywrightError):  # the page is gone meanwhile
            if response is None:
                await route.abort()
            else:
                headers = _headers(response)
                await route.fulfill(status=response.status, headers=headers, body=response.body)

    async def _response(self, asked: PageRequest) -> Response:
        self._requests += 1
        if asked.resource_type not in _WANTED:
            raise PermissionError(f"a page of text needs no {asked.resource_type}")
        if self._requests > MOST_REQUESTS or self._bytes > MOST_BYTES:
            raise PermissionError("the page asks for more than it may")
        if asked.is_navigation_request():
            self._turn_to(asked)
            if asked.url == self.document.url:
                return self.document
        response: Response = await self._engine.download_async(self._request(asked))
        self._bytes += len(response.body)
        return response

    def _turn_to(self, asked: PageRequest) -> None:
        """Note that a page is opened; frames inside of it are not, nor one page after the other for ever."""
        if asked.frame.parent_frame is not None:
            raise PermissionError("a frame is another page")
        self._pages += 1
        if self._pages > MOST_PAGES:
            raise PermissionError("scripts lead from page to page")
        self.url = asked.url

    def _request(self, asked: PageRequest) -> Request:
        body = asked.post_data_buffer or b""
        if asked.method not in {"GET", "POST"} or len(body) > LONGEST_POST:
            raise PermissionError(f"a {asked.method} of {len(body)} bytes")
        how = HowFound(via="", found_on=self.url, role="resource")
        meta = found_meta(how, asked.url) | {
            "download_slot": RESOURCES,
            "autothrottle_dont_adjust_delay": True,
        }
        headers = {name: asked.headers[name] for name in _SENT if name in asked.headers}
        options: dict[str, Any] = {"callback": NO_CALLBACK, "dont_filter": True}
        return Request(
            asked.url, method=asked.method, body=body, headers=headers, meta=meta, **options
        )


async def _settle(page: Page) -> None:
    """Wait until a page asks for nothing more; refuse one that grew beyond all bounds."""
    with suppress(PlaywrightTimeoutError):
        await page.wait_for_load_state("networkidle", timeout=SETTLING)
    if await page.evaluate(_LENGTH) > LARGEST_PAGE:
        raise Ended(Outcome.TOO_LARGE, "scripts made a page of more characters than are read")


def _headers(response: Response) -> dict[str, str]:
    """Return the headers that a page may know of: not those of a coding undone, nor cookies."""
    named = {str(name): value for name, value in response.headers.to_unicode_dict().items()}
    return {name: value for name, value in named.items() if name.lower() not in _KEPT_BACK}


def _short(problem: Exception) -> str:
    return " ".join(str(problem).split())[:200] or type(problem).__name__
