"""Who may ask the explorer what: reading only, by names that are its own, with the password where there is one.

A page of the web can make a browser on this machine ask 127.0.0.1, and by a name of its own that resolves
there (DNS rebinding) even read the answer. The browser still sends the name: only our own are answered.
"""

import hmac
import ipaddress
from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

USER = "aftermath"
_POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Where the site listens, and what opens it."""

    host: str
    port: int
    password: str | None  # None: none is asked for, which only loopback may do

    @property
    def is_loopback(self) -> bool:
        """Say whether only this machine can reach it."""
        return is_loopback(self.host)

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"

    def knows(self, host: str) -> bool:
        """Say whether a Host header names this site: by a loopback name, by its own, or by an address.

        An address cannot be rebound; it is accepted where the site listens beyond loopback.
        """
        try:
            parts = urlsplit(f"//{host}")
            name, port = parts.hostname or "", parts.port or 80
        except ValueError:
            return False
        if port != self.port or parts.username is not None or parts.path:
            return False
        if is_loopback(name) or name == self.host.lower():
            return True
        return not self.is_loopback and _is_address(name)

    def opens(self, authorization: str) -> bool:
        """Say whether an Authorization header holds the password."""
        if self.password is None:
            return True
        wanted = b"Basic " + b64encode(f"{USER}:{self.password}".encode())
        return hmac.compare_digest(authorization.encode("latin-1", "replace"), wanted)


class Guard:
    """Answers for the site whatever it should not see, and adds the headers that protect every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", _POLICY)
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, protected)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if not self._door.knows(headers.get("host", "")):
            return PlainTextResponse("This site is not known by that name.\n", 421)
        if not self._door.opens(headers.get("authorization", "")):
            asking = {"WWW-Authenticate": 'Basic realm="aftermath", charset="UTF-8"'}
            return PlainTextResponse("A password is needed.\n", 401, headers=asking)
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse(
                "Nothing can be changed here.\n", 405, headers={"Allow": "GET, HEAD"}
            )
        if scope["path"] == "/sql" and headers.get("sec-fetch-site") == "cross-site":
            return PlainTextResponse("Another site may not ask here.\n", 403)
        return None


def is_loopback(host: str) -> bool:
    """Say whether a name or address is this machine's own, reachable from nowhere else."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
