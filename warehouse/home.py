"""Where everything of one installation lies."""

import os
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import HomeMissingError


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one installation: configuration, archives, warehouse."""

    root: Path

    @classmethod
    def locate(cls, argument: str | None) -> "Home":
        """Return the home given on the command line, else $AFTERMATH_HOME, else ./aftermath-data."""
        chosen = argument or os.environ.get("AFTERMATH_HOME") or "aftermath-data"
        return cls(Path(chosen).expanduser().absolute())

    @property
    def sources(self) -> Path:
        """The user's own source files."""
        return self.root / "sources"

    @property
    def incidents(self) -> Path:
        """The user's own incident files."""
        return self.root / "incidents"

    @property
    def landing(self) -> Path:
        """Archives of everything fetched."""
        return self.root / "landing"

    @property
    def work(self) -> Path:
        """Batches between cleaning and loading; may be deleted at any time."""
        return self.root / "work"

    @property
    def live(self) -> Path:
        """The database that runs write to."""
        return self.root / "warehouse" / "live.duckdb"

    @property
    def rebuilt(self) -> Path:
        """The database that `reprocess` builds beside the live one."""
        return self.root / "warehouse" / "rebuilt.duckdb"

    @property
    def report(self) -> Path:
        """The report, as one HTML file."""
        return self.root / "report.html"

    @property
    def current(self) -> Path:
        """The newest published snapshot: what people and reports read."""
        return self.root / "warehouse" / "current.duckdb"

    @property
    def prefect(self) -> Path:
        """Prefect's own state."""
        return self.root / "prefect"

    @property
    def lock(self) -> Path:
        """Held while a run works."""
        return self.root / "run.lock"

    def snapshot(self) -> Path:
        """Return the newest snapshot; raises HomeMissingError where none was published."""
        if not self.current.exists():
            raise HomeMissingError(
                f"There is no warehouse in {self.root}: "
                "run `aftermath demo` or `aftermath run` first, or name another with --home."
            )
        return self.current
