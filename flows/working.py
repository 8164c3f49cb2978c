"""What workers on other machines run: each flow takes a parcel from the exchange and puts back what came of it.

prefect.yaml deploys them to a work pool; flows/sharing.py starts their runs. A worker needs neither the home nor its
database.
"""

import asyncio
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.context import FlowRunContext

from flows import tasks
from flows.exchange import Exchange
from flows.parcels import fetch_batch, fetch_plan, put_archive, put_rows


@flow(name="crawl", validate_parameters=False, persist_result=False)
async def crawl_parcel(exchange: str, plans: Sequence[str], at_once: int = 8) -> None:
    """Crawl by plans; what one brought is put back when it ends. One that fails does not hinder the others."""
    await _sign()
    turns = asyncio.Semaphore(at_once)
    with tempfile.TemporaryDirectory(prefix="aftermath-") as folder:

        async def crawl(name: str) -> None:
            async with turns:
                await _crawl(Exchange(exchange), name, Path(folder))

        outcomes = await asyncio.gather(*map(crawl, plans), return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome


@flow(name="clean", validate_parameters=False, persist_result=False)
async def clean_parcel(exchange: str, batches: Sequence[str]) -> None:
    """Clean and tag batches of archives; the rows of one are put back when it is done."""
    await _sign()
    for name in batches:
        with tempfile.TemporaryDirectory(prefix="aftermath-") as folder:
            job = await asyncio.to_thread(fetch_batch, Exchange(exchange), name, Path(folder))
            processed = await tasks.process_batch(job)
            await asyncio.to_thread(put_rows, Exchange(exchange), name, processed)


async def _crawl(exchange: Exchange, name: str, folder: Path) -> None:
    plan = await asyncio.to_thread(fetch_plan, exchange, name, folder)
    crawl = tasks.crawl_source.with_options(task_run_name=f"crawl {PurePosixPath(name).stem}")
    report = await crawl(plan)
    await asyncio.to_thread(put_archive, exchange, report.landing_file, folder)


async def _sign() -> None:
    """Tag the run with the worker that does it."""
    context, worker = FlowRunContext.get(), os.environ.get("PREFECT__WORKER_NAME")
    if worker and context and context.flow_run:
        tags = [*context.flow_run.tags, f"worker {worker}"]
        async with get_client() as client:
            await client.update_flow_run(context.flow_run.id, tags=tags)
