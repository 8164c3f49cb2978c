"""The book of a crawl: every URL that was opened is closed with exactly one fate."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from warehouse.landing import LandingWriter
from warehouse.records import Fate, Outcome

logger = logging.getLogger(__name__)


class Ledger:
    """Opens URLs, closes them with a fate that is landed at once, and counts the outcomes."""

    def __init__(
        self, writer: LandingWriter, now: Callable[[], datetime], *, source_id: str, run_id: str
    ) -> None:
        self.counts: Counter[Outcome] = Counter()
        self._writer, self._now = writer, now
        self._source_id, self._run_id = source_id, run_id
        self._open: dict[str, str] = {}  # url -> role
        self._closed: set[str] = set()

    def open(self, urls: Iterable[str], role: str = "page", *, planned: bool = True) -> list[str]:
        """Note URLs whose story begins and return those that are new to this crawl.

        `planned`: land them as such, because no page that was landed shows them.
        """
        new = [url for url in dict.fromkeys(urls) if not self.knows(url)]
        self._open.update(dict.fromkeys(new, role))
        if new and planned:
            self._writer.write_planned(new, role)
        return new

    def knows(self, url: str) -> bool:
        """Tell whether a URL was opened, closed or not."""
        return url in self._open or url in self._closed

    def close(
        self,
        url: str,
        outcome: Outcome,
        detail: str = "",
        *,
        status: int | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Land the one fate of an open URL; a second one is a mistake of ours, logged and not landed."""
        role = self._open.pop(url, None)
        if role is None:
            logger.error("no second fate for %s: %s %s", url, outcome, detail)
            return
        self._closed.add(url)
        self.counts[outcome] += 1
        logger.info("%s %s %s %s", outcome, status or "-", url, detail)
        self._writer.write_fate(
            Fate(
                url=url,
                source_id=self._source_id,
                run_id=self._run_id,
                outcome=outcome,
                detail=detail,
                http_status=status,
                at=self._now(),
                role=role,
                etag=etag,
                last_modified=last_modified,
            )
        )

    def close_all(self, detail: str) -> None:
        """Give every URL that is still open the fate `interrupted`."""
        for url in list(self._open):
            self.close(url, Outcome.INTERRUPTED, detail)
