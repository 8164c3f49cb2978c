"""What the parts of one crawl share: its plan, its clock, its landing file and its book of fates."""

import asyncio
import resource
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from protego import Protego
from scrapy.crawler import Crawler

from crawlers.discovery.found import FoundLink
from crawlers.ledger import Ledger
from crawlers.plan import Plan
from crawlers.report import FINISHED, CrawlReport
from warehouse.landing import LandingWriter
from warehouse.records import Outcome, Sighting

LONGEST_WAIT = 120.0  # seconds; a host that asks for more is left alone for the rest of the crawl


@dataclass(slots=True)
class Host:
    """What a crawl has learnt about one host."""

    places: asyncio.Semaphore  # for requests that may be under way at a time
    robots: "Protego | RobotsFailure | None" = None  # None: not asked yet
    robots_lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    failures: int = 0  # in a row
    quiet_until: float = 0.0  # monotonic seconds; the host asked to be left alone until then


@dataclass(frozen=True, slots=True)
class RobotsFailure:
    """Why nothing of a host may be fetched: its rules could not be had."""

    outcome: Outcome
    detail: str


class Session:
    """One crawl, from its plan to its report."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.hosts: dict[str, Host] = {}
        self.links_seen = 0
        self.pages_landed = 0
        self.reason = FINISHED
        self._begun = time.monotonic()
        self._report: CrawlReport | None = None
        self.writer = LandingWriter(
            plan.landing_file, source_id=plan.source.id, run_id=plan.run_id, as_of=plan.as_of
        )
        self.ledger = Ledger(self.writer, self.now, source_id=plan.source.id, run_id=plan.run_id)

    def now(self) -> datetime:
        """Return the time of the run, moving on as the crawl goes; in a replay it stands still."""
        if self.plan.replay:
            return self.plan.as_of
        return self.plan.as_of + timedelta(seconds=time.monotonic() - self._begun)

    def sighting(self, link: FoundLink, via: str, found_on: str) -> Sighting:
        """Return a link that a page shows as a record of this crawl."""
        return Sighting(
            url=link.url,
            source_id=self.plan.source.id,
            title=link.title,
            seen_at=self.now(),
            via=via,
            run_id=self.plan.run_id,
            found_on=found_on,
            published_at=link.published_at,
            summary=link.summary,
        )

    def seconds_left(self) -> float:
        """Return how long the crawl may still take."""
        return self.plan.time_limit - (time.monotonic() - self._begun)

    def host(self, netloc: str) -> Host:
        """Return what is known about a host (with its port)."""
        if netloc not in self.hosts:
            self.hosts[netloc] = Host(asyncio.Semaphore(self.plan.source.crawl.concurrency))
        return self.hosts[netloc]

    def is_too_quiet(self, host: Host) -> bool:
        """Tell whether a host wants to be left alone for longer than this crawl will wait."""
        wait = host.quiet_until - time.monotonic()
        return wait > min(LONGEST_WAIT, self.seconds_left())

    def finish(self, reason: str) -> CrawlReport:
        """Close every open fate, complete the landing file and return the report; once only."""
        if self._report is None:
            self.ledger.close_all(
                reason if reason != FINISHED else "something went wrong: see the log"
            )
            self._report = CrawlReport(
                source_id=self.plan.source.id,
                run_id=self.plan.run_id,
                landing_file=self.plan.landing_file,
                reason=reason,
                outcomes=dict(self.ledger.counts),
                links_seen=self.links_seen,
                pages_landed=self.pages_landed,
                seconds=round(time.monotonic() - self._begun, 3),
                peak_memory=round(_peak_memory(), 1),
            )
            self._report.save()
            self.writer.close()
        return self._report


def _peak_memory() -> float:
    """Return the megabytes that this process had at most: Linux counts in kilobytes, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def session_of(crawler: Crawler) -> Session:
    """Return the session that a crawl's spider was given."""
    spider: Any = crawler.spider
    session: Session = spider.session
    return session
