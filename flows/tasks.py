"""The steps of a run as Prefect tasks: what is retried, what is timed and what the UI shows.

The unit of a task is one source's crawl or one batch of pages; a task costs some milliseconds, so the
small steps in between stay plain functions.
"""

import asyncio
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from crawlers.process import CrawlReport
from flows import steps
from flows.order import Order
from flows.processing import Job, Processed, process_in_pool
from flows.steps import Summary


@task(name="crawl", cache_policy=NO_CACHE, retries=1, retry_delay_seconds=5, persist_result=False)
async def crawl_source(plan: Path) -> CrawlReport:
    """Crawl one source; a crawl process that died is tried once more."""
    return await steps.crawl_planned(plan)


@task(name="load", cache_policy=NO_CACHE, persist_result=False)
async def load_batch(database: Path, folder: Path) -> None:
    """Load one batch into a database."""
    await asyncio.to_thread(steps.load_batch, database, folder)


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
async def finish(order: Order, run_id: str, kind: str) -> Summary:
    """Bring the marts up to date and publish a snapshot."""
    return await asyncio.to_thread(steps.finish, order, run_id, kind)


@task(name="clean and tag", cache_policy=NO_CACHE, retries=1, persist_result=False)
async def process_batch(job: Job) -> Processed:
    """Clean and tag one batch in a process of the pool."""
    return await process_in_pool(job)
