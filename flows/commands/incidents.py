"""The command `incidents`: list them, see what their rules match, draft a new one."""

import os
import re
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from crawlers.checked_yaml import ID_PATTERN
from crawlers.plan import Network, user_agent
from crawlers.source import Source
from flows.clean import clean_page
from flows.configuration import load_configuration
from flows.tag.check import IncidentCheck, check_incident
from flows.tag.scaffold import suggest_incident
from flows.visits import Manner, visit
from warehouse.ask import Answer, ask
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.queries import read_query
from warehouse.records import Document, Relevance, Script
from warehouse.show import Format, write_answer, write_table

_MOST_DOCUMENTS = 20_000  # the newest; tagging them takes a minute at the most


def incidents(home: Home, arguments: Namespace) -> None:
    """List the incidents of the package and of the home."""
    rows: list[tuple[object, ...]] = [
        (
            incident.id,
            incident.title,
            str(incident.started),
            incident.timezone,
            len(incident.entities),
            len(incident.topics),
            len(incident.threads),
        )
        for incident in load_configuration(home).incidents
    ]
    columns = ("id", "title", "started", "timezone", "entities", "topics", "threads")
    write_answer(_answer(columns, rows), Format(arguments.format))


def check(home: Home, arguments: Namespace) -> None:
    """Show what each rule of an incident matches in the warehouse, and what it nearly matches."""
    (incident,) = load_configuration(home, [arguments.incident]).incidents
    documents = {document.document_id: document for document in _documents(home)}
    result = check_incident(incident, documents.values())
    rules = [(one.rule, one.met, one.relevant, one.alone) for one in result.rules]
    console = Console()
    console.print(
        f"{result.relevant} of {result.documents} documents are relevant for {incident.id}.",
        style="bold",
        highlight=False,
    )
    write_table(
        _answer(("rule", "met", "relevant", "only by this rule"), rows=list(rules)), console
    )
    _print_unused(result, console)
    for title, judged in (
        ("Nearly relevant, the closest first", result.near_misses),
        ("Barely relevant, the weakest first", result.near_hits),
    ):
        console.print(f"\n{title}", style="bold")
        write_table(_judged(judged, documents), console)


def new(home: Home, arguments: Namespace) -> None:
    """Draft an incident file from a title, some words and pages about it."""
    identifier = arguments.id or _identifier(arguments.title)
    if not re.fullmatch(ID_PATTERN, identifier):
        raise WarehouseError(
            "Give the incident a short name in Latin letters with --id, such as --id tea-recall-2026."
        )
    file = home.incidents / f"{identifier}.yaml"
    known = {incident.id for incident in load_configuration(home).incidents}
    if file.exists() or identifier in known:
        raise WarehouseError(f"There is an incident {identifier} already: nothing was written.")
    pages = {url: _text_of(home, url, arguments) for url in arguments.seed}
    draft = suggest_incident(
        arguments.title,
        arguments.words,
        pages,
        identifier=identifier,
        started=arguments.started or datetime.now(UTC).date(),
    )
    home.incidents.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as out:
        out.write(draft)
    print(f"{file}\nRead it line by line, then: aftermath run --incident {identifier}")


def _documents(home: Home) -> Iterator[Document]:
    """Yield the newest documents of the warehouse, as far as a judgement needs them."""
    query = read_query("stories", "newest_documents")
    answer = ask(home.snapshot(), query.sql, {"most": _MOST_DOCUMENTS})
    for (
        document_id,
        url,
        source_id,
        title,
        text,
        published_at,
        language,
        fetched_at,
        digest,
    ) in answer.rows:
        yield Document(
            document_id=document_id,
            url=url,
            canonical_url=url,
            source_id=source_id,
            title=title,
            text=text,
            published_at=published_at,
            published_precision=None,
            published_method=None,
            published_raw=None,
            modified_at=None,
            author=None,
            credit=None,
            language=language,
            script=Script.MIXED,
            obfuscations=(),
            quality=(),
            fetched_at=fetched_at,
            content_digest=digest,
        )


def _print_unused(result: IncidentCheck, console: Console) -> None:
    if result.unused_terms:
        console.print("\nIn no document", style="bold")
        console.print(", ".join(result.unused_terms), highlight=False)


def _judged(judged: tuple[Relevance, ...], documents: dict[str, Document]) -> Answer:
    rows: list[tuple[object, ...]] = [
        (
            round(one.score, 2),
            documents[one.document_id].title,
            "; ".join(one.reasons),
            documents[one.document_id].url,
        )
        for one in judged
    ]
    return _answer(("score", "title", "reasons", "url"), rows)


def _text_of(home: Home, url: str, arguments: Namespace) -> str:
    """Return the text of a page, empty if it has none; raises where the page was not to be had."""
    catalog = load_configuration(home).catalog
    source = catalog.source_for_url(url)
    manner = Manner(
        as_of=arguments.as_of or datetime.now(UTC),
        network=Network(
            user_agent=user_agent(os.environ.get("AFTERMATH_CONTACT")), proxy=arguments.proxy
        ),
        replay=tuple(Path(path).absolute() for path in arguments.replay),
    )
    seed = source or Source(id="seed", name="seed", homepage=url, kind="media")
    visited = visit(home, seed, [url], manner)
    if url not in visited.pages:
        fate = visited.fates[url]
        raise WarehouseError(f"{url} could not be had: {fate.outcome} {fate.detail}".rstrip() + ".")
    result = clean_page(visited.pages[url], source)
    return f"{result.title}\n{result.text}" if isinstance(result, Document) else ""


def _identifier(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") if title.isascii() else ""


def _answer(columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> Answer:
    kinds = {int: "BIGINT", float: "DOUBLE"}
    first = rows[0] if rows else ("",) * len(columns)
    return Answer(columns, tuple(kinds.get(type(cell), "VARCHAR") for cell in first), rows)
