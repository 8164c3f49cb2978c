"""What our metadata records state, as JSON: how a response was found, sightings, fates."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from warehouse.records import Fate, Outcome, Sighting

KIND = "aftermath"  # the key of our metadata records that says what they are


@dataclass(frozen=True, slots=True)
class HowFound:
    """Why a URL was requested."""

    via: str  # rss, sitemap, listing, json, search, seed, link, revisit; "" where it does not apply
    found_on: str = ""  # the URL that it was seen on
    role: str = "page"  # page, discovery (feed, sitemap, listing, API, search) or robots
    incidents: tuple[str, ...] = ()  # ids of the incidents that asked for it
    requested_url: str = ""  # the link that a chain of redirects began with; "": the URL itself
    announced_at: str = ""  # when it was published, as its link announced, ISO 8601; "": not said

    @property
    def announced(self) -> datetime | None:
        """When it was published, as its link announced; None: not said."""
        return datetime.fromisoformat(self.announced_at) if self.announced_at else None


def how_content(how: HowFound, source_id: str, run_id: str) -> dict[str, Any]:
    """Return what the metadata record after a response says."""
    return {KIND: "capture", "source_id": source_id, "run_id": run_id, **asdict(how)}


def how_from(content: Mapping[str, Any]) -> HowFound:
    """Undo `how_content`; raises ValueError or TypeError where an announced time is none, or has no zone."""
    announced_at = content.get("announced_at", "")  # archives made before 2026-11-29 lack it
    if announced_at and datetime.fromisoformat(announced_at).tzinfo is None:
        raise ValueError(f"no zone in {announced_at}")
    return HowFound(
        via=content["via"],
        found_on=content["found_on"],
        role=content["role"],
        incidents=tuple(content["incidents"]),
        requested_url=content["requested_url"],
        announced_at=announced_at,
    )


def fate_content(fate: Fate) -> dict[str, Any]:
    """Return a fate as JSON values."""
    return {KIND: "fate", **asdict(fate), "at": fate.at.isoformat()}


def fate_from(content: Mapping[str, Any]) -> Fate:
    """Undo `fate_content`."""
    values = {name: value for name, value in content.items() if name != KIND}
    values["outcome"] = Outcome(values["outcome"])
    return Fate(**{**values, "at": datetime.fromisoformat(values["at"])})


def sighting_content(sighting: Sighting) -> dict[str, Any]:
    """Return a sighting as JSON values."""
    published = sighting.published_at
    return {
        **asdict(sighting),
        "seen_at": sighting.seen_at.isoformat(),
        "published_at": published and published.isoformat(),
    }


def sighting_from(content: Mapping[str, Any]) -> Sighting:
    """Undo `sighting_content`."""
    published = content["published_at"]
    return Sighting(
        **{
            **content,
            "seen_at": datetime.fromisoformat(content["seen_at"]),
            "published_at": published and datetime.fromisoformat(published),
        }
    )
