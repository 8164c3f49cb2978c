"""What a person or a schedule asks of a run."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PrivateAttr

from crawlers.plan import Network, user_agent
from flows.configuration import Configuration, load_configuration
from flows.planning import make_run_id
from warehouse.home import Home


class Workers(BaseModel):
    """Who shares in a run's crawls and cleaning."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    pool: str  # of Prefect
    exchange: str  # a folder that all of them reach, or what fsspec calls so: s3://bucket/folder


class Order(BaseModel):
    """One run: where, for which incidents and sources, from the web or from archives, at which time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path
    # The time of the run; a schedule leaves it out, and it is the moment at which the run reads its order.
    as_of: AwareDatetime = Field(default_factory=lambda: datetime.now(UTC))
    incidents: tuple[str, ...] = ()  # ids or files; empty: all
    sources: tuple[str, ...] = ()  # ids; empty: all that the incidents ask for
    replay: tuple[Path, ...] = ()  # archives to answer from; empty: the web
    network: Network = Network()
    crawls_at_once: int = 8  # sources; what waits for the network costs no processor
    patience: float = 0.0  # seconds to wait for another run in this home to end
    workers: Workers | None = None  # None: this machine does it all

    # Private, or Prefect would walk through all of it, several times for each task that gets the order.
    _configuration: Configuration | None = PrivateAttr(default=None)

    @property
    def place(self) -> Home:
        """The home as an object."""
        return Home(self.home)

    @property
    def configuration(self) -> Configuration:
        """The sources and incidents, read once; raises ConfigurationError."""
        if self._configuration is None:
            self._configuration = load_configuration(self.place, self.incidents, self.sources)
        return self._configuration

    @property
    def is_of_today(self) -> bool:
        """Say whether what it brings is news from the real world, not from archives or a demonstration."""
        return not self.replay and not self.network.allow_loopback

    def run_id(self) -> str:
        """Return the name of this run; the same order has the same name."""
        return make_run_id(self.as_of, self.configuration, self.replay)

    def shared_with(self, pool: str | None, exchange: str | None) -> "Order":
        """Return the order with workers of a pool; they meet in the home where no other place is given."""
        if pool is None:
            return self
        place = exchange or str(self.home / "exchange")
        if "://" not in place:
            place = str(Path(place).absolute())
        return self.model_copy(update={"workers": Workers(pool=pool, exchange=place)})


def order_for(
    home: Home,
    as_of: datetime,
    *,
    incidents: Sequence[str] = (),
    sources: Sequence[str] = (),
    replay: Sequence[Path] = (),
) -> Order:
    """Return an order with every path absolute, so that it means the same in another process.

    Raises ConfigurationError where sources or incidents cannot be used.
    """
    order = Order(
        home=home.root,
        as_of=as_of,
        incidents=tuple(
            str(Path(name).absolute()) if Path(name).is_file() else name for name in incidents
        ),
        sources=tuple(sources),
        replay=tuple(path.absolute() for path in replay),
        network=Network(user_agent=user_agent(os.environ.get("AFTERMATH_CONTACT"))),
    )
    order.configuration  # noqa: B018 reads and checks the files
    return order
