"""Which of the links that a crawl found are fetched, in which order, and what becomes of the others.

Pure: a plan and the links in, an ordered choice out. Every link ends up in exactly one place.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import IntEnum

from crawlers.identity import canonical_url, document_id, page_number
from crawlers.plan import IncidentTerms, KnownUrl, Plan
from warehouse.folding import fold
from warehouse.records import Outcome, Sighting

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Rank(IntEnum):
    """How soon a link is fetched."""

    FIRST = 0  # promising and left over from the last crawl, linked from a relevant page
    DUE = 1  # a revisit
    PROMISING = 2  # title or summary speak of an incident
    OTHER = 3
    AGAIN = 4  # left over without promise, or failed: may be a link that never works


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link that may be fetched."""

    url: str
    via: str
    found_on: str = ""
    text: str = ""  # title and summary, as far as they are known
    announced_at: datetime | None = None  # published or updated, whichever is later
    published_at: datetime | None = None  # as announced; None: not said
    rank: Rank = Rank.OTHER
    known: KnownUrl | None = None  # what a conditional request needs; None: ask unconditionally
    incidents: tuple[str, ...] = ()


@dataclass(slots=True)
class Choice:
    """The order of fetching, and the links that are not fetched with their outcome and why."""

    fetch: list[Candidate] = field(default_factory=list)
    others: list[tuple[Candidate, Outcome, str]] = field(default_factory=list)

    def set_aside(self, candidate: Candidate, outcome: Outcome, detail: str = "") -> None:
        """Note what becomes of a link that is not fetched."""
        self.others.append((candidate, outcome, detail))


def choose(plan: Plan, found: Iterable[Candidate]) -> Choice:
    """Decide on the planned pages of a crawl and the links that it found, in the order of promise."""
    choice = Choice()
    unique = _unique(plan, [*_planned(plan), *found], choice)
    known = {_identity(plan, url.url): url for url in plan.known}
    wanted = []
    for identity, candidate in unique.items():
        judged = _judged(plan, candidate, known.get(identity))
        if judged is None:
            choice.set_aside(candidate, Outcome.KNOWN)
        elif not judged.url.startswith(("http://", "https://")):
            choice.set_aside(judged, Outcome.REFUSED_SCHEME, "neither http nor https")
        elif plan.source.fetch == "promising" and judged.rank is Rank.OTHER:
            choice.set_aside(judged, Outcome.OFF_TOPIC, "title and summary name no incident")
        else:
            wanted.append(judged)
    wanted.sort(key=_order)
    choice.fetch = wanted[: plan.source.crawl.max_pages]
    for candidate in wanted[plan.source.crawl.max_pages :]:
        choice.set_aside(candidate, Outcome.BUDGET_SPENT)
    return choice


def planned_urls(plan: Plan) -> tuple[str, ...]:
    """Return the pages that a plan itself asks for."""
    return (*plan.leftover, *plan.follow, *(due.url for due in _revisits(plan)), *plan.again)


def candidate_of(sighting: Sighting, updated_at: datetime | None = None) -> Candidate:
    """Return a sighting as a candidate."""
    dates = [date for date in (sighting.published_at, updated_at) if date is not None]
    return Candidate(
        url=sighting.url,
        via=sighting.via,
        found_on=sighting.found_on,
        text=f"{sighting.title}\n{sighting.summary}",
        announced_at=max(dates, default=None),
        published_at=sighting.published_at if sighting.published_at != updated_at else None,
    )


def promised(text: str, incidents: Iterable[IncidentTerms]) -> tuple[str, ...]:
    """Return the ids of the incidents of which a text has one term, or all terms of one list."""
    folded = fold(text)
    return tuple(
        incident.incident_id
        for incident in incidents
        if any(all(fold(term) in folded for term in terms) for terms in incident.any if terms)
    )


def _planned(plan: Plan) -> list[Candidate]:
    return [
        *(
            Candidate(url, plan.found_by.get(url, "leftover"), rank=Rank.FIRST)
            for url in plan.leftover
        ),
        *(Candidate(url, "link", rank=Rank.FIRST) for url in plan.follow),
        *(
            Candidate(due.url, plan.found_by.get(due.url, "revisit"), rank=Rank.DUE, known=due)
            for due in _revisits(plan)
        ),
        *(
            Candidate(url, plan.found_by.get(url, "leftover"), rank=Rank.AGAIN)
            for url in plan.again
        ),
    ]


def _revisits(plan: Plan) -> list[KnownUrl]:
    """Return what is due without later pages of articles: their first pages lead to them."""
    return [due for due in plan.revisits if page_number(due.url) == 1]


def _unique(plan: Plan, candidates: list[Candidate], choice: Choice) -> dict[str, Candidate]:
    """Join what was found twice; a second address of the same article is not fetched again."""
    unique: dict[str, Candidate] = {}
    seen: set[str] = set()
    for candidate in candidates:
        identity = _identity(plan, candidate.url)
        former = unique.get(identity)
        if former is None:
            unique[identity] = candidate
        else:
            unique[identity] = _joined(former, candidate)
            if candidate.url not in seen and candidate.url != former.url:
                choice.set_aside(candidate, Outcome.KNOWN, f"the same article as {former.url}")
        seen.add(candidate.url)
    return unique


def _joined(former: Candidate, other: Candidate) -> Candidate:
    dates = [date for date in (former.announced_at, other.announced_at) if date is not None]
    return replace(
        former,
        via=former.via if former.via != "leftover" else other.via,
        found_on=former.found_on or other.found_on,
        text=f"{former.text}\n{other.text}",
        announced_at=max(dates, default=None),
        published_at=former.published_at or other.published_at,
        rank=min(former.rank, other.rank),
        known=former.known or other.known,
    )


def _judged(plan: Plan, candidate: Candidate, known: KnownUrl | None) -> Candidate | None:
    """Return a candidate with its rank; None for a page that is known and not due."""
    incidents = promised(candidate.text, plan.incidents)
    rank = min(candidate.rank, Rank.PROMISING) if incidents else candidate.rank
    if known is not None and Rank.DUE < candidate.rank < Rank.AGAIN:
        if not _is_newer(candidate, known, plan.as_of):
            return None
        return replace(candidate, rank=Rank.DUE, known=known, incidents=incidents)
    return replace(candidate, rank=rank, incidents=incidents)


def _is_newer(candidate: Candidate, known: KnownUrl, now: datetime) -> bool:
    """Tell whether a page is announced with a date after it was fetched; one that is still to come tells nothing."""
    if candidate.announced_at is None or known.fetched_at is None:
        return False
    return known.fetched_at < candidate.announced_at <= now


def _order(candidate: Candidate) -> tuple[int, float]:
    """Sort by rank, the newest first; what has no date keeps the order in which it was seen."""
    age = (candidate.announced_at or _LONG_AGO) - _LONG_AGO
    return candidate.rank, -age.total_seconds()


def _identity(plan: Plan, url: str) -> str:
    return document_id(canonical_url(url, source=plan.source))
