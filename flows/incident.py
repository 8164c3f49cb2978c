"""An incident as a person describes it: who, which words, since when, which questions are open.

One YAML file per incident. Shipped ones lie in flows/incidents/, a user's own in the home; the user's
file replaces the shipped one of the same id. Nothing else in the code knows any incident.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationInfo,
    field_validator,
)

from crawlers.checked_types import parse_web_address
from crawlers.checked_yaml import (
    ID_PATTERN,
    Mistake,
    MistakesError,
    YamlRecord,
    read_file,
    read_folder,
)
from warehouse.folding import fold
from warehouse.records import YEARS

SHIPPED_INCIDENTS = Path(__file__).parent / "incidents"


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone such as Asia/Shanghai") from None
    return name


def _check_seed(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"{url!r} is not a web address: it begins with http:// or https://")
    parse_web_address(url)
    return url


def _check_day(value: Any) -> Any:
    try:
        is_day = isinstance(value, date) and not isinstance(value, datetime)
        day: date = value if is_day else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"must be a day such as 2026-01-04, not {value!r}") from None
    if day.year not in YEARS:
        raise ValueError(f"must lie between {YEARS.start} and {YEARS.stop}, not in {day.year}")
    return day


def _as_list(item: Any) -> Any:
    return item if isinstance(item, list | tuple | dict) else [item]


def _is_list(item: Any) -> str:
    return "list" if isinstance(item, list | tuple) else "term"


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Term = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Terms = Annotated[tuple[Term, ...], Field(min_length=1)]
Together = Annotated[tuple[Term, ...], Field(min_length=2)]
Wording = Annotated[
    Annotated[Term, Tag("term")] | Annotated[Together, Tag("list")], Discriminator(_is_list)
]
"""A term, or terms that count where they stand together in one sentence."""
Wordings = Annotated[tuple[Wording, ...], Field(min_length=1)]
Seed = Annotated[Words, AfterValidator(_check_seed)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class Match(_Part):
    """Which documents belong to an incident."""

    any: Annotated[tuple[Annotated[Terms, BeforeValidator(_as_list)], ...], Field(min_length=1)]
    """One item is enough: a term, or all terms of a list."""
    unless: tuple[Term, ...] = Field(default=(), alias="not")
    """Terms that lower the score where they occur."""
    minimum: float = Field(default=0.5, ge=0, le=1)
    """The relevance score from which on a document belongs to the incident."""


class Entity(_Part):
    """Someone or something that coverage names."""

    id: Id
    name: Term
    kind: Id  # person, account, company, group, outlet, product, place, …
    aliases: tuple[Term, ...] = ()
    ambiguous: tuple[Term, ...] = ()  # count only in a document that is relevant without them
    speaks_for: Id | None = None  # the entity whose official voice it is; None: its own alone

    @property
    def certain(self) -> tuple[str, ...]:
        """The names that count wherever they occur."""
        doubtful = {fold(term) for term in self.ambiguous}
        names = dict.fromkeys((self.name, *self.aliases))
        return tuple(name for name in names if fold(name) not in doubtful)


class Topic(_Part):
    """An aspect of coverage."""

    id: Id
    name: Words
    terms: Wordings


class Thread(_Part):
    """An open question whose follow-up is tracked."""

    id: Id
    question: Words
    terms: Wordings


class Incident(YamlRecord):
    """One incident, as its file describes it."""

    title: Words
    started: Annotated[date, BeforeValidator(_check_day)]
    timezone: Annotated[str, AfterValidator(_check_zone)] = "UTC"  # calendar of its daily trends
    match: Match
    queries: tuple[Words, ...] = ()
    entities: tuple[Entity, ...] = ()
    topics: tuple[Topic, ...] = ()
    threads: tuple[Thread, ...] = ()
    targets: tuple[Id, ...] = ()  # entities toward which stance is measured
    seeds: tuple[Seed, ...] = ()
    sources: Literal["all"] | tuple[Id, ...] = "all"
    enabled: bool = True  # false: followed only by runs that name it

    def __hash__(self) -> int:
        # Of all fields it would cost 60 µs, a tenth of what tagging a document costs.
        return hash((self.id, self.title, self.started, len(self.entities), len(self.topics)))

    @property
    def started_at(self) -> datetime:
        """The first moment of the first day, in UTC."""
        return datetime.combine(self.started, time(), ZoneInfo(self.timezone)).astimezone(UTC)

    @field_validator("entities", "topics", "threads")
    @classmethod
    def _ids_differ(cls, items: tuple[Any, ...]) -> tuple[Any, ...]:
        counts = Counter(item.id for item in items)
        _refuse(f"the id {name} is given {n} times" for name, n in counts.items() if n > 1)
        return items

    @field_validator("entities")
    @classmethod
    def _voices_belong_to_entities(cls, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
        known = {entity.id for entity in entities}
        voices = [(one.id, one.speaks_for) for one in entities if one.speaks_for is not None]
        _refuse(
            f"{voice} speaks for {whom}, which is not the id of an entity"
            for voice, whom in voices
            if whom not in known
        )
        return entities

    @field_validator("entities")
    @classmethod
    def _names_differ(cls, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
        _refuse(_shared_names(entities))
        return entities

    @field_validator("targets")
    @classmethod
    def _targets_exist(cls, targets: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        known = {entity.id for entity in info.data.get("entities", ())}
        if "entities" in info.data:
            _refuse(
                f"{target} is not the id of an entity" for target in targets if target not in known
            )
        return targets

    @field_validator("sources", mode="before")
    @classmethod
    def _sources_are_named(cls, sources: Any) -> Any:
        if sources != "all" and not isinstance(sources, list | tuple):
            raise ValueError("must be all, or a list of the ids of sources")
        return sources


def load_incidents(shipped: Path | None, home: Path | None) -> dict[str, Incident]:
    """Return the incidents of both folders by id; a file of the home replaces a shipped one.

    Raises MistakesError with every mistake of every file.
    """
    mistakes: list[Mistake] = []
    incidents: dict[str, Incident] = {}
    for folder in (shipped, home):
        if folder is not None:
            incidents |= read_folder(folder, Incident, mistakes)
    if mistakes:
        raise MistakesError(mistakes)
    return incidents


def load_incident(file: Path) -> Incident:
    """Return the incident of one file, whatever the file is called; raises MistakesError."""
    mistakes: list[Mistake] = []
    incident = read_file(file, Incident, mistakes, named=False)
    if incident is None:
        raise MistakesError(mistakes)
    return incident


def _refuse(mistakes: Iterable[str]) -> None:
    told = "; ".join(mistakes)
    if told:
        raise ValueError(told)


def _shared_names(entities: Iterable[Entity]) -> Iterable[str]:
    owners: dict[str, str] = {}
    for entity in entities:
        for name in entity.certain:
            owner = owners.setdefault(fold(name), entity.id)
            if owner != entity.id:
                yield f"{name} names both {owner} and {entity.id}: mark it ambiguous in both"
