"""The plan of one crawl: everything a crawl process needs, so that it can run without a database.

A plan goes to the crawl process as JSON and can be carried to any machine; what comes back is one WARC
file, which also holds the sightings and the fates of the run.
"""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict

from crawlers.catalog import Source

USER_AGENT = "aftermath/0.1"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IncidentTerms(_Frozen):
    """What a crawl knows of an incident: enough to judge promise, to search and to start from seeds."""

    incident_id: str
    any: tuple[
        tuple[str, ...], ...
    ] = ()  # a text is promising if all terms of one tuple occur in it
    queries: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()  # only the seeds that this source is to fetch
    started: AwareDatetime | None = None  # None: no lower bound on the dates of interest


class KnownUrl(_Frozen):
    """A URL that landing already holds, with what a conditional request needs."""

    url: str
    etag: str | None = None  # None: the server gave none
    last_modified: str | None = None  # likewise; the header verbatim
    fetched_at: AwareDatetime | None = None  # a newer announced date makes it due; None: never does


class Network(_Frozen):
    """How requests reach the web in this run."""

    proxy: str | None = None  # http://host:port that every request goes through; None: direct
    allow_loopback: bool = False  # tests and the demonstration newsroom only
    user_agent: str = USER_AGENT
    timeout: float = 30.0  # seconds for one whole response


class Plan(_Frozen):
    """One crawl of one source."""

    source: Source
    run_id: str
    as_of: AwareDatetime  # the time of the run: "now" for everything that asks
    landing_file: Path  # the WARC file to complete; "<name>.open" beside it while it grows
    incidents: tuple[IncidentTerms, ...] = ()
    known: tuple[KnownUrl, ...] = ()  # fetched before: not fetched again unless due
    revisits: tuple[KnownUrl, ...] = ()  # due today, asked conditionally
    leftover: tuple[
        str, ...
    ] = ()  # promising, and budget_spent or interrupted last time: first today
    again: tuple[
        str, ...
    ] = ()  # the rest of these, and what failed in a way that passes: last today
    catches_up: bool = False  # read lists to their end: the last crawl did not
    follow: tuple[str, ...] = ()  # links on relevant pages that look promising
    found_by: dict[str, str] = {}  # how revisits and leftovers were found at first, by URL: rss, …
    replay: tuple[Path, ...] = ()  # answer from these archives instead of the network
    network: Network = Network()
    time_limit: float = 600.0  # seconds after which the crawl closes with what it has


def user_agent(contact: str | None) -> str:
    """Return how the crawler names itself, with the page or address where its owner is reached."""
    return f"{USER_AGENT} (+{contact})" if contact else USER_AGENT


def landing_path(landing: Path, run_id: str, as_of: datetime, source_id: str) -> Path:
    """Return where the WARC file of one source and run belongs."""
    return landing / f"{as_of.astimezone(UTC):%Y-%m-%d}" / run_id / f"{source_id}.warc.gz"
