"""What a crawl says about itself when it is over."""

from collections import Counter
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.landing import read_landing
from warehouse.records import Fate, Outcome, RawPage, Sighting

FINISHED = "finished"


class CrawlReport(BaseModel):
    """The outcome of one crawl; lies as JSON beside its landing file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    source_id: str
    run_id: str
    landing_file: Path
    reason: str  # why it ended: "finished", or what cut it short
    outcomes: dict[Outcome, int]  # fates by outcome, pages and discovery
    links_seen: int
    pages_landed: int  # responses to requests for pages, whatever their status
    seconds: float  # 0.0: unknown
    peak_memory: float = 0.0  # megabytes that the process had at most; 0.0: unknown

    @property
    def is_complete(self) -> bool:
        """Tell whether the crawl came to its own end."""
        return self.reason == FINISHED

    @property
    def log_file(self) -> Path:
        """Return the file with the crawl's full log."""
        return log_path(self.landing_file)

    def save(self) -> None:
        """Write the report beside the landing file."""
        report_path(self.landing_file).write_text(self.model_dump_json(), encoding="utf-8")


def report_path(landing_file: Path) -> Path:
    """Return where the report of a crawl lies."""
    return landing_file.with_name(f"{landing_file.name}.report.json")


def log_path(landing_file: Path) -> Path:
    """Return where the log of a crawl lies."""
    return landing_file.with_name(f"{landing_file.name}.log")


def read_report(landing_file: Path, *, source_id: str, run_id: str) -> CrawlReport:
    """Return the report of a completed landing file, told from the file itself where it is lost."""
    try:
        saved = report_path(landing_file).read_text(encoding="utf-8")
        return CrawlReport.model_validate_json(saved).model_copy(
            update={"landing_file": landing_file}
        )
    except (OSError, ValidationError, ValueError):
        return _told_by(landing_file, source_id, run_id)


def _told_by(landing_file: Path, source_id: str, run_id: str) -> CrawlReport:
    outcomes: Counter[Outcome] = Counter()
    counts: Counter[str] = Counter()
    reason = FINISHED
    for entry in read_landing(landing_file):
        counts[type(entry).__name__] += 1
        if isinstance(entry, Fate):
            outcomes[entry.outcome] += 1
            if entry.outcome is Outcome.INTERRUPTED:
                reason = entry.detail
    if not outcomes:
        reason = "the crawl was killed before it asked for anything"
    return CrawlReport(
        source_id=source_id,
        run_id=run_id,
        landing_file=landing_file,
        reason=reason,
        outcomes=dict(outcomes),
        links_seen=counts[Sighting.__name__],
        pages_landed=counts[RawPage.__name__],
        seconds=0.0,
    )
