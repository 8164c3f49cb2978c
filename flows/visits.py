"""Looking at a few pages outside of a run: the same crawl process, the same guards, and nothing is kept."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawlers.plan import Network, Plan
from crawlers.process import CrawlError, crawl_blocking
from crawlers.source import Source
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.landing import ArchivedResponse, read_landing, read_responses
from warehouse.records import Fate, RawPage

TIME_LIMIT = 120.0  # seconds


@dataclass(frozen=True, slots=True)
class Manner:
    """How pages are had: at which time, and from the web or from archives."""

    as_of: datetime
    network: Network
    replay: tuple[Path, ...] = ()  # empty: from the web


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking for some URLs."""

    pages: dict[str, RawPage]  # by the URL asked for; those that were answered, whatever the status
    fates: dict[str, Fate]
    robots: str  # the robots.txt of the first host that has one; "": none has


def visit(home: Home, source: Source, urls: Sequence[str], manner: Manner) -> Visit:
    """Ask for pages of a source as a crawl would, robots.txt first; raises WarehouseError."""
    with temporary_folder(home) as folder:
        plan = Plan(
            source=source.model_copy(update={"discover": (), "fetch": "all"}),
            run_id="visit",
            as_of=manner.as_of,
            landing_file=folder / "visit.warc.gz",
            leftover=tuple(urls),
            network=manner.network,
            replay=manner.replay,
            time_limit=TIME_LIMIT,
        )
        try:
            crawl_blocking(plan)
        except CrawlError as error:
            raise WarehouseError(f"{error}.") from error
        answers = landed_responses(plan.landing_file)
        fates = {e.url: e for e in read_landing(plan.landing_file) if isinstance(e, Fate)}
    pages = {_asked(one): one.page() for one in answers if _role(one) == "page"}
    return Visit(pages, fates, next(iter(robots_texts(answers)), ""))


def landed_responses(file: Path) -> list[ArchivedResponse]:
    """Return the responses of a small landing file."""
    return [one for one in read_responses(file) if isinstance(one, ArchivedResponse)]


def robots_texts(responses: Sequence[ArchivedResponse]) -> list[str]:
    """Return the robots.txt files among responses, those that exist."""
    rules = (one for one in responses if _role(one) == "robots" and one.message.status == 200)
    return [one.page().body.decode("utf-8", "replace") for one in rules]


@contextmanager
def temporary_folder(home: Home) -> Iterator[Path]:
    """Give a folder inside of the home that is gone afterwards."""
    home.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="visit-", dir=home.work) as folder:
        yield Path(folder)


def _asked(response: ArchivedResponse) -> str:
    return (response.how.requested_url if response.how else "") or response.url


def _role(response: ArchivedResponse) -> str:
    return response.how.role if response.how else ""
