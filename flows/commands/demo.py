"""The demonstration: the bundled newsroom is lived through day by day by the real spiders and flows."""

import asyncio
import os
import shlex
import shutil
from argparse import Namespace

from rich.console import Console

from crawlers.catalog import SHIPPED_SOURCES
from crawlers.plan import Network
from flows.commands.overview import print_overview
from flows.newsroom.server import Newsroom
from flows.newsroom.world import load_world
from flows.order import Order
from flows.prefect_settings import prepare_prefect
from flows.progress import Reporter, told_on_terminal
from flows.temporary_server import serve_temporarily
from warehouse.ask import ask
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.report import write_report

INCIDENT = "xiaomi-kol-2026"
NEWSROOM_SOURCES = SHIPPED_SOURCES.parent.parent / "flows" / "newsroom" / "sources"
_MARK = "demo"  # a file in the home: what lies here is invented


def demo(home: Home, arguments: Namespace) -> None:
    """Live through the newsroom's days, then show what can be asked."""
    sources = _prepare(home)
    console = Console()
    console.print(
        "Invented outlets follow a real incident, all on this machine, without any network.",
        style="dim",
    )
    with told_on_terminal() as reporter:
        asyncio.run(_live_through(home, sources, arguments.days, reporter))
    write_report(home.snapshot(), INCIDENT, home.report)
    print_overview(home, INCIDENT, console)
    console.print(_where(home), highlight=False, soft_wrap=True)
    console.print(_next_commands(home, arguments.home), highlight=False, soft_wrap=True)


def is_demo(home: Home) -> bool:
    """Say whether a home holds the demonstration's invented news."""
    return (home.root / _MARK).exists()


async def _live_through(
    home: Home, sources: tuple[str, ...], days: int | None, reporter: Reporter
) -> None:
    prepare_prefect(home)
    flows = await serve_temporarily(home, keeps_steps=False)
    world = load_world()
    with Newsroom(world) as newsroom:
        order = _order(home, sources, newsroom.proxy_url)
        for day in world.days[:days]:
            newsroom.now = day
            summary = await flows.daily(order.model_copy(update={"as_of": day}))
            reporter.say(
                f"{day:%Y-%m-%d}  {summary.sources:>2} sources  {summary.links:>4} links  "
                f"{summary.fetched:>3} fetched  {summary.relevant:>3} relevant  {summary.failed:>2} failed"
            )


def _order(home: Home, sources: tuple[str, ...], proxy: str) -> Order:
    """Return the order that every day repeats; what it asks for is read and checked once."""
    order = Order(
        home=home.root,
        incidents=(INCIDENT,),
        sources=sources,
        network=Network(proxy=proxy, allow_loopback=True),
        crawls_at_once=6,  # they share the processors with the newsroom, but wait for it most of the time
    )
    order.configuration  # noqa: B018
    return order


def _prepare(home: Home) -> tuple[str, ...]:
    """Put the newsroom's sources into the home; returns their ids."""
    if home.live.exists() and not is_demo(home):
        raise WarehouseError(
            f"{home.root} holds real news, and the demonstration's are invented: "
            "give it a home of its own with --home DIR."
        )
    home.sources.mkdir(parents=True, exist_ok=True)
    (home.root / _MARK).write_text("The news in this home are invented.\n", encoding="utf-8")
    files = sorted(NEWSROOM_SOURCES.glob("*.yaml"))
    for file in files:
        shutil.copyfile(file, home.sources / file.name)
    return tuple(file.stem for file in files)


def _where(home: Home) -> str:
    places = {"Warehouse": home.current, "Archives": home.landing, "Report": home.report}
    return "\n" + "\n".join(f"[bold]{name:<10}[/] {place}" for name, place in places.items())


def _next_commands(home: Home, given: str | None) -> str:
    program = "uv run aftermath" if "UV_RUN_RECURSION_DEPTH" in os.environ else "aftermath"
    option = f" --home {shlex.quote(given)}" if given else ""
    commands = (
        f"trend propagation{option}",
        f"explain{option} {_copied_url(home)}",
        f"browse{option}",
    )
    return "\n[bold]Next[/]\n" + "\n".join(f"  {program} {command}" for command in commands)


def _copied_url(home: Home) -> str:
    copies = ask(
        home.snapshot(), "select url from coverage order by is_origin, is_obfuscated desc, url"
    )
    return str(copies.rows[0][0]) if copies.rows else "URL"
