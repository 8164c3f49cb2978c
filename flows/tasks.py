"""The steps of a run as Prefect tasks: what is retried, what is timed and what the UI shows.

The unit of a task is one source's crawl or one batch of pages; a task costs some milliseconds, so the
small steps in between stay plain functions.
"""

import asyncio
from pathlib import Path

from prefect import task
from prefect.artifacts import (
    acreate_link_artifact,
    acreate_markdown_artifact,
    acreate_table_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger

from crawlers.process import CrawlReport
from flows import steps
from flows.artifacts import crawl_digest, gaps, run_artifacts
from flows.order import Order
from flows.processing import Job, Processed, process_in_pool
from flows.secrets import alert_environment
from flows.steps import Summary
from warehouse.telling import read_telling


@task(name="crawl", cache_policy=NO_CACHE, retries=1, retry_delay_seconds=5, persist_result=False)
async def crawl_source(plan: Path) -> CrawlReport:
    """Crawl one source; a crawl process that died is tried once more. Its own clock limits its time."""
    report = await steps.crawl_planned(plan)
    log = get_run_logger()
    for line in crawl_digest(report, steps.read_log(report)):
        log.info(line)
    return report


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


@task(name="tell", cache_policy=NO_CACHE, persist_result=False)
async def tell(order: Order, summary: Summary) -> list[str]:
    """Show in Prefect's UI what came of a run; returns its gaps."""
    told = await asyncio.to_thread(read_telling, summary.snapshot, summary.run_id)
    for artifact in run_artifacts(told, order.place.report):
        if isinstance(artifact.content, str):
            await acreate_markdown_artifact(artifact.content, artifact.key, artifact.title)
        else:
            await acreate_table_artifact(artifact.content, artifact.key, artifact.title)
    report = order.place.report
    if report.exists():
        await acreate_link_artifact(report.as_uri(), str(report), "report", "On this machine")
    return gaps(told["source_counts"])


@task(name="alert", cache_policy=NO_CACHE, persist_result=False)
async def alert(order: Order, summary: Summary) -> int:
    """Send the alerts that are due; returns how many. One that cannot be sent is left to the next run."""
    complain = get_run_logger().warning
    environment = await alert_environment()
    return await asyncio.to_thread(steps.alert, order, summary, environment, complain)
