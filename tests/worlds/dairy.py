"""An English food scandal: the incident of the worlds about takedowns, revisions and fates."""

from typing import Any

INCIDENT: dict[str, Any] = {
    "id": "dairy-listeria",
    "title": "Listeria at Marlowe Dairy",
    "started": "2026-05-04",
    "timezone": "Europe/London",
    "match": {"any": ["Marlowe Dairy"]},
    "queries": ["Marlowe Dairy listeria"],
    "entities": [
        {"id": "marlowe", "name": "Marlowe Dairy", "kind": "company"},
        {"id": "agency", "name": "Food Standards Office", "kind": "authority", "aliases": ["FSO"]},
    ],
    "topics": [{"id": "recall", "name": "Recall", "terms": ["recalled", "withdrawn"]}],
    "threads": [{"id": "cause", "question": "How did it get in?", "terms": ["packing hall"]}],
    "targets": ["marlowe"],
    "sources": "all",
}


def outlet(name: str, **more: Any) -> dict[str, Any]:
    """Return a source whose feed is at /feed."""
    home = f"https://www.{name}.example/"
    return {
        "id": name,
        "name": name.capitalize(),
        "homepage": home,
        "kind": "media",
        "language": "en",
        "timezone": "Europe/London",
        "discover": [{"rss": f"{home}feed"}],
        "crawl": {"delay": 0.0},
    } | more
