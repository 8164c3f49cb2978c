"""The story of one URL, told from the snapshot: seen, fetched, cleaned, tagged, counted."""

from collections.abc import Iterator, Mapping
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from crawlers.catalog import load_catalog
from crawlers.identity import canonical_url, document_id
from warehouse.ask import ask
from warehouse.columns import SPAN_UNITS, written_span
from warehouse.errors import QueryError
from warehouse.home import Home
from warehouse.queries import read_query
from warehouse.show import harmless

Row = dict[str, Any]


def story(home: Home, url: str) -> Iterator[str]:
    """Yield the lines of the story; raises QueryError where no run has met the URL."""
    snapshot = home.snapshot()
    source = load_catalog(home_folder=home.sources).source_for_url(url)
    identity = canonical_url(url, source=source)
    named = {"url": url, "canonical": identity, "document_id": document_id(identity)}
    urls = [row["url"] for row in _rows(snapshot, "addresses", named)]
    parts = {
        name: _rows(snapshot, name, {"urls": urls}) for name in ("seen", "captures", "damages")
    }
    parts["fates"] = _rows(snapshot, "fates", {"urls": urls, "url": url})
    of_document = {"document_id": _document(parts["captures"], identity)}
    of_both = ("judgements", "coverage", "lineage", "revisions")
    parts |= {name: _rows(snapshot, name, of_document) for name in of_both}
    if not any(parts.values()):
        raise QueryError(f"No run has met {url}: neither seen, nor asked for, nor read.")
    told = (
        line for section in _sections(parts, url, of_document["document_id"]) for line in section
    )
    head = [url, *([f"  named as {identity}"] if identity != url else []), in_short(parts)]
    yield from map(harmless, chain(head, told))


def _sections(parts: Mapping[str, list[Row]], url: str, document: str) -> Iterator[Iterator[str]]:
    yield _seen(parts["seen"], url)
    yield fates_told(parts["fates"], url)
    yield _captures(parts["captures"], parts["damages"])
    yield _judgements(parts["judgements"])
    yield _coverage(parts["coverage"])
    yield _lineage(parts["lineage"], document)
    yield _revisions(parts["revisions"])


def in_short(parts: Mapping[str, list[Row]]) -> str:
    """Say in one line what became of the URL."""
    if parts["coverage"]:
        return "In short: " + "; ".join(
            _counted(row, parts["revisions"]) for row in parts["coverage"]
        )
    if parts["judgements"]:
        best = max(parts["judgements"], key=lambda row: row["score"])
        return (
            f"In short: read, and not relevant to {best['incident_id']} (score {best['score']:.2f})"
        )
    if parts["captures"]:
        last = parts["captures"][-1]
        if not last["reason"]:
            return "In short: read, and about no incident that is followed"
        return f"In short: no document, because of {last['reason']}: {last['detail']}".rstrip(": ")
    asked = [row for row in parts["fates"] if row["outcome"] != "known"]
    if asked and asked[-1]["outcome"] == "fetched":
        return "In short: fetched, and what was landed cannot be read"
    if asked:
        return f"In short: never read, because of {asked[-1]['outcome']}"
    return "In short: seen, and never asked for"


def _counted(row: Row, revisions: list[Row]) -> str:
    day = f"on {row['published_on']}" if row["published_on"] else "on no day"
    place = "the origin of its story" if row["is_origin"] else "a copy"
    changed = f", changed {len(revisions)} times" if len(revisions) > 1 else ", changed once"
    state = "" if row["status"] == "live" else f", {row['status']}"
    return f"counted for {row['incident_id']} {day}, {place}{changed if revisions else ''}{state}"


def _rows(snapshot: Path, name: str, values: Mapping[str, Any]) -> list[Row]:
    answer = ask(snapshot, read_query("stories", name).sql, values)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _document(captures: list[Row], identity: str) -> str:
    """Return the id of the document that the captures gave, else the one that the URL would have."""
    read = [str(row["document_id"]) for row in captures if row["document_id"]]
    return read[-1] if read else document_id(identity)


def _seen(rows: list[Row], url: str) -> Iterator[str]:
    yield "Seen"
    for row in rows:
        yield (
            f"  {_when(row['first_seen_at'])} … {_when(row['last_seen_at'])} by {row['source_id']} "
            f"via {row['via']} on {row['found_on'] or 'no page'}{_under(row, url)}"
        )
        if row["title"]:
            yield f"    as “{row['title']}”"
    if not rows:
        yield "  in no feed or list"


def _under(row: Row, url: str) -> str:
    """Name the address that a row is about where it is another one than was asked for."""
    return "" if row["url"] == url else f" under {row['url']}"


def fates_told(rows: list[Row], url: str) -> Iterator[str]:
    """Yield how each asking for the article ended, equal endings in a row together."""
    yield "Asked for"
    for ending, several in groupby(rows, lambda row: _ending(row) + _under(row, url)):
        first, *rest = several
        if rest:
            yield f"  {_when(first['ended_at'])} … {_when(rest[-1]['ended_at'])} {ending} — {len(rest) + 1} runs"
        else:
            yield f"  {_when(first['ended_at'])} {ending} — run {first['run_id']}"
    if not rows:
        yield "  in no run"


def _ending(row: Row) -> str:
    status = f" (HTTP {row['http_status']})" if row["http_status"] else ""
    detail = f": {row['detail']}" if row["detail"] else ""
    return f"{row['outcome']}{status}{detail}"


def _captures(rows: list[Row], damages: list[Row]) -> Iterator[str]:
    yield "Read"
    for row in damages:
        yield f"  {row['file']} at {row['offset']} cannot be read: {row['reason']}"
    for what, several in groupby(rows, lambda row: tuple(_read(row))):
        for row in several:
            yield f"  {_when(row['fetched_at'])} {row['capture_file']} at {row['capture_offset']}"
        yield from what
    if not rows and not damages:
        yield "  nothing was landed"


def _read(row: Row) -> Iterator[str]:
    """Yield what was read in a capture."""
    if row["reason"]:
        yield f"    rejected: {row['reason']} {row['detail']}".rstrip()
        return
    yield f"    “{row['title']}”, {row['text_length']} characters, {row['language']} {row['script']}"
    yield f"    published {_published(row)}"
    for label in ("credit", "author"):
        if row[label]:
            yield f"    {label} {row[label]}"
    for label in ("obfuscations", "quality"):
        if row[label]:
            yield f"    {label}: {', '.join(row[label])}"


def _judgements(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        verdict = "relevant" if row["is_relevant"] else "not relevant"
        yield f"For {row['incident_id']}: {verdict}, score {row['score']:.2f}"
        for reason in row["reasons"]:
            yield f"  {reason}"
        if row["tags"]:
            yield f"  mentions {', '.join(row['tags'])}"


def _coverage(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        doubt = row["date_doubt"] or "undated"
        yield f"Counted for {row['incident_id']} on {row['published_on'] or f'no day: {doubt}'}"
        yield f"  {row['status']}{_missing(row)}, {row['version_count']} version(s)"
        if row["is_origin"]:
            yield "  the origin of its story"
        else:
            yield f"  a copy; its story begins with {row['origin_url']}"


def _missing(row: Row) -> str:
    if row["missing_since"] is None:
        return ""
    return f" since {_when(row['missing_since'])} ({row['missing_evidence']})"


def _lineage(rows: list[Row], document: str) -> Iterator[str]:
    for row in rows:
        minutes = row["lag_minutes"]
        order = "later" if minutes is None or minutes >= 0 else "earlier"
        lag = "" if minutes is None else f", {written_span(abs(minutes), SPAN_UNITS)} {order}"
        shown = f"{row['kind']}, confidence {row['confidence']:.2f}{lag}: {row['evidence']}"
        if row["is_contradicted"] and row["child_document_id"] == document:
            yield f"Not from {row['parent_source']}, although it says so: {row['parent_url']}"
            yield f"  not there yet; {shown}"
        elif row["child_document_id"] == document:
            verb = "Had" if row["is_copy"] else "Tells of what it had"
            yield f"{verb} from {row['parent_source']}: {row['parent_url']}"
            yield f"  {shown}"
        elif not row["is_contradicted"]:
            yield f"Taken up by {row['child_source']}: {row['child_url']}"
            yield f"  {shown}"


def _revisions(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        manner = "silently" if row["is_silent"] else "with a notice"
        yield f"Changed {manner}, seen {_when(row['seen_at'])}: {row['kind']}"
        for label in ("before", "after"):
            if row[label]:
                yield f"  {label}: {row[label]}"
        if row["lost"]:
            yield f"  no longer there: {'、'.join(row['lost'])}"


def _published(row: Row) -> str:
    if row["published_at"] is None:
        raw = f" (refused: {row['published_raw']!r})" if row["published_raw"] else ""
        return f"at no time that the page tells{raw}"
    return (
        f"{_when(row['published_at'])} to the {row['published_precision']}, "
        f"by {row['published_method']} from {row['published_raw']!r}"
    )


def _when(moment: Any) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%SZ}" if moment else "never"
