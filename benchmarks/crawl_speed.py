"""How fast a crawl is, in pages per CPU-second, next to Scrapy alone, Scrapy with warcio and news-please.

    uv run python benchmarks/crawl_speed.py [PAGES]

All crawl the same pages of real size from a server in a process of its own; each is measured as a whole
process, its start and its imports included. Scrapy alone drops the bodies: it is the ceiling. A crawl of ours
reads robots.txt, guards, books fates, digests and writes WARC. Exit status 1 where a floor is missed.
Measured 2026-11-22, 1,000 pages on 2 shared cores: Scrapy 296, with warcio 38, ours 261.
"""

import asyncio
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

PAGES = 2_000
PAGES_OF_NEWS_PLEASE = 100  # it takes a second for seven
PAGE_BYTES = 160_000
HOST = "http://bench.example"
FLOORS = {"scrapy": 0.65, "warcio": 2.3}  # ours against each, at least


def main(pages: int) -> int:
    """Measure every contender, print one table, and return 1 where a floor is missed."""
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, __file__, "serve", str(pages)], stdout=subprocess.PIPE, text=True
        )
        assert server.stdout is not None
        proxy = server.stdout.readline().strip()
        try:
            speeds = {name: _measure(name, proxy, pages, Path(folder)) for name in _contenders()}
        finally:
            server.terminate()
            server.wait()
    missed = False
    for name, speed in speeds.items():
        ratio = speeds["aftermath"] / speed
        floor = FLOORS.get(name)
        missed |= floor is not None and ratio < floor
        told = "" if floor is None else f"  (at least {floor})"
        print(
            f"{name:12} {speed:7.0f} pages per CPU-second   aftermath is {ratio:4.2f} times that{told}"
        )
    return int(missed)


def _contenders() -> list[str]:
    names = ["scrapy", "warcio", "aftermath"]
    if find_spec("newsplease") is None:
        print("news-please is not installed and left out")
        return names
    return [*names, "news-please"]


def _measure(name: str, proxy: str, pages: int, folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, __file__, name, proxy, str(pages), str(folder)]
    begun = time.monotonic()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name}: {time.monotonic() - begun:.1f} s, {spent:.1f} s of CPU", file=sys.stderr)
    return _count(name, pages) / spent


def _count(name: str, pages: int) -> int:
    return min(pages, PAGES_OF_NEWS_PLEASE) if name == "news-please" else pages


def crawl_with_scrapy(proxy: str, pages: int, warc: Path | None) -> None:
    """Crawl with Scrapy as it comes; drop the bodies, or write them with warcio."""
    import scrapy
    from scrapy.crawler import CrawlerProcess
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = warc.open("wb") if warc else None
    writer = WARCWriter(file, gzip=True) if file else None

    class BenchSpider(scrapy.Spider):
        name = "bench"

        async def start(self):  # type: ignore[no-untyped-def]
            for number in range(pages):
                yield scrapy.Request(f"{HOST}/{number}.html", meta={"proxy": proxy})

        def parse(self, response):  # type: ignore[no-untyped-def]
            if writer is None:
                return
            pairs = [(n.decode(), v[0].decode()) for n, v in response.headers.items()]
            headers = StatusAndHeaders("200 OK", pairs, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    response.url, "response", payload=BytesIO(response.body), http_headers=headers
                )
            )

    quiet = {"LOG_LEVEL": "ERROR", "REMOTE_CONTROL_ENABLED": False, "TELNETCONSOLE_ENABLED": False}
    process = CrawlerProcess(
        {**quiet, "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16}
    )
    process.crawl(BenchSpider)
    process.start()
    if file:
        file.close()


def crawl_with_aftermath(proxy: str, pages: int, folder: Path) -> None:
    """Crawl as every day: a feed first, then its pages."""
    from crawlers.child import run
    from crawlers.plan import Network, Plan
    from crawlers.source import Source

    source = Source.model_validate(
        {
            "id": "bench",
            "name": "bench",
            "homepage": f"{HOST}/",
            "kind": "media",
            "discover": [{"rss": f"{HOST}/feed"}],
            "crawl": {"delay": 0, "concurrency": 16, "max_pages": pages},
        }
    )
    plan = Plan(
        source=source,
        run_id="bench",
        as_of=datetime.now(UTC),
        landing_file=folder / "bench.warc.gz",
        network=Network(proxy=proxy),
    )
    report = run(plan)
    assert report.outcomes["fetched"] == pages + 1, report  # type: ignore[index]


def crawl_with_news_please(proxy: str, pages: int) -> None:
    """Fetch and extract with news-please, which has no way to keep pages unread."""
    import os

    os.environ["http_proxy"] = proxy
    from newsplease import NewsPlease  # type: ignore[import-not-found]

    for number in range(_count("news-please", pages)):
        NewsPlease.from_url(f"{HOST}/{number}.html")


async def serve(pages: int) -> None:
    """Serve a feed and its pages to a client that takes this for its proxy."""
    page, feed = _page(), _feed(pages)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1]
                status, body = 200, page
                if path.endswith(b"/robots.txt"):
                    status, body = 404, b""
                elif path.endswith(b"/feed"):
                    body = feed
                head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


def _page() -> bytes:
    random.seed(1)
    characters = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
    paragraphs = (
        "<p>" + "".join(random.choices(characters, k=120)) + "</p>\n"
        for _ in range(PAGE_BYTES // 370)
    )
    return f"<html><head><title>t</title></head><body>{''.join(paragraphs)}</body></html>".encode()


def _feed(pages: int) -> bytes:
    items = "".join(
        f"<item><title>{n}</title><link>{HOST}/{n}.html</link></item>" for n in range(pages)
    )
    return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


def _run_as(name: str, arguments: list[str]) -> None:
    if name == "serve":
        asyncio.run(serve(int(arguments[0])))
        return
    proxy, pages, folder = arguments[0], int(arguments[1]), Path(arguments[2])
    if name == "scrapy":
        crawl_with_scrapy(proxy, pages, None)
    elif name == "warcio":
        crawl_with_scrapy(proxy, pages, folder / "warcio.warc.gz")
    elif name == "aftermath":
        crawl_with_aftermath(proxy, pages, folder)
    else:
        crawl_with_news_please(proxy, pages)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _run_as(sys.argv[1], sys.argv[2:])
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) == 2 else PAGES))
