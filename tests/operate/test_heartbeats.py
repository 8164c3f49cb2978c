"""A run whose process is gone without a word is told by its silence."""

import json
import os
import subprocess
import sys

from tests.operate.served import Up, until
from tests.operate.slow_site import add_slow_source, slow_site

_IN_A_TERMINAL = """
import asyncio, sys
from flows.order import Order
from flows.prefect_settings import prepare_prefect
order = Order.model_validate_json(sys.argv[1])
prepare_prefect(order.place)
from flows.daily import daily
asyncio.run(daily(order))
"""


def test_a_run_that_nobody_saw_die_is_marked_by_its_silence(up: Up) -> None:
    """Started in a terminal, told to the server, killed: its heartbeat is missed."""
    add_slow_source(up.home)
    with slow_site() as site:
        order = {"home": str(up.home), "as_of": "2026-01-04T14:00:00+00:00", **site.order()}
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
        command = [sys.executable, "-c", _IN_A_TERMINAL, json.dumps(order)]
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        until(lambda: site.is_waiting.is_set() or None, 240)
        asked = {"flow_runs": {"name": {"any_": ["slow-recall 2026-01-04"]}}}
        (run,) = up.api("/flow_runs/filter", asked)
        process.kill()
        process.wait()
        ended = up.ended(run["id"])
    assert ended["state"]["type"] == "CRASHED"
    assert "The process of this run is gone" in ended["state"]["message"]
