"""How Prefect behaves in a home: its state in the home, quiet, and without a word to the outside.

Prefect reads its settings from the environment when it is imported: call one of these before. What the
environment already says stays.
"""

import os
import sys

from flows.server import Address, answers, credentials, running_api
from warehouse.home import Home

_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",  # the v2 UI calls amplitude.com from the browser
    "PREFECT_LOGGING_LEVEL": "INFO",  # what a run says is kept with it
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # what went wrong is told once, by the command
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",  # a run without one for 90 s is taken for dead
    # A busy machine may keep the server's SQLite locked for longer than Prefect's 5 and 10 s; requests fail with 503 then.
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
    "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "60",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",  # and makes its server start slower than in 20 s
}
# What a temporary server does not need: it lives for one run, whose history is kept all the same.
_UNNEEDED = (
    "CANCELLATION_CLEANUP",
    "EVENT_LOGGER",
    "FOREMAN",
    "LATE_RUNS",
    "PAUSE_EXPIRATIONS",
    "SCHEDULER",
    "TRIGGERS",
)


def prepare_prefect(home: Home) -> None:
    """Set Prefect's environment for a run in this home.

    The run is told to the server of `aftermath up`, or the one that the environment names; where none answers,
    to a temporary one.
    """
    named = os.environ.get("PREFECT_API_URL")
    api = named or running_api(home)
    if credentials():
        os.environ.setdefault("PREFECT_API_AUTH_STRING", credentials() or "")
    if api and answers(api):
        os.environ["PREFECT_API_URL"] = api
    else:
        if api:
            print(f"Prefect's server at {api} does not answer: going on without.", file=sys.stderr)
        os.environ.pop("PREFECT_API_URL", None)
        for name in _UNNEEDED:
            os.environ.setdefault(f"PREFECT_SERVER_SERVICES_{name}_ENABLED", "false")
    prepare_import(home)


def prepare_serving(home: Home, address: Address) -> None:
    """Set Prefect's environment for `aftermath up`, its server and the runs that it starts."""
    os.environ["PREFECT_API_URL"] = address.api
    if credentials():
        os.environ["PREFECT_API_AUTH_STRING"] = credentials() or ""
    prepare_import(home)


def prepare_import(home: Home) -> None:
    """Set what holds for every use of Prefect in a home."""
    home.prefect.mkdir(parents=True, exist_ok=True)  # or Prefect complains that it cannot
    for name, value in (_DEFAULTS | {"PREFECT_HOME": str(home.prefect)}).items():
        os.environ.setdefault(name, value)
