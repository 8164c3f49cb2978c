"""Serve the explorer until Ctrl-C."""

import os
import socket

import uvicorn

from flows.browse.guard import Door, Guard, is_loopback
from flows.browse.site import make_site
from warehouse.errors import WarehouseError
from warehouse.home import Home

_MOST_CONNECTIONS = 64


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises WarehouseError where it cannot."""
    if not 0 <= port <= 65535:
        raise WarehouseError(f"{port} is no port: it is a number up to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise WarehouseError(
            f"Cannot listen on {host} port {port} ({error.strerror or error}): "
            "choose another with --host and --port."
        ) from error


def password_of(host: str, variable: str | None) -> str | None:
    """Return the password that the environment holds; raises where one is needed and there is none."""
    password = os.environ.get(variable) if variable else None
    if variable and not password:
        raise WarehouseError(f"The environment variable {variable} holds no password.")
    if password is None and not is_loopback(host):
        raise WarehouseError(
            f"{host} can be reached by others: give the name of an environment variable "
            "that holds a password with --password-env NAME."
        )
    return password


def serve(home: Home, listening: socket.socket, door: Door) -> None:
    """Answer requests until interrupted."""
    config = uvicorn.Config(
        Guard(make_site(home), door),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listening])
