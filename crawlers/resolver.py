"""Name resolution that hands out public addresses only.

Twisted connects to exactly the addresses that the resolver hands it, so a check here is a check of the
address connected to: a name that answers differently the second time (DNS rebinding) gains nothing.
"""

import ipaddress
from typing import Any, ClassVar

from scrapy.resolver import CachingHostnameResolver

from crawlers.addresses import refusal_of_address


class PublicResolver(CachingHostnameResolver):
    """Scrapy's caching resolver, deaf to addresses that must not be connected to.

    `refused` tells for each host name whose every address was refused the reason.
    """

    refused: ClassVar[dict[str, str]] = {}  # a process crawls once
    allow_loopback: ClassVar[bool] = False
    trusted_host: ClassVar[str | None] = None  # the proxy that a person configured

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        *arguments: Any,
        **named: Any,
    ) -> Any:
        """Resolve a name; the receiver hears of public addresses only."""
        receiver = resolutionReceiver
        if hostName != self.trusted_host:
            receiver = PublicOnly(resolutionReceiver, hostName)
        return super().resolveHostName(receiver, hostName, *arguments, **named)


class PublicOnly:
    """Passes on what a resolver tells, without the addresses that must not be connected to."""

    def __init__(self, receiver: Any, host: str) -> None:
        self._receiver, self._host = receiver, host
        self._passed = False
        self._reason = ""
        # The names are Twisted's.
        self.resolutionBegan = receiver.resolutionBegan
        self.addressResolved = self._take
        self.resolutionComplete = self._complete

    def _take(self, address: Any) -> None:
        reason = refusal_of_address(
            ipaddress.ip_address(address.host.partition("%")[0]),
            allow_loopback=PublicResolver.allow_loopback,
        )
        if reason is None:
            self._passed = True
            self._receiver.addressResolved(address)
        else:
            self._reason = reason

    def _complete(self) -> None:
        if self._reason and not self._passed:
            PublicResolver.refused[self._host] = self._reason
        self._receiver.resolutionComplete()
