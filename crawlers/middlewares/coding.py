"""Undo content codings as strictly as whoever reads the archive will: half a page is no page.

Scrapy's own middleware takes what it can unpack, so a page that broke off on the way counts as fetched, and its
missing half as an edit once it comes whole.
"""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from crawlers.outcomes import Ended
from warehouse.archive_http import HttpMessage, decode_content
from warehouse.archive_stream import BombError, BrokenRecordError
from warehouse.records import Outcome


class CodingMiddleware:
    """Hands on bodies without their codings; names those that are damaged, unknown or bombs."""

    def __init__(self, crawler: Crawler) -> None:
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "CodingMiddleware":
        """Connect to a crawl."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Undo the codings that the headers name."""
        codings = response.headers.getlist("Content-Encoding")
        if not codings or request.method == "HEAD":
            return response
        named = (("Content-Encoding", coding.decode("latin-1")) for coding in codings)
        message = HttpMessage(response.status, "", tuple(named), response.body)
        try:
            body = decode_content(message, request.meta.get("download_maxsize", self._largest))
        except BombError as bomb:
            raise Ended(Outcome.TOO_LARGE, bomb.reason, response.status) from bomb
        except BrokenRecordError as broken:
            raise Ended(Outcome.CONNECTION_ERROR, broken.reason, response.status) from broken
        kind = responsetypes.from_args(headers=response.headers, url=response.url, body=body)
        plain = response.replace(cls=kind, body=body)
        del plain.headers["Content-Encoding"]
        return plain
