"""The command that opens the explorer."""

import contextlib
from argparse import Namespace

from flows.browse.guard import USER, Door
from flows.browse.serve import listen, password_of, serve
from warehouse.home import Home


def browse(home: Home, arguments: Namespace) -> None:
    """Serve the explorer until Ctrl-C, on loopback unless another host and a password are given."""
    home.snapshot()
    password = password_of(arguments.host, arguments.password_env)
    with listen(arguments.host, arguments.port) as listening:
        door = Door(arguments.host, listening.getsockname()[1], password)
        signed = f", user {USER}, the password from {arguments.password_env}" if password else ""
        print(f"{door.url}{signed} (Ctrl-C ends it)", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            serve(home, listening, door)
