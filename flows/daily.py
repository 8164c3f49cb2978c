"""The flows: they read like a table of contents of a run.

What a killed run left in landing is taken up first; a run started again under the same name does only
what is still to be done.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from prefect import flow
from prefect.states import Completed, Failed

from flows import sharing, steps, tasks
from flows.order import Order
from flows.progress import reporter
from flows.run_voice import speaking
from flows.steps import Summary
from flows.turns import in_turn
from warehouse.ask import Answer
from warehouse.errors import WarehouseError

WITH_GAPS = "Completed with gaps"  # the state of a run that lacks something it should have had


class NothingAnsweredError(WarehouseError):
    """No source answered at all."""


@flow(name="daily", validate_parameters=False, persist_result=False)
async def daily(order: Order) -> Summary:
    """Crawl the sources of an order, take in what they brought, and publish."""
    order = Order.model_validate(order)  # a schedule hands it over as JSON
    async with speaking(order), in_turn(order.place, order.patience):
        run_id = steps.begin(order, "daily")
        steps.recover_interrupted(order)
        await _take_in(order, order.place.live)
        plans = steps.write_plans(order, run_id)
        await _crawl(order, await sharing.crawl_elsewhere(order, run_id, plans))
        await _take_in(order, order.place.live)
        summary = await tasks.finish(order, run_id, "daily")
        gaps = await tasks.tell(order, summary)
        if order.is_of_today:
            await _alert(order, summary)
        return _ending(summary, gaps)


@flow(name="ingest", validate_parameters=False, persist_result=False)
async def ingest(order: Order, archives: Sequence[Path]) -> Summary:
    """Take in archives made elsewhere, and publish."""
    async with speaking(order), in_turn(order.place, order.patience):
        run_id = steps.begin(order, "ingest")
        steps.recover_interrupted(order)
        steps.adopt_archives(order, archives)
        await _take_in(order, order.place.live)
        summary = await tasks.finish(order, run_id, "ingest")
        await tasks.tell(order, summary)
        return summary


@flow(name="reprocess", validate_parameters=False, persist_result=False)
async def reprocess(order: Order, *, keep: bool) -> Answer:
    """Rebuild the warehouse from landing; returns the facts that moved, and keeps them if told so."""
    async with speaking(order), in_turn(order.place, order.patience):
        steps.recover_interrupted(order)
        database = steps.begin_rebuild(order)
        await _take_in(order, database)
        return steps.finish_rebuild(order, keep=keep)


def _ending(summary: Summary, gaps: Sequence[str]) -> Summary:
    """Return what a run returns; where something is missing, inside the state that says so."""
    ending: Any = summary
    if summary.asked and not summary.answered:
        error = NothingAnsweredError(
            f"None of {summary.asked} feeds and lists could be had: is there a network? "
            "The table fetches says what happened to each."
        )
        ending = Failed(message=str(error), data=error)
    elif gaps:
        ending = Completed(name=WITH_GAPS, message="; ".join(gaps), data=summary)
    return cast(Summary, ending)


async def _alert(order: Order, summary: Summary) -> None:
    try:
        await tasks.alert(order, summary)
    except (WarehouseError, ValueError, OSError) as error:  # the news are in all the same
        reporter().say(f"No alerts were sent: {error}")


async def _crawl(order: Order, plans: Sequence[Path]) -> None:
    at_once = asyncio.Semaphore(order.crawls_at_once)

    reporter().begin("crawl", len(plans))

    async def crawl_in_turn(plan: Path) -> None:
        crawl = tasks.crawl_source.with_options(task_run_name=f"crawl {plan.stem}")
        async with at_once:
            try:
                await crawl(plan)
            except Exception as error:  # a source that fails does not fail the run
                reporter().say(f"The crawl of {plan.stem} failed: {error}")
        reporter().advance(plan.stem)

    await asyncio.gather(*(crawl_in_turn(plan) for plan in plans))


async def _take_in(order: Order, database: Path) -> None:
    """Clean, tag and load every archive that a database lacks; batches load as they get ready."""
    done, jobs = await sharing.process_elsewhere(order, steps.find_work(order, database))
    for processed in done:
        await tasks.load_batch(database, processed.folder)
    reporter().begin("clean and tag", len(jobs))
    for batch in asyncio.as_completed([tasks.process_batch(job) for job in jobs]):
        processed = await batch
        await tasks.load_batch(database, processed.folder)
        reporter().advance(f"{processed.pages} pages")
    await sharing.clear(order)
