import ipaddress
from types import SimpleNamespace
from typing import Any

import pytest

from crawlers.addresses import refusal_of_address, refusal_of_host
from crawlers.resolver import PublicOnly, PublicResolver


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "localhost",
        "LOCALHOST.",
        "sub.localhost",
        "[::1]",
        "::1",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "2852039166",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "[fe80::1]",
        "[fe80::1%eth0]",
        "[fc00::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "metadata.google.internal",
        "printer.local",
        "router.lan",
        "::",
    ],
)
def test_inside_hosts_are_refused(host: str) -> None:
    assert refusal_of_host(host, allow_loopback=False)


@pytest.mark.parametrize(
    "host",
    [
        "www.ithome.com",
        "36kr.com",
        "8.8.8.8",
        "[2606:4700::1111]",
        "163.com",
        "localhost.com",
        "fee.de",
    ],
)
def test_public_hosts_pass(host: str) -> None:
    assert refusal_of_host(host, allow_loopback=False) is None


def test_loopback_is_allowed_when_asked_for_and_nothing_else() -> None:
    assert refusal_of_host("127.0.0.1", allow_loopback=True) is None
    assert refusal_of_host("localhost", allow_loopback=True) is None
    assert refusal_of_host("[::1]", allow_loopback=True) is None
    assert refusal_of_host("10.0.0.1", allow_loopback=True)
    assert refusal_of_host("169.254.169.254", allow_loopback=True)
    assert refusal_of_address(ipaddress.ip_address("192.168.0.1"), allow_loopback=True)


class Heard:
    """Takes what a resolver tells, as Twisted's connector does."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.is_complete = False

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.is_complete = True


def test_a_name_that_leads_inside_leads_nowhere() -> None:
    for host, told, passed in (
        ("mixed.example", ["127.0.0.1", "8.8.8.8", "fe80::1%eth0"], ["8.8.8.8"]),
        ("inside.example", ["10.0.0.1", "::1"], []),
    ):
        heard = Heard()
        receiver = PublicOnly(heard, host)
        receiver.resolutionBegan(None)
        for address in told:
            receiver.addressResolved(SimpleNamespace(host=address))
        receiver.resolutionComplete()
        assert heard.addresses == passed
        assert heard.is_complete
    assert "inside.example" in PublicResolver.refused
    assert "mixed.example" not in PublicResolver.refused
