"""How Prefect behaves in a home: its state in the home, quiet, and without a word to the outside.

Prefect reads its settings from the environment when it is imported: call `prepare_prefect` before.
What the environment already says stays.
"""

import os

from warehouse.home import Home

_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",  # the v2 UI calls amplitude.com from the browser
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # what went wrong is told once, by the command
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    # Migrations make the first start of the temporary server slow: 10 s measured, 20 s on a busy machine.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
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
    """Set Prefect's environment for a run in this home."""
    settings = _DEFAULTS | {"PREFECT_HOME": str(home.prefect)}
    if "PREFECT_API_URL" not in os.environ:
        settings |= {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in _UNNEEDED}
    for name, value in settings.items():
        os.environ.setdefault(name, value)
