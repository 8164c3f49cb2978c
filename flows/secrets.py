"""Secrets of the alerts: what the environment does not name may lie in Prefect's Secret blocks, never in a file."""

import os
from collections.abc import Mapping
from typing import Any

from prefect.blocks.system import Secret

from flows.alerts import SETTINGS


async def alert_environment() -> Mapping[str, str]:
    """Return the environment, with blocks such as aftermath-webhook-url in place of variables that are missing."""
    known = dict(os.environ)
    for name in SETTINGS:
        if name not in known:
            value = await _value_of(name.lower().replace("_", "-"))
            known |= {name: value} if value else {}
    return known


async def _value_of(block: str) -> str:
    try:
        secret: Secret[Any] = await Secret.aload(block)
    except ValueError:  # there is no such block
        return ""
    return str(secret.get())
