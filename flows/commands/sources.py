"""The command `sources`: list them, check that they work, capture a test page, draft a new one."""

import asyncio
import os
import re
from argparse import Namespace
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from crawlers.check import SourceCheck, Verdict
from crawlers.discovery.found import Announcement
from crawlers.discovery.sitemap import read_sitemap
from crawlers.plan import Network, user_agent
from crawlers.scaffold import draft_source, sitemaps_of, source_id
from crawlers.source import Source
from flows.configuration import load_configuration
from flows.golden import write_golden
from flows.progress import told_on_terminal
from flows.source_checks import check_sources
from flows.visits import Manner, Visit, visit
from warehouse.ask import Answer
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.records import Outcome, RawPage
from warehouse.show import Format, write_answer

_QUERY = "新闻"  # for searches, where no incident is followed
_EXTENSION = re.compile(r"\.\w{1,5}$")
_MOST_SITEMAPS = 3  # of a robots.txt that are looked at


def sources(home: Home, arguments: Namespace) -> None:
    """List the sources of the package and of the home."""
    rows: list[tuple[object, ...]] = [
        (
            source.id,
            source.name,
            source.kind,
            source.language,
            ", ".join(dict.fromkeys(way.kind for way in source.discover)) or "none",
            str(source.verified or "never"),
        )
        for source in load_configuration(home).catalog
    ]
    _write(("id", "name", "kind", "language", "discovery", "verified"), rows, arguments)


def check(home: Home, arguments: Namespace) -> None:
    """Fetch a little of each source and say what is stale, empty, refused or unreachable."""
    configuration = load_configuration(home, sources=arguments.ids)
    wanted = set(arguments.ids)
    chosen = [source for source in configuration.catalog if not wanted or source.id in wanted]
    queries = [query for one in configuration.incidents for query in one.queries[:1]]
    manner = _manner(arguments)
    with told_on_terminal():
        checks = asyncio.run(check_sources(home, chosen, queries[:1] or [_QUERY], manner))
    columns = ("id", "verdict", "robots", "links", "articles", "layout", "verified", "why")
    _write(columns, [_check_row(one) for one in checks], arguments)
    failing = [one.source_id for one in checks if one.verdict is not Verdict.OK]
    if failing:
        raise WarehouseError(f"{len(failing)} of {len(checks)} sources are not ok.")


def capture(home: Home, arguments: Namespace) -> None:
    """Write a page as a test page, with what it should become."""
    url = _web_address(arguments.url)
    source = load_configuration(home).catalog.source_for_url(url) or _unknown_source(url)
    page = _page(visit(home, source, [url], _manner(arguments)), url)
    folder = arguments.output / source.id / _case(page.url)
    try:
        write_golden(folder, page, source)
    except FileExistsError:
        raise WarehouseError(f"{folder} holds a test page already: nothing was written.") from None
    print(f"{folder}: read expected.json and correct it; the page belongs to its publisher.")


def new(home: Home, arguments: Namespace) -> None:
    """Draft the source file of an outlet from its home page."""
    homepage = _web_address(arguments.url)
    identifier = source_id(homepage)
    file = home.sources / f"{identifier}.yaml"
    known = load_configuration(home).catalog
    former = known.source_for_url(homepage) or known.get(identifier)
    if file.exists() or former is not None:
        there = file if file.exists() else f"the source {former.id if former else identifier}"
        raise WarehouseError(f"{there} is there already: nothing was written.")
    outlet, manner = _unknown_source(homepage), _manner(arguments)
    visited = visit(home, outlet, [homepage], manner)
    page = _page(visited, homepage)
    sitemaps = sitemaps_of(visited.robots)[:_MOST_SITEMAPS] or [urljoin(homepage, "/sitemap.xml")]
    answers = visit(home, outlet, sitemaps, manner)
    draft = draft_source(
        homepage,
        page.body,
        content_type=page.header("content-type") or "",
        sitemaps=[url for url in sitemaps if _is_sitemap(answers, url)],
    )
    home.sources.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as out:
        out.write(draft.text)
    print(f"{file}\nTo look at:")
    print("\n".join(f"- {doubt}" for doubt in draft.doubts))
    print(f"Then: aftermath sources check {identifier}")


def _manner(arguments: Namespace) -> Manner:
    agent = user_agent(os.environ.get("AFTERMATH_CONTACT"))
    return Manner(
        as_of=arguments.as_of or datetime.now(UTC),
        network=Network(user_agent=agent, proxy=arguments.proxy),
        replay=tuple(path.absolute() for path in arguments.replay),
    )


def _check_row(one: SourceCheck) -> tuple[object, ...]:
    layout = [*one.found, *(f"no {name}" for name in one.missing)]
    return (
        one.source_id,
        str(one.verdict),
        one.robots,
        ", ".join(f"{way.name.partition(' ')[0]} {way.links}" for way in one.ways),
        f"{one.documents} of {one.fetched}",
        ", ".join(layout) or "-",
        str(one.verified or "-"),
        "; ".join(one.reasons),
    )


def _page(visited: Visit, url: str) -> RawPage:
    """Return the page that was asked for; raises where it was not to be had."""
    fate = visited.fates[url]
    if fate.outcome is not Outcome.FETCHED or url not in visited.pages:
        raise WarehouseError(f"{url} could not be had: {fate.outcome} {fate.detail}".rstrip() + ".")
    return visited.pages[url]


def _is_sitemap(visited: Visit, url: str) -> bool:
    page = visited.pages.get(url)
    if page is None or page.status != 200:
        return False
    read = read_sitemap(page.body, url, since=datetime.min.replace(tzinfo=UTC))
    return isinstance(read, Announcement) and bool(read.links or read.further)


def _unknown_source(url: str) -> Source:
    host = urlsplit(url).hostname or ""
    return Source(id=source_id(url), name=host, homepage=url, kind="media")


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WarehouseError(
            f"{url} is no address of a web page: it begins with https:// or http://."
        )
    return url if parts.path else f"{url}/"


def _case(url: str) -> str:
    """Return a name for a test page that tells pages of one outlet apart."""
    parts = urlsplit(url)
    words = re.findall(r"[0-9A-Za-z]+", f"{_EXTENSION.sub('', parts.path)} {parts.query}")
    return "-".join(words)[-60:].strip("-") or "home"


def _write(columns: tuple[str, ...], rows: list[tuple[object, ...]], arguments: Namespace) -> None:
    write_answer(Answer(columns, ("VARCHAR",) * len(columns), rows), Format(arguments.format))
