"""Commands that bring news in: run, ingest, reprocess."""

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from flows.order import order_for
from flows.prefect_settings import prepare_prefect
from flows.progress import told_on_terminal
from flows.temporary_server import serve_temporarily
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.landing import read_landing
from warehouse.show import Format, write_answer

if TYPE_CHECKING:
    from flows.steps import Summary
    from warehouse.ask import Answer


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
    summary: Summary = _supervised(home, lambda flows: flows.daily(order))
    _print_summary(home, summary)


def ingest(home: Home, arguments: Namespace) -> None:
    """Take in archives made elsewhere."""
    archives = [_readable(path) for path in arguments.archives]
    order = order_for(home, datetime.now(UTC), incidents=arguments.incident)
    order = order.shared_with(arguments.workers, arguments.exchange)
    summary: Summary = _supervised(home, lambda flows: flows.ingest(order, archives))
    _print_summary(home, summary)


def reprocess(home: Home, arguments: Namespace) -> None:
    """Rebuild the warehouse from landing, and show what moved."""
    home.snapshot()
    order = order_for(home, datetime.now(UTC), incidents=arguments.incident)
    order = order.shared_with(arguments.workers, arguments.exchange)
    keep = not arguments.diff
    differences: Answer = _supervised(home, lambda flows: flows.reprocess(order, keep=keep))
    write_answer(differences, Format.TABLE)
    moved = f"{len(differences.rows)} facts"
    print(f"{moved} moved: {home.current}" if keep else f"{moved} would move; nothing was changed.")


def _supervised(home: Home, begin: Callable[[ModuleType], Awaitable[Any]]) -> Any:
    """Run one of the flows to its end, with progress on standard error, and return what it returns."""
    prepare_prefect(home)

    async def supervise() -> Any:
        return await begin(await serve_temporarily(home, keeps_steps=True))

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
