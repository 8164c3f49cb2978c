"""People who are named by their last name alone: Petit, in a text that never prints Dominic Petit.

Such a name is an ambiguous alias that nobody had to write into the file: it counts only in a document that is
relevant without it, where it is capitalised and no part of another name.
"""

import re
from collections.abc import Mapping

from flows.incident import Incident
from flows.tag.patterns import PEOPLE
from flows.tag.spans import Span

_FULL_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)* (?P<last>[A-Z][\w'’-]{2,})")
_FIRST_NAME = re.compile(r"(?:^|[^.!?:\"“” ] )(?P<word>[A-Z][\w'’.-]*) $")
_TITLES = re.compile(
    r"(?:Mrs?|Ms|Dr|Prof|Sir|Lord|Lady|Dame|Chief|President|Judge|Justice|Minister|Secretary|Captain|Capt|Sgt|Supt|Insp|And|But)\.?"
)


def last_names(incident: Incident) -> Mapping[str, str]:
    """Return the last names by which an incident's people may be called, each with whose it is."""
    words = [
        word
        for one in incident.entities
        for name in (one.name, *one.aliases)
        for word in name.split()
    ]
    found = {}
    for entity in incident.entities:
        match = _FULL_NAME.fullmatch(entity.name) if entity.kind in PEOPLE else None
        if match and sum(word == match["last"] for word in words) == 1:
            found[match["last"]] = entity.id
    return found


def called_by_last_name(names: Mapping[str, str], printed: str) -> dict[str, tuple[Span, ...]]:
    """Return where people are called by some last names, and by no other name beside it."""
    places = {entity: _places(name, printed) for name, entity in names.items() if name in printed}
    return {entity: spans for entity, spans in places.items() if spans}


def _places(name: str, printed: str) -> tuple[Span, ...]:
    matches = re.finditer(rf"\b{re.escape(name)}\b(?![-’']?\w*[A-Z]| [A-Z])", printed)
    return tuple(one.span() for one in matches if not _is_of_another(printed, one.start()))


def _is_of_another(printed: str, start: int) -> bool:
    """Tell whether a first name stands before a last name: another Petit."""
    before = _FIRST_NAME.search(printed, max(0, start - 24), start)
    return before is not None and not _TITLES.fullmatch(before["word"])
