"""What is handed to a worker on another machine, and what it hands back: files of an exchange.

    landing/<day>/<run>/<source>.warc.gz    archives, as they lie in the landing of the home
    runs/<run>/plans/<source>.json          what to crawl
    runs/<run>/home/{sources,incidents}/    the configuration to clean and tag by
    runs/<run>/batches/<batch>.json         what to clean
    runs/<run>/rows/<batch>/<table>.jsonl   what came of it; processed.json is the last of them

The steps here know nothing of Prefect. Each may be done again.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict

from crawlers.plan import Plan
from crawlers.report import log_path, report_path
from flows.configuration import load_configuration
from flows.exchange import Exchange
from flows.incident import load_incident
from flows.order import Order
from flows.processing import Job, Processed
from warehouse.errors import WarehouseError
from warehouse.home import Home

_PROCESSED = "processed.json"


class Batch(BaseModel):
    """A job whose archives lie in an exchange."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    files: tuple[str, ...]  # names in the exchange
    incidents: tuple[str, ...]
    configuration: str  # digest: another one would give other rows
    at: datetime


class Counts(BaseModel):
    """What came out of a batch, without where it lies."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    files: int
    pages: int
    documents: int
    rejections: int
    damages: int


@dataclass(frozen=True, slots=True)
class Parcels:
    """The exchange of one run, as the machine that has the home sees it."""

    exchange: Exchange
    home: Home
    run_id: str

    @property
    def folder(self) -> str:
        """Everything of this run except archives."""
        return f"runs/{self.run_id}"

    def put_plan(self, file: Path) -> str:
        """Hand out a plan; returns its name."""
        plan = Plan.model_validate_json(file.read_bytes())
        place = Path("landing") / plan.landing_file.relative_to(self.home.landing)
        travelling = file.with_suffix(".travelling")
        travelling.write_text(plan.model_copy(update={"landing_file": place}).model_dump_json())
        name = f"{self.folder}/plans/{file.name}"
        self.exchange.put(travelling, name)
        travelling.unlink()
        return name

    def put_configuration(self, order: Order) -> tuple[str, ...]:
        """Hand out one's own sources and the incidents of an order; returns their ids."""
        for kind, folder in (("sources", self.home.sources), ("incidents", self.home.incidents)):
            for file in folder.glob("*.yaml"):
                self.exchange.put(file, f"{self.folder}/home/{kind}/{file.name}")
        for file in map(Path, order.incidents):
            if file.is_file():
                name = f"{load_incident(file).id}.yaml"
                self.exchange.put(file, f"{self.folder}/home/incidents/{name}")
        return tuple(incident.id for incident in order.configuration.incidents)

    def put_batch(self, job: Job, incidents: tuple[str, ...]) -> str:
        """Hand out a job with its archives; returns its name."""
        names = []
        for file in job.files:
            names.append(f"landing/{file.relative_to(self.home.landing).as_posix()}")
            if not self.exchange.has(names[-1]):
                self.exchange.put(file, names[-1])
        digest = load_configuration(self.home, job.incidents).digest()
        batch = Batch(files=tuple(names), incidents=incidents, configuration=digest, at=job.at)
        place = self.home.work / self.run_id / f"{job.folder.name}.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(batch.model_dump_json())
        name = f"{self.folder}/batches/{place.name}"
        self.exchange.put(place, name)
        return name

    def fetch_archives(self) -> int:
        """Take every archive that the home lacks, of earlier runs too; returns how many."""
        names = self.exchange.names("landing")
        archives = [name for name in names if name.endswith((".warc.gz", ".warc"))]
        missing = [name for name in archives if not self._place(name).exists()]
        for name in missing:
            beside = {str(log_path(Path(name))), str(report_path(Path(name)))}
            for companion in beside.intersection(names):
                self.exchange.get(companion, self._place(companion))
            self.exchange.get(name, self._place(name))
        return len(missing)

    def fetch_rows(self, job: Job) -> Processed | None:
        """Take the rows of a job; None: nobody has put them there."""
        folder = f"{self.folder}/rows/{job.folder.name}"
        names = self.exchange.names(folder)
        if f"{folder}/{_PROCESSED}" not in names:
            return None
        for name in names:
            self.exchange.get(name, job.folder / PurePosixPath(name).name)
        told = Counts.model_validate_json((job.folder / _PROCESSED).read_bytes())
        (job.folder / _PROCESSED).unlink()
        return Processed(folder=job.folder, **told.model_dump())

    def remove(self) -> None:
        """Remove what this run put there, and archives that the home has."""
        self.exchange.remove(self.folder)
        for name in self.exchange.names("landing"):
            if self._place(name).exists():
                self.exchange.remove(name)

    def _place(self, name: str) -> Path:
        place = (self.home.root / name).resolve()
        if not place.is_relative_to(self.home.landing.resolve()):
            raise WarehouseError(f"The exchange holds {name!r}, which is no archive's name.")
        return place


def fetch_plan(exchange: Exchange, name: str, folder: Path) -> Path:
    """Take a plan to a machine that crawls; its archive will lie in that machine's folder."""
    file = folder / "plans" / PurePosixPath(name).name
    exchange.get(name, file)
    plan = Plan.model_validate_json(file.read_bytes())
    place = plan.model_copy(update={"landing_file": folder / plan.landing_file})
    file.write_text(place.model_dump_json())
    return file


def put_archive(exchange: Exchange, landing_file: Path, folder: Path) -> None:
    """Hand back what a crawl brought; the archive itself comes last."""
    for file in (log_path(landing_file), report_path(landing_file), landing_file):
        if file.exists():
            exchange.put(file, file.relative_to(folder).as_posix())


def fetch_batch(exchange: Exchange, name: str, folder: Path) -> Job:
    """Take a batch with its archives and configuration to a machine that cleans, as a home of its own."""
    file = folder / "batch.json"
    exchange.get(name, file)
    batch = Batch.model_validate_json(file.read_bytes())
    configured = f"{PurePosixPath(name).parents[1]}/home"
    for told in (*batch.files, *exchange.names(configured)):
        exchange.get(told, folder / told.removeprefix(f"{configured}/"))
    digest = load_configuration(Home(folder), batch.incidents).digest()
    if digest != batch.configuration:
        raise WarehouseError(
            "This machine has other sources or incidents in its package: install the same version of aftermath."
        )
    files = tuple(folder / file for file in batch.files)
    return Job(folder, files, batch.incidents, digest, batch.at)


def put_rows(exchange: Exchange, name: str, processed: Processed) -> None:
    """Hand back the rows of a batch."""
    run, batch = PurePosixPath(name).parents[1], PurePosixPath(name).stem
    told = {key: value for key, value in asdict(processed).items() if key != "folder"}
    last = processed.folder / _PROCESSED
    last.write_text(Counts(**told).model_dump_json())
    rows = [file for file in processed.folder.iterdir() if file.suffix == ".jsonl"]
    for file in (*rows, last):
        exchange.put(file, f"{run}/rows/{batch}/{file.name}")
