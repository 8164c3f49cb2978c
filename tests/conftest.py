"""What every test relies on: no network beyond loopback, and where the evaluation corpus would lie."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(  # a busy machine is no failure; derandomized where CI is set
    "patient",
    settings.get_profile("ci") if "CI" in os.environ else settings.get_profile("default"),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("patient")

SHARED = Path(__file__).parents[1] / "../shared"
LONGEST = ("flows/test_demo", "operate/", "flows/", "project/")


def pytest_xdist_auto_num_workers() -> int:
    """Two processes more than cores: half of the time is waiting for servers, schedules and browsers."""
    return (os.cpu_count() or 1) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that all processes end at about the same time."""

    def place(item: pytest.Item) -> int:
        name = item.path.relative_to(Path(__file__).parent).as_posix()
        found = (n for n, start in enumerate(LONGEST) if name.startswith(start))
        return next(found, len(LONGEST))

    items.sort(key=place)


def _is_local(family: int, address: Any) -> bool:
    if family not in {socket.AF_INET, socket.AF_INET6}:
        return True
    try:
        return bool(ipaddress.ip_address(address[0]).is_loopback)
    except ValueError:
        return bool(address[0] == "localhost")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Close every way out of this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(original: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if not _is_local(self.family, address):
                raise AssertionError(f"a test reached for the network: {address}")
            return original(self, address)

        return call

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        yield


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpus of real pages, which lies beside the project where there is one."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the corpus of real pages is not there (../shared/corpus)")
    return folder.resolve()


@pytest.fixture(scope="session")
def seed() -> Path:
    """The folder of the seed article, which lies beside the project where there is one."""
    folder = SHARED / "seed"
    if not folder.is_dir():
        pytest.skip("the seed article is not there (../shared/seed)")
    return folder.resolve()
