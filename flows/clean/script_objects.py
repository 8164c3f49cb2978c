"""The objects that the scripts of a page hold as JSON."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

from flows.clean.json_text import MAX_JSON, parse_json

MAX_OBJECTS = 12
MAX_TRIED = 200  # places in one script where an object seems to begin
REVIVED_DEPTH = 3  # of what Nuxt lays side by side
MAX_NODES = 30_000  # dictionaries and lists looked at, over all
_ASSIGNED = re.compile(
    r"=\s*(?:JSON\.parse\(\s*)?(?=\{\s*[\"}]|\[\s*[\[{\"\d-])"
)  # searched by its sign, since names begin everywhere
_NAME_BEFORE = re.compile(r"[\w.$]{2}(?:\[[\"'][\w-]{1,40}[\"']\])?\s*$")
LONGEST_NAME = 100
_QUOTED = re.compile(
    r"(?:JSON\.parse\(\s*(?:decodeURIComponent\(\s*)?|__next_f\.push\(\[\d+,\s*)(?=[\"'])"
)
_ROW = re.compile(r"^[\da-f]{1,4}:(?=[\[{])", re.M)  # of React's stream: 5:["$","article",…]
_LITERAL = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.S)
_ESCAPED = re.compile(r"\\.|\"", re.S)
_DECODER = json.JSONDecoder(strict=False)
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
            value = parse_json(unquote(code) if code.lstrip().startswith("%7") else code)
            if value is not None:
                found += 1
                yield from _revived(value) if "nuxt" in attributes.lower() else [value]
            continue
        if "undefined" in code:
            code = _UNDEFINED.sub("null", code)
        for start in islice(_assigned(code), MAX_TRIED):
            value = _decode_at(code, start)
            if value is not None:
                found += 1
                yield value
            if found >= MAX_OBJECTS:
                break
        for value in _quoted_objects(code):
            found += 1
            yield value


def _revived(values: Any) -> list[Any]:
    """Return the objects of a list in which Nuxt lays everything side by side, numbers standing for places in it."""
    if not isinstance(values, list):
        return [values]
    known: dict[tuple[int, int], Any] = {}
    places = [place for place, value in enumerate(values[:MAX_NODES]) if isinstance(value, dict)]
    return [_at(values, place, REVIVED_DEPTH, known) for place in places]


def _at(values: list[Any], place: Any, depth: int, known: dict[tuple[int, int], Any]) -> Any:
    if type(place) is not int or not 0 <= place < len(values):
        return None
    if (place, depth) in known:
        return known[place, depth]
    value = values[place]
    if isinstance(value, dict | list) and not depth:
        value = None
    elif isinstance(value, dict):
        value = {name: _at(values, inner, depth - 1, known) for name, inner in value.items()}
    elif (
        isinstance(value, list) and value and isinstance(value[0], str)
    ):  # ["Date", "2026-01-06T…"]
        inner = value[1] if len(value) > 1 else None
        value = inner if isinstance(inner, str) else _at(values, inner, depth - 1, known)
    elif isinstance(value, list):
        value = [_at(values, inner, depth - 1, known) for inner in value]
    known[place, depth] = value
    return value


def _assigned(code: str) -> Iterator[int]:
    """Yield where the values of variables begin that may be objects."""
    for match in _ASSIGNED.finditer(code):
        at = match.start()
        if _NAME_BEFORE.search(code, max(0, at - LONGEST_NAME), at):
            yield match.end()


def _quoted_objects(code: str) -> Iterator[Any]:
    """Yield the objects that stand in string literals: JSON.parse("…"), pieces of React's stream."""
    for match in islice(_QUOTED.finditer(code), MAX_OBJECTS):
        text = _string_at(code, match.end())
        if "decodeURIComponent" in match[0]:
            text = unquote(text)
        starts = [0] if text[:1] in ("{", "[") else [row.end() for row in _ROW.finditer(text)]
        for start in starts[:MAX_OBJECTS]:
            value = _decode_at(text, start)
            if value is not None:
                yield value


def _string_at(code: str, start: int) -> str:
    """Return what a literal in quotes says; empty where it is none."""
    match = _LITERAL.match(code, start, start + MAX_JSON)
    if match is None:
        return ""
    inner = _ESCAPED.sub(_as_json, match[0][1:-1])
    try:
        value = json.loads(f'"{inner}"', strict=False)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""


def _as_json(match: re.Match[str]) -> str:
    """Return a quote or an escape of a script's literal as JSON writes it."""
    return {'"': '\\"', "\\'": "'"}.get(match[0], match[0])


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
    """Return the object that begins at a place of a script; None where it is no JSON, or too long."""
    if len(code) > start + MAX_JSON:
        code = code[: start + MAX_JSON]
    try:
        value, end = _DECODER.raw_decode(code, start)
    except (ValueError, RecursionError):
        return None
    return value if end - start > 40 else None


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
