"""What relating needs to know of an article and of a pair of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

SPANS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "month": timedelta(days=31),
}


@dataclass(frozen=True, slots=True)
class Article:
    """A relevant document in its latest version, as far as its relations go."""

    document_id: str
    source_id: str
    source_kind: str  # "" where the source is unknown
    title: str
    published_at: datetime | None  # None: the page gives no believable date
    published_precision: str | None  # None likewise
    first_seen_at: datetime
    is_date_refused: bool = False  # the page printed a date that could not be true
    credit: str | None = None  # outlet named as origin; None: none named
    cited: tuple[str, ...] = ()  # outlets that the text reports after
    linked: tuple[str, ...] = ()  # ids of the articles that its text links to
    mirror_of_id: str | None = None  # the article that its address says it copies; None: no mirror
    mentioned_on: tuple[str, ...] = ()  # days that its text tells of, "01-06", without a year

    @property
    def published_until(self) -> datetime | None:
        """The end of the span in which it was published: a date alone leaves a whole day."""
        if self.published_at is None:
            return None
        return self.published_at + SPANS.get(self.published_precision or "", timedelta())

    @property
    def has_clock(self) -> bool:
        """Whether its time says more than the day."""
        return self.published_precision in ("second", "minute", "hour")

    @property
    def is_date_printed(self) -> bool:
        """Whether the page prints a date, be it one that could not be true."""
        return self.published_at is not None or self.is_date_refused

    @property
    def names(self) -> tuple[str, ...]:
        """The outlets that it prints as the ones it has something from."""
        return tuple(filter(None, (*self.cited, self.credit)))

    @property
    def is_mirror(self) -> bool:
        """Whether it lies at an outlet that only copies."""
        return self.source_kind == "mirror" or self.mirror_of_id is not None


@dataclass(frozen=True, slots=True)
class Shared:
    """Text that two articles share, in shingles."""

    shared: int
    sizes: Mapping[str, int]  # of each of the two, by document_id

    def covers(self, document_id: str) -> float:
        """The share of an article's text that stands in the other, 0..1."""
        return self.shared / max(1, self.sizes[document_id])


def are_of_one_day(one: Article, other: Article) -> bool:
    """Whether the spans in which two articles were published have a moment in common."""
    if one.published_at is None or other.published_at is None:
        return False
    return (
        one.published_at < (other.published_until or other.published_at)
        and other.published_at < (one.published_until or one.published_at)
    )  # fmt: skip


Shares = Mapping[str, Mapping[str, Shared]]  # by both document ids, in either order
