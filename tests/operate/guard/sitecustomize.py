"""Loaded by every Python process that a test's `aftermath up` starts: no way leads off this machine.

Each attempt is refused and written down in the file that $ESCAPES names.
"""

import ipaddress
import os
import sys
from typing import Any

_CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_NAMING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def _is_local(host: Any) -> bool:
    if host is None or isinstance(host, bytes):
        host = (host or b"").decode()
    if host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _CONNECTING:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path, or no address at all
    elif event in _NAMING:
        host = arguments[0]
    else:
        return
    if not _is_local(host):
        with open(os.environ["ESCAPES"], "a", encoding="utf-8") as escapes:  # noqa: PTH123 while starting
            escapes.write(f"{event} {host} {sys.argv}\n")
        raise OSError(f"no way to {host}")


if "ESCAPES" in os.environ:
    sys.addaudithook(_watch)
