"""One crawl inside a process of its own: Scrapy is imported here, and here only is a reactor started.

The process ends by itself: when the crawl is over, when its time is up, on SIGTERM, and when the process
that started it is gone. Each time all open fates are closed and the landing file is completed. Should even
that not be possible, because something blocks the whole process, a watchdog thread ends it; what was landed
is recovered from the open file.
"""

import asyncio
import faulthandler
import logging
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.process import parent_process
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawlers.plan import Plan
from crawlers.report import CrawlReport, log_path
from crawlers.resolver import PublicResolver
from crawlers.session import Session
from crawlers.settings import crawl_settings
from crawlers.spiders.source_spider import SourceSpider

_GRACE = 20.0  # seconds between the end of a crawl's time and the watchdog's

logger = logging.getLogger(__name__)


def run_detached(plan_json: str) -> None:
    """Crawl by a plan in a child process: nothing reaches the terminal, everything the log file."""
    plan = Plan.model_validate_json(plan_json)
    log = log_path(plan.landing_file)
    log.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    run(plan)


def run(plan: Plan) -> CrawlReport:
    """Crawl by a plan in this process, which can crawl once only."""
    _log_to_standard_error()
    faulthandler.dump_traceback_later(plan.time_limit + _GRACE, exit=True, file=sys.stderr)
    session = Session(plan)
    PublicResolver.allow_loopback = plan.network.allow_loopback
    PublicResolver.trusted_host = urlsplit(plan.network.proxy or "").hostname
    process = AsyncCrawlerProcess(_OwnSettings(crawl_settings(plan)))
    process.crawl(SourceSpider, session=session)
    _watch(session)
    process.start(install_signal_handlers=False)
    report = session.finish(session.reason)
    faulthandler.cancel_dump_traceback_later()
    return report


class _OwnSettings(Settings):
    """The settings of the only crawl of this process: copying them would be a fifth of a short crawl."""

    def copy(self) -> "_OwnSettings":
        """Return the settings themselves."""
        return self

    frozencopy = copy


def _watch(session: Session) -> None:
    """End the crawl at once on each of the events that must end it."""
    loop = asyncio.get_event_loop()

    def end(reason: str) -> Callable[[], None]:
        return lambda: _end(session, reason)

    loop.call_later(session.plan.time_limit, end("the time limit was reached"))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end("the crawl was told to stop"))
    parent = parent_process()
    if parent is not None:
        loop.add_reader(parent.sentinel, end("the process that started the crawl is gone"))


def _end(session: Session, reason: str) -> None:
    """Close everything and leave without waiting for what is still under way."""
    logger.warning("%s: closing", reason)
    session.finish(reason)
    logging.shutdown()
    os._exit(0)


def _log_to_standard_error() -> None:
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(name)s %(levelname)s %(message)s",
        stream=sys.stderr,
        force=True,
    )
    logging.captureWarnings(True)
