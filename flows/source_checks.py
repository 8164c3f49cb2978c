"""Checking sources: small crawls side by side, their articles read with the layouts, one judgement each."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from crawlers.check import (
    FIELDS,
    ArticleReading,
    SourceCheck,
    check_plan,
    declared_fields,
    failed_check,
    judge,
)
from crawlers.plan import Plan
from crawlers.process import CrawlError, crawl
from crawlers.source import Layout, Source
from flows.clean import clean_page
from flows.clean.decode import decode
from flows.clean.layout import Chosen, read_layout
from flows.progress import reporter
from flows.visits import Manner, landed_responses, robots_texts, temporary_folder
from warehouse.home import Home
from warehouse.landing import read_landing
from warehouse.records import Fate, RawPage, Rejection, Sighting

AT_ONCE = 8  # sources: what waits for the network costs no processor


async def check_sources(
    home: Home, sources: Sequence[Source], queries: Sequence[str], manner: Manner
) -> list[SourceCheck]:
    """Return the judgement over each source; `queries` are what searches are asked."""
    places = asyncio.Semaphore(AT_ONCE)
    reporter().begin("checking", len(sources))

    async def check(source: Source, folder: Path) -> SourceCheck:
        plan = check_plan(
            source,
            folder,
            manner.as_of,
            network=manner.network,
            queries=queries,
            replay=manner.replay,
        )
        try:
            async with places:
                await crawl(plan)
        except CrawlError as error:
            return failed_check(source, str(error))
        finally:
            reporter().advance(source.id)
        return await asyncio.to_thread(judge_landed, plan)

    with temporary_folder(home) as folder:
        return list(await asyncio.gather(*(check(source, folder) for source in sources)))


def judge_landed(plan: Plan) -> SourceCheck:
    """Return the judgement over a source whose check is landed."""
    entries = list(read_landing(plan.landing_file))
    articles = (
        page
        for page in entries
        if isinstance(page, RawPage) and page.via != "seed" and page.status < 300
    )
    return judge(
        plan,
        [entry for entry in entries if isinstance(entry, Fate)],
        [entry for entry in entries if isinstance(entry, Sighting)],
        [read_article(page, plan.source) for page in articles],
        has_robots=bool(robots_texts(landed_responses(plan.landing_file))),
    )


def read_article(page: RawPage, source: Source) -> ArticleReading:
    """Return what the layouts of a source and the cleaning make of a page."""
    judged = clean_page(page, source)
    rejection = f"{judged.reason} {judged.detail}" if isinstance(judged, Rejection) else ""
    layout, chosen = fitting_layout(page, source)
    declared = declared_fields(layout) if layout is not None else ()
    found = tuple(name for name in declared if getattr(chosen, "lines" if name == "body" else name))
    return ArticleReading(page.url, rejection.strip(), declared, found)


def fitting_layout(page: RawPage, source: Source) -> tuple[Layout | None, Chosen]:
    """Return the layout of a source that cleaning goes by, with what it says of a page; None: none fits."""
    html = decode(page.body, page.header("content-type")).text
    on = page.fetched_at.date()
    chosen = read_layout(html, source, on)
    for layout in source.layouts if _said(chosen) != _said(Chosen()) else ():
        alone = read_layout(html, source.model_copy(update={"layouts": (layout,)}), on)
        if _said(alone) == _said(chosen):
            return layout, chosen
    return None, Chosen()


def _said(chosen: Chosen) -> tuple[object, ...]:
    """Return what a layout says as values that can be compared."""
    texts = tuple(line.text for line in chosen.lines)
    return (texts, *(getattr(chosen, name) for name in FIELDS if name != "body"))
