"""A real server about the recall of tea, on loopback."""

import contextlib
import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from warehouse.home import Home


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def root(self) -> html.HtmlElement:
        return html.document_fromstring(self.text.encode())


@dataclass(frozen=True)
class Site:
    port: int

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": f"127.0.0.1:{self.port}", **given})
        reply = connection.getresponse()
        text = reply.read().decode("utf-8", "replace")
        connection.close()
        found = {name.lower(): value for name, value in reply.getheaders()}
        return Reply(reply.status, found, text)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@contextlib.contextmanager
def serving(home: Home, *options: str, **environment: str) -> Iterator[Site]:
    """Run `aftermath browse` and end it when done."""
    program = Path(sys.executable).with_name("aftermath")
    process = subprocess.Popen(
        [program, "browse", "--port", "0", "--home", str(home.root), *options],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield Site(int(line.split("/ ")[0].split("/,")[0].rstrip("/").rsplit(":", 1)[1]))
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()
