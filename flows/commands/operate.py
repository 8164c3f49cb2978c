"""Commands that keep it running: up, schedule."""

import asyncio
import os
import signal
import sys
from argparse import Namespace
from datetime import UTC, datetime
from typing import NoReturn

from flows import structured
from flows.order import order_for
from flows.prefect_settings import prepare_import, prepare_serving
from flows.schedule import checked_schedule, next_times, read_schedule, write_schedule
from flows.server import Address, Server, announce, claimed
from warehouse.home import Home


def up(home: Home, arguments: Namespace) -> None:
    """Serve Prefect's UI and the daily run until told to stop."""
    address = Address(arguments.host, arguments.port)
    order = order_for(home, datetime.now(UTC)).shared_with(arguments.workers, arguments.exchange)
    with claimed(home, address):
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # until the runner takes over
        prepare_serving(home, address)
        _say("Starting Prefect's server …")
        server = Server(home, address)
        try:
            from flows.serving import serve  # takes as long as the server does: side by side

            next_run = _next(home)
            server.wait_until_it_answers()
            announce(home, address)
            _say(f"Prefect's UI   {address.url}")
            _say(f"Daily run      {read_schedule(home)}, next {next_run}")
            _say(f"Home           {home.root}")
            asyncio.run(serve(home, order, server, _say, _give_up))
        except KeyboardInterrupt:
            pass
        finally:
            server.stop()
    _say("Stopped.")


def schedule(home: Home, arguments: Namespace) -> None:
    """Show or change when the daily run starts."""
    prepare_import(home)
    chosen = {
        name: value
        for name in ("cron", "timezone")
        if (value := getattr(arguments, name)) is not None
    }
    if chosen:
        write_schedule(home, checked_schedule(read_schedule(home).model_dump() | chosen))
    print(f"{read_schedule(home)}, next {_next(home)}")


def _next(home: Home) -> str:
    schedule = read_schedule(home)
    (time,) = next_times(schedule, datetime.now(UTC), 1)
    return f"{time:%Y-%m-%d %H:%M %Z}"


def _give_up(sentence: str) -> NoReturn:
    failed = structured.line("ERROR", sentence) if structured.is_structured() else ""
    print(failed or f"aftermath: {sentence}", file=sys.stderr, flush=True)
    os._exit(1)


def _say(line: str) -> None:
    print(structured.line("INFO", line) if structured.is_structured() else line, flush=True)
