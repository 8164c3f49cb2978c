"""The objects that the scripts of a page hold as JSON."""

import json
import re
from collections.abc import Iterator
from typing import Any

from flows.clean.json_text import MAX_JSON, parse_json

MAX_OBJECTS = 12
MAX_NODES = 30_000  # dictionaries and lists looked at, over all
_ASSIGNED = re.compile(
    r"(?:window\.|var |let |const |self\.)?[\w.$]{2,60}(?:\[[\"'][\w-]{1,40}[\"']\])?\s*=\s*(?:JSON\.parse\(\s*)?(?=[\[{])"
)
_UNDEFINED = re.compile(r"(?<=[:,\[])\s*undefined\b")


def script_dictionaries(html: str) -> Iterator[dict[str, Any]]:
    """Yield every dictionary in the scripts of a page, inner ones too."""
    yield from _dictionaries(_objects(html))


def _objects(html: str) -> Iterator[Any]:
    """Yield what the scripts of a page hold as JSON, biggest scripts not first but in order."""
    found = 0
    for attributes, code in _scripts(html):
        if len(code) < 60 or found >= MAX_OBJECTS:
            continue
        if "json" in attributes.lower():
            value = parse_json(code)
            if value is not None:
                found += 1
                yield value
            continue
        for match in _ASSIGNED.finditer(code):
            value = _decode_at(code, match.end())
            if value is not None:
                found += 1
                yield value
            if found >= MAX_OBJECTS:
                break


def _scripts(html: str) -> Iterator[tuple[str, str]]:
    """Yield attributes and code of the scripts of a page."""
    start = html.find("<script")
    while start >= 0:
        code = html.find(">", start)
        end = html.find("</script", code)
        if code < 0 or end < 0:
            return
        yield html[start + 7 : min(code, start + 400)], html[code + 1 : end]
        start = html.find("<script", end)


def _decode_at(code: str, start: int) -> Any:
    if len(code) - start < 40:
        return None
    code = _UNDEFINED.sub("null", code[start : start + MAX_JSON])
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(code)
    except (ValueError, RecursionError):
        return None
    return value if end > 40 else None


def _dictionaries(objects: Iterator[Any]) -> Iterator[dict[str, Any]]:
    looked = 0
    for value in objects:
        stack = [value]
        while stack and looked < MAX_NODES:
            item = stack.pop()
            looked += 1
            if isinstance(item, dict):
                yield item
                stack += [inner for inner in item.values() if isinstance(inner, (dict, list))]
            elif isinstance(item, list):
                stack += [inner for inner in item if isinstance(inner, (dict, list))]
