"""Answer requests from WARC archives instead of the network, inside Scrapy's own downloader interface.

Spiders, middlewares and guards run unchanged: they get status, headers and the coded body as archived. The
crawl's settings name this handler for http and https (`replay_settings`) and set its delays to zero.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from scrapy import Request, signals
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Headers, Response
from scrapy.utils._download_handlers import check_stop_download, get_maxsize_msg, make_response

from warehouse.archive_http import HttpMessage, decode_content
from warehouse.archive_index import Answer, ReplayIndex
from warehouse.archive_stream import BrokenRecordError

CAPTURED_AT = "captured_at"  # key of request.meta: the archive's date of the answer, aware
_VALIDATORS = ("etag", "last-modified", "date", "cache-control", "expires")

logger = logging.getLogger(__name__)


def replay_settings(files: Sequence[Path], as_of: datetime) -> dict[str, Any]:
    """Return the settings that make a crawl answer from these archives, as they were at `as_of`.

    Raises LandingError at once where a file cannot be read, so that no crawl starts in vain.
    """
    load_index(tuple(files))
    handler = f"{ReplayHandler.__module__}.{ReplayHandler.__name__}"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "REPLAY_FILES": [str(path) for path in files],
        "REPLAY_AS_OF": as_of.isoformat(),
    }


@lru_cache(maxsize=1)
def load_index(files: tuple[Path, ...]) -> ReplayIndex:
    """Return the index of a set of archives, built once per process."""
    index = ReplayIndex(files)
    for damage in index.damages:
        logger.warning("%s: the record at %d: %s", damage.file, damage.offset, damage.reason)
    return index


class ReplayHandler(BaseDownloadHandler):
    """A download handler that asks archives: the newest capture not later than the time of the run.

    A URL that they lack is a 404. `request.meta["captured_at"]` tells the date of the capture.
    """

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._index = load_index(tuple(map(Path, settings.getlist("REPLAY_FILES"))))
        self._as_of = datetime.fromisoformat(settings["REPLAY_AS_OF"])
        self._maxsize = settings.getint("DOWNLOAD_MAXSIZE")

    async def download_request(self, request: Request) -> Response:
        """Answer at once."""
        request.meta["download_latency"] = 0.0
        answer = self._index.find(
            request.url, self._as_of, method=request.method, body=request.body
        )
        request.meta[CAPTURED_AT] = answer.fetched_at if answer else self._as_of
        if answer is None:
            headers = Headers({"Content-Type": "text/plain; charset=utf-8"})
            return make_response(request.url, 404, headers, b"not in the archives of this replay")
        return self._respond(request, answer)

    def _respond(self, request: Request, answer: Answer) -> Response:
        """Return an archived response, passing the same checks as one from the network.

        Some servers give an edited page the date that it had before, and do not look at the date when asked.
        """
        message = answer.message
        is_sure = answer.is_steady or "If-None-Match" in request.headers
        if is_sure and is_unchanged(request, message):
            kept = _scrapy_headers(
                [pair for pair in message.headers if pair[0].lower() in _VALIDATORS]
            )
            return make_response(request.url, 304, kept)
        headers = _scrapy_headers(_true_headers(message))
        size = len(message.body)
        maxsize = request.meta.get("download_maxsize", self._maxsize)
        if maxsize and size > maxsize:
            raise DownloadCancelledError(get_maxsize_msg(size, maxsize, request, expected=True))
        respond = partial(make_response, request.url, message.status, headers)
        stop = check_stop_download(
            signals.headers_received, self.crawler, request, headers=headers, body_length=size
        )
        if stop:
            return respond(stop_download=stop)
        stop = check_stop_download(signals.bytes_received, self.crawler, request, data=message.body)
        return respond(message.body, stop_download=stop)


def is_unchanged(request: Request, message: HttpMessage) -> bool:
    """Tell whether a conditional request names the version that the archive holds (RFC 9110, 13.1)."""
    if request.method not in ("GET", "HEAD") or message.status != 200:
        return False
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        etag = message.header("etag")
        asked = [_weak(tag) for tag in tags.decode("utf-8", "replace").split(",")]
        return etag is not None and ("*" in asked or _weak(etag) in asked)
    since, modified = request.headers.get("If-Modified-Since"), message.header("last-modified")
    if since is None or modified is None:
        return False
    return _is_not_after(modified, since.decode("utf-8", "replace"))


def _weak(tag: str) -> str:
    return tag.strip().removeprefix("W/")


def _is_not_after(modified: str, since: str) -> bool:
    if modified == since:
        return True
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def _true_headers(message: HttpMessage) -> Sequence[tuple[str, str]]:
    """Leave out a Content-Encoding that was undone before the body was archived."""
    if not message.header("content-encoding"):
        return message.headers
    try:
        is_coded = decode_content(message) is not message.body
    except BrokenRecordError:
        is_coded = True
    if is_coded:
        return message.headers
    return [pair for pair in message.headers if pair[0].lower() != "content-encoding"]


def _scrapy_headers(pairs: Sequence[tuple[str, str]]) -> Headers:
    headers = Headers()
    for name, value in pairs:
        headers.appendlist(name, value)
    return headers
