"""Lists in JSON: an API's answer, or JSON that a page carries for its scripts."""

import json
import re
from datetime import tzinfo
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError

from crawlers.discovery.announced_time import announced_time
from crawlers.discovery.found import (
    LONGEST_SUMMARY,
    Announcement,
    DiscoveryFailure,
    FoundLink,
    absolute_url,
    decoded,
    merged,
    plain_text,
)
from crawlers.source import Discovery

_CALLBACK = re.compile(r"(?:/\*\*/\s*)?[\w.$]+\s*\((.*)\)\s*;?", re.DOTALL)


def read_json(
    body: bytes, url: str, way: Discovery, *, zone: tzinfo, content_type: str = ""
) -> Announcement | DiscoveryFailure:
    """Return the links that the JMESPaths of `way` find, relative ones joined with `url`, and how the list goes on."""
    content = json_in(decoded(body, content_type), way.embedded)
    if isinstance(content, DiscoveryFailure):
        return content
    try:
        items = jmespath.search(way.items, content)
        if not isinstance(items, list):
            return DiscoveryFailure(f"there is no list at {way.items!r}")
        found = [_link(item, url, way, zone) for item in items]
        further = _further(content, url, way)
    except JMESPathError as error:
        return DiscoveryFailure(f"a path does not fit: {' '.join(str(error).split())}")
    match = re.compile(way.match or "")
    links = merged([link for link in found if link is not None and match.search(link.url)])
    return Announcement(links, further)


def json_in(text: str, embedded: str | None) -> Any | DiscoveryFailure:
    """Return the JSON of a response: all of it, or from where the regex `embedded` finds it."""
    start, text = 0, text.strip()
    if embedded is not None:
        match = re.search(embedded, text, re.DOTALL)
        if match is None:
            return DiscoveryFailure("the page holds no JSON where `embedded` looks for it")
        start = match.start(1 if match.re.groups else 0)
    elif callback := _CALLBACK.fullmatch(text):
        start = callback.start(1)
    try:
        # What follows the value is ignored: a regex cannot tell where nested JSON ends.
        content, _ = json.JSONDecoder().raw_decode(text, start + _blanks(text, start))
    except (ValueError, RecursionError) as error:
        return DiscoveryFailure(f"not JSON: {error}")
    return content


def _blanks(text: str, start: int) -> int:
    match = re.compile(r"\s*").match(text, start)
    return len(match[0]) if match else 0


def _further(content: Any, base: str, way: Discovery) -> tuple[str, ...]:
    """Return the address of the next page, or the cursor that leads there."""
    value = _value(content, way.pages.path) if way.pages else None
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        return ()
    told = str(value) if way.pages and way.pages.cursor else absolute_url(str(value), base)
    return (told,) if told else ()


def _link(item: Any, base: str, way: Discovery, zone: tzinfo) -> FoundLink | None:
    address = _value(item, way.url)
    url = absolute_url(str(address), base) if isinstance(address, str) else None
    if url is None:
        return None
    return FoundLink(
        url=url,
        title=_text(item, way.title),
        summary=_text(item, way.summary, LONGEST_SUMMARY),
        published_at=announced_time(_value(item, way.published), zone),
        credit=_text(item, way.credit),
    )


def _value(item: Any, path: str | None) -> Any:
    return jmespath.search(path, item) if path else None


def _text(item: Any, path: str | None, longest: int = 300) -> str:
    value = _value(item, path)
    return plain_text(value, longest) if isinstance(value, str) else ""
