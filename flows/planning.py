"""From the warehouse to the plans of a day's crawls: what is known, what is due, what was left over."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawlers.choice import promised
from crawlers.plan import IncidentTerms, KnownUrl, Network, Plan, landing_path
from crawlers.report import read_report
from crawlers.source import Source
from flows.configuration import Configuration
from flows.incident import Incident
from warehouse.live import LiveWarehouse


@dataclass(frozen=True, slots=True)
class Leftover:
    """A page that was seen and not had."""

    url: str
    told: str  # title and summary of its link, as far as they are known
    has_failed: bool  # it was asked for


@dataclass(frozen=True, slots=True)
class History:
    """What earlier runs leave for the next one, by source id."""

    known: Mapping[str, Sequence[KnownUrl]]
    revisits: Mapping[str, Sequence[KnownUrl]]
    leftovers: Mapping[str, Sequence["Leftover"]]
    links: Sequence[tuple[str, str, str]]  # on relevant pages: URL, anchor, and source of the page
    found_by: Mapping[str, Mapping[str, str]]  # how revisits and leftovers were found at first
    cut_short: Collection[str]  # sources whose last crawl did not see all that their lists show


def read_history(live: LiveWarehouse, as_of: datetime) -> History:
    """Return what the warehouse knows up to a moment."""
    moment = {"as_of": as_of}
    revisits = live.rows("plans", "revisits", moment)
    rows = live.rows("plans", "leftovers", moment)
    leftovers: dict[str, list[Leftover]] = defaultdict(list)
    for source_id, url, told, has_failed, _ in rows:
        leftovers[source_id].append(Leftover(url, told, has_failed))
    found_by: dict[str, dict[str, str]] = defaultdict(dict)
    for source_id, url, *_, via in (*revisits, *rows):
        if via is not None:
            found_by[source_id][url] = via
    return History(
        known=_known_by_source(live.rows("plans", "known_urls", moment)),
        revisits=_known_by_source(row[:-1] for row in revisits),
        leftovers=leftovers,
        links=live.rows("plans", "links_on_relevant_pages", moment),
        found_by=found_by,
        cut_short={source_id for (source_id,) in live.rows("plans", "cut_short", moment)},
    )


def make_plans(
    configuration: Configuration,
    history: History,
    *,
    landing: Path,
    run_id: str,
    as_of: datetime,
    replay: Sequence[Path] = (),
    network: Network | None = None,
) -> tuple[Plan, ...]:
    """Return one plan per source that has anything to ask for.

    Pages to start from that belong to no source get a source of their own.
    """
    follow = _promising_links(configuration, history)
    everything = _all_known(history)
    plans = (
        Plan(
            source=source,
            run_id=run_id,
            as_of=as_of,
            landing_file=_unfinished(landing_path(landing, run_id, as_of, source.id)),
            incidents=incidents,
            known=tuple(everything if _searches(source) else history.known.get(source.id, ())),
            revisits=tuple(history.revisits.get(source.id, ())),
            **_leftovers(history.leftovers.get(source.id, ()), incidents),
            catches_up=source.id in history.cut_short,
            follow=tuple(follow.get(source.id, ())),
            found_by=dict(history.found_by.get(source.id, {})),
            replay=tuple(replay),
            network=network or Network(),
        )
        for source, incidents in _asked_sources(configuration)
    )
    return tuple(plan for plan in plans if _asks_for_anything(plan))


def _unfinished(landing_file: Path) -> Path:
    """Return another archive for what a crawl that was cut short did not come to, when its run is started again."""
    file, number = landing_file, 1
    while file.exists() and not read_report(file, source_id="", run_id="").is_complete:
        number += 1
        file = landing_file.with_name(landing_file.name.replace(".warc", f".{number}.warc"))
    return file


def make_run_id(as_of: datetime, configuration: Configuration, replay: Sequence[Path] = ()) -> str:
    """Return the name of a run: its time and a digest of what it works with, so that the same run
    started again is the same run.
    """
    digest = sha256(configuration.digest().encode())
    for archive in replay:
        digest.update(f"{archive.absolute()} {archive.stat().st_size}".encode())
    return f"{as_of.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest.hexdigest()[:8]}"


def _asked_sources(
    configuration: Configuration,
) -> Iterable[tuple[Source, tuple[IncidentTerms, ...]]]:
    """Return every source with the incidents that ask for it."""
    seeds = _seeds_by_source(configuration)
    for source in (*configuration.sources, *_seed_sources(configuration)):
        yield (
            source,
            tuple(
                _terms(incident, seeds.get((source.id, incident.id), ()))
                for incident in configuration.incidents
                if _asks_for(incident, source, seeds)
            ),
        )


def _leftovers(
    leftovers: Iterable[Leftover], incidents: Sequence[IncidentTerms]
) -> dict[str, tuple[str, ...]]:
    """Return what goes first and what last: a backlog or dead links must not keep news waiting."""
    first: list[str] = []
    last: list[str] = []
    for one in leftovers:
        is_promising = not one.has_failed and promised(one.told, incidents)
        (first if is_promising else last).append(one.url)
    return {"leftover": tuple(first), "again": tuple(last)}


def _terms(incident: Incident, seeds: Sequence[str]) -> IncidentTerms:
    return IncidentTerms(
        incident_id=incident.id,
        any=incident.match.any,
        queries=incident.queries,
        seeds=tuple(seeds),
        started=incident.started_at,
    )


def _asks_for(
    incident: Incident, source: Source, seeds: Mapping[tuple[str, str], Sequence[str]]
) -> bool:
    return (
        incident.sources == "all"
        or source.id in incident.sources
        or (source.id, incident.id) in seeds
    )


def _asks_for_anything(plan: Plan) -> bool:
    ways = plan.source.discover if plan.incidents else ()
    seeds = any(incident.seeds for incident in plan.incidents)
    return bool(ways or seeds or plan.revisits or plan.leftover or plan.again or plan.follow)


def _searches(source: Source) -> bool:
    return any(way.kind == "search" for way in source.discover)


def _all_known(history: History) -> Sequence[KnownUrl]:
    """Return what any source had, each URL once: a search leads to pages of all of them."""
    known = {url.url: url for urls in history.known.values() for url in urls}
    return tuple(known.values())


def _promising_links(configuration: Configuration, history: History) -> dict[str, list[str]]:
    """Return the links on relevant pages whose anchor speaks of an incident, by the source that asks for them.

    An outlet that no source lists is asked by the source of the page, unless the incident names its sources.
    """
    terms = [_terms(incident, ()) for incident in configuration.incidents]
    open_to_all = {one.id for one in configuration.incidents if one.sources == "all"}
    had = {url.url for urls in history.known.values() for url in urls}
    follow: dict[str, list[str]] = defaultdict(list)
    for url, anchor, found_at in history.links:
        spoken_of = promised(anchor, terms) if url not in had else ()
        source = configuration.catalog.source_for_url(url)
        if spoken_of and (source is not None or open_to_all.intersection(spoken_of)):
            follow[source.id if source else found_at].append(url)
    return follow


def _seeds_by_source(configuration: Configuration) -> dict[tuple[str, str], list[str]]:
    crawled = {source.id for source in configuration.sources}
    seeds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for incident in configuration.incidents:
        for seed in incident.seeds:
            source = configuration.catalog.source_for_url(seed)
            if source is None:
                seeds[_seed_source(seed).id, incident.id].append(seed)
            elif source.id in crawled:
                seeds[source.id, incident.id].append(seed)
    return seeds


def _seed_sources(configuration: Configuration) -> Iterable[Source]:
    """Return a source for each site of a seed that the catalogue does not know."""
    if configuration.is_limited:
        return ()
    unlisted = {
        source.id: source
        for incident in configuration.incidents
        for source in map(_seed_source, incident.seeds)
        if configuration.catalog.source_for_url(source.homepage) is None
    }
    return unlisted.values()


def _seed_source(seed: str) -> Source:
    host = (urlsplit(seed).hostname or "unknown").removeprefix("www.")
    name = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in host)
    return Source(
        id=f"seed-{name.strip('-')}", name=host, homepage=f"https://{host}/", kind="media"
    )


def _known_by_source(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[KnownUrl]]:
    known: dict[str, list[KnownUrl]] = defaultdict(list)
    for source_id, url, etag, last_modified, fetched_at in rows:
        validators = {"etag": etag, "last_modified": last_modified}
        known[source_id].append(KnownUrl(url=url, fetched_at=fetched_at, **validators))
    return known
