"""Commands that bring news in: run, ingest, reprocess."""

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from flows.order import Order, order_for
from flows.prefect_settings import prepare_prefect
from flows.progress import told_on_terminal
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.landing import read_landing
from warehouse.show import Format, write_answer

if TYPE_CHECKING:
    from flows.steps import Summary

Result = TypeVar("Result")


def run(home: Home, arguments: Namespace) -> None:
    """Do one run: crawl, clean, tag, load, publish."""
    replay = [_readable(path) for path in arguments.replay]
    order = order_for(
        home,
        arguments.as_of or datetime.now(UTC),
        incidents=arguments.incident,
        sources=arguments.source,
        replay=replay,
    ).shared_with(arguments.workers, arguments.exchange)
    prepare_prefect(home)
    from flows.daily import daily

    summary = _supervised(daily, order)
    _print_summary(home, summary)


def ingest(home: Home, arguments: Namespace) -> None:
    """Take in archives made elsewhere."""
    archives = [_readable(path) for path in arguments.archives]
    order = order_for(home, datetime.now(UTC), incidents=arguments.incident)
    order = order.shared_with(arguments.workers, arguments.exchange)
    prepare_prefect(home)
    from flows.daily import ingest as flow

    summary = _supervised(lambda order: flow(order, archives), order)
    _print_summary(home, summary)


def reprocess(home: Home, arguments: Namespace) -> None:
    """Rebuild the warehouse from landing, and show what moved."""
    home.snapshot()
    order = order_for(home, datetime.now(UTC), incidents=arguments.incident)
    order = order.shared_with(arguments.workers, arguments.exchange)
    prepare_prefect(home)
    from flows.daily import reprocess as flow

    keep = not arguments.diff
    differences = _supervised(lambda order: flow(order, keep=keep), order)
    write_answer(differences, Format.TABLE)
    moved = f"{len(differences.rows)} facts"
    print(f"{moved} moved: {home.current}" if keep else f"{moved} would move; nothing was changed.")


def _supervised(flow: Callable[[Order], Awaitable[Result]], order: Order) -> Result:
    """Run a flow to its end, with progress on standard error."""

    async def supervise() -> Result:
        return await flow(order)

    with told_on_terminal():
        return asyncio.run(supervise())


def _print_summary(home: Home, summary: "Summary") -> None:
    print(
        f"Run {summary.run_id}: {summary.sources} sources, {summary.links} links seen, "
        f"{summary.fetched} pages fetched, {summary.known} known, {summary.failed} failed; "
        f"{summary.documents} documents, {summary.relevant} of them relevant.\n"
        f"Warehouse: {home.current}"
    )


def _readable(path: Path) -> Path:
    """Return the absolute path of an archive; raises where there is none."""
    if not path.is_file():
        raise WarehouseError(f"There is no archive {path}.")
    next(read_landing(path), None)
    return path.absolute()
