"""Where discovery goes on: child sitemaps, further pages of a listing, and how far back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from crawlers.discovery.found import Announcement
from crawlers.plan import Plan
from crawlers.source import Discovery

_DEEPEST = 3  # an index of indexes of sitemaps
_RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Stop:
    """An address of discovery to ask, as the `number`-th of its chain."""

    way: Discovery
    url: str
    number: int = 1

    @property
    def link(self) -> str:
        """Return the URL, distinct from that of another request which differs in its body only."""
        if not self.way.body:
            return self.url
        return f"{self.url}#{sha256(self.way.body.encode()).hexdigest()[:8]}"


def goes_on(are_new: Sequence[bool]) -> bool:
    """Tell by which links of a page are new whether the next page may show new ones too.

    The last link, or most of them, must be new: what is pinned to the top of a list is known for long.
    """
    return bool(are_new) and (are_new[-1] or 2 * sum(are_new) > len(are_new))


def next_stops(stop: Stop, found: Announcement, *, may_go_on: bool) -> list[Stop]:
    """Return what to ask after an answer: child sitemaps; the next page until links are known."""
    way, number = stop.way, stop.number + 1
    if way.form == "sitemap":
        return [Stop(way, url, number) for url in found.further] if number <= _DEEPEST else []
    if way.pages is None or number > way.pages.limit or not may_go_on:
        return []
    return [
        Stop(way.model_copy(update={"body": body}) if body else way, url or stop.url, number)
        for url, body in way.pages.after(stop.number, found.further)
    ]


def sitemap_window(plan: Plan) -> datetime:
    """Return the date from which on a sitemap is read: a month back, or the start of an incident
    that a source is asked about for the first time, or was not asked about to the end.
    """
    recent = plan.as_of - _RECENT
    started = [incident.started for incident in plan.incidents if incident.started is not None]
    is_done = plan.known and not plan.catches_up
    return recent if is_done or not started else min(recent, *started)
