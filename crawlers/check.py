"""Does a source still work? A small crawl of it, and the judgement over what that crawl landed.

Pure: a source and records in, a plan and a judgement out. Fetching is the business of the crawl, reading
articles that of the caller.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from crawlers.discovery.read import addresses
from crawlers.itinerary import Stop
from crawlers.plan import IncidentTerms, Network, Plan
from crawlers.source import Layout, Source
from warehouse.records import Fate, Outcome, Sighting

MOST_ARTICLES = 3  # of a source that are fetched and read
TIME_LIMIT = 180.0  # seconds for one source
ESSENTIAL = ("title", "body", "published")  # every article has them; the others some do not
FIELDS = ("title", "body", "published", "modified", "credit", "author")

_REFUSALS = {
    Outcome.ROBOTS_DISALLOWED,
    Outcome.REFUSED_ADDRESS,
    Outcome.REFUSED_SCHEME,
}
_CHANGES = {
    Outcome.WRONG_TYPE,
    Outcome.EMPTY_BODY,
    Outcome.NEEDS_BROWSER,
    Outcome.TOO_LARGE,
    Outcome.REDIRECT_LOOP,
}
_REFUSING = {401, 403, 407, 429, 451}  # HTTP statuses


class Verdict(StrEnum):
    """What a check found; where more than one holds, the first one of these that does."""

    OK = "ok"
    REFUSED = "refused"  # robots.txt or the server does not want us
    UNREACHABLE = "unreachable"
    STALE = "stale"  # an address, a selector or a layout no longer fits
    EMPTY = "empty"  # it answers as it should, with no links


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """What came of one article when it was read with the source's layouts."""

    url: str
    rejection: str  # "": it became a document
    declared: tuple[str, ...]  # fields of the layout that fits the page; empty: none fits
    found: tuple[str, ...]  # of these


@dataclass(frozen=True, slots=True)
class WayCheck:
    """One way in which a source announces its pages."""

    name: str  # kind and address
    links: int
    problem: Verdict | None  # None: it gives links
    detail: str


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """The judgement over one source."""

    source_id: str
    verdict: Verdict
    robots: str
    ways: tuple[WayCheck, ...]
    fetched: int  # articles
    documents: int  # of these
    found: tuple[str, ...]  # fields of layouts that at least one page gave
    missing: tuple[str, ...]  # fields of layouts that no page gave
    reasons: tuple[str, ...]  # why it is not ok, one short sentence each
    verified: date | None  # the date to write into the source's file; None: it is not verified


def check_plan(
    source: Source,
    folder: Path,
    as_of: datetime,
    *,
    network: Network,
    queries: Sequence[str] = (),
    replay: Sequence[Path] = (),
) -> Plan:
    """Return the plan of a small crawl; a source that announces nothing is begun at its home page."""
    pace = source.crawl.model_copy(update={"max_pages": MOST_ARTICLES})
    seeds = () if source.discover else (source.homepage,)
    return Plan(
        source=source.model_copy(update={"crawl": pace, "fetch": "all"}),
        run_id="check",
        as_of=as_of,
        landing_file=folder / f"{source.id}.warc.gz",
        incidents=(IncidentTerms(incident_id="check", queries=tuple(queries), seeds=seeds),),
        network=network,
        replay=tuple(replay),
        time_limit=TIME_LIMIT,
    )


def judge(
    plan: Plan,
    fates: Iterable[Fate],
    sightings: Iterable[Sighting],
    readings: Sequence[ArticleReading],
    *,
    has_robots: bool,
) -> SourceCheck:
    """Judge a source by what its check landed; `has_robots`: one of its hosts gave a robots.txt."""
    by_url = {fate.url: fate for fate in fates}
    ways = tuple(_ways(plan, by_url, list(sightings)))
    seeds = {seed for incident in plan.incidents for seed in incident.seeds}
    pages = [
        fate
        for fate in by_url.values()
        if fate.role == "page"
        and fate.url not in seeds
        and fate.outcome not in {Outcome.KNOWN, Outcome.BUDGET_SPENT}
    ]
    found = _fields(one.found for one in readings)
    missing = tuple(name for name in _fields(one.declared for one in readings) if name not in found)
    verdict, reasons = _verdict(plan.source, ways, pages, readings, missing)
    return SourceCheck(
        source_id=plan.source.id,
        verdict=verdict,
        robots=_robots(by_url.values(), has_robots=has_robots),
        ways=ways,
        fetched=sum(fate.outcome is Outcome.FETCHED for fate in pages),
        documents=sum(not one.rejection for one in readings),
        found=found,
        missing=missing,
        reasons=reasons,
        verified=plan.as_of.date() if verdict is Verdict.OK else None,
    )


def failed_check(source: Source, reason: str) -> SourceCheck:
    """Return the judgement over a source whose crawl left nothing to judge."""
    return SourceCheck(
        source.id, Verdict.UNREACHABLE, "not asked", (), 0, 0, (), (), (reason,), None
    )


def declared_fields(layout: Layout) -> tuple[str, ...]:
    """Return the names of the fields that a layout says where to find."""
    return tuple(name for name in FIELDS if getattr(layout, name) is not None)


def _ways(plan: Plan, fates: dict[str, Fate], sightings: list[Sighting]) -> Iterable[WayCheck]:
    queries = tuple(query for incident in plan.incidents for query in incident.queries)
    for way in plan.source.discover:
        for address in addresses(way, queries):
            link = Stop(way, address).link
            in_tree = way.form == "sitemap"  # what an index leads to counts as its own
            links = sum(
                one.via == way.kind and (in_tree or one.found_on == link) for one in sightings
            )
            yield _way(f"{way.kind} {way.address}", fates.get(link), links)
    for incident in plan.incidents:
        for seed in incident.seeds:
            links = sum(one.via == "seed" for one in sightings)
            yield _way(f"homepage {seed}", fates.get(seed), links)


def _way(name: str, fate: Fate | None, links: int) -> WayCheck:
    if links:
        return WayCheck(name, links, None, "")
    if fate is None:
        return WayCheck(name, 0, Verdict.UNREACHABLE, "not asked")
    problem = _problem(fate) or Verdict.EMPTY
    return WayCheck(name, 0, problem, f"{fate.outcome} {fate.detail}".strip())


def _problem(fate: Fate) -> Verdict | None:
    """Return what the end of a request says of the source; None: it was answered as it should be."""
    if fate.outcome is Outcome.FETCHED:
        return None
    if fate.outcome in _REFUSALS or fate.http_status in _REFUSING:
        return Verdict.REFUSED
    changed = fate.outcome is Outcome.HTTP_ERROR and (fate.http_status or 500) < 500
    return Verdict.STALE if changed or fate.outcome in _CHANGES else Verdict.UNREACHABLE


def _verdict(
    source: Source,
    ways: Sequence[WayCheck],
    pages: Sequence[Fate],
    readings: Sequence[ArticleReading],
    missing: Sequence[str],
) -> tuple[Verdict, tuple[str, ...]]:
    reasons = [f"{way.name}: {way.detail or 'no links'}" for way in ways if way.problem]
    if not any(way.links for way in ways):
        return _first(way.problem for way in ways), tuple(reasons)
    if not any(fate.outcome is Outcome.FETCHED for fate in pages):
        ends = [f"{fate.url}: {fate.outcome} {fate.detail}".strip() for fate in pages]
        return _first(map(_problem, pages)), (*reasons, *(ends or ["no article was fetched"]))
    if readings and all(one.rejection for one in readings):
        reasons.append(f"no article could be read: {readings[0].rejection}")
    layouts = [layout for layout in source.layouts if layout.until is None]
    if layouts and readings and not any(one.declared for one in readings):
        reasons.append("no layout fits any article")
    lost = [name for name in missing if name in ESSENTIAL]
    if lost:
        reasons.append(f"the layout no longer finds {', '.join(lost)}")
    return (Verdict.STALE if reasons else Verdict.OK), tuple(reasons)


def _first(problems: Iterable[Verdict | None]) -> Verdict:
    """Return the problem that tells most."""
    found = set(problems)
    return next((verdict for verdict in list(Verdict)[1:] if verdict in found), Verdict.EMPTY)


def _fields(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    named = {name for group in groups for name in group}
    return tuple(name for name in FIELDS if name in named)


def _robots(fates: Iterable[Fate], *, has_robots: bool) -> str:
    ends = [fate.outcome for fate in fates]
    disallowed = ends.count(Outcome.ROBOTS_DISALLOWED)
    if disallowed:
        return f"disallows {disallowed}"
    if has_robots:
        return "allows"
    unanswered = {Outcome.ROBOTS_UNAVAILABLE, Outcome.DNS_ERROR, Outcome.CONNECTION_ERROR}
    return "unavailable" if unanswered & set(ends) else "none"
