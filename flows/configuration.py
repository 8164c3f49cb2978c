"""What a run works with: the sources and incidents of the package and of the home, checked together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from crawlers.catalog import SHIPPED_SOURCES, Catalog, load_catalog
from crawlers.checked_yaml import Mistake, MistakesError
from crawlers.source import Source
from flows.incident import SHIPPED_INCIDENTS, Incident, load_incident, load_incidents
from warehouse.batch import Row
from warehouse.folding import fold
from warehouse.home import Home


class ConfigurationError(ValueError):
    """The configuration cannot be used; the message lists every mistake."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The sources that may be crawled and the incidents that are followed."""

    catalog: Catalog
    incidents: tuple[Incident, ...]
    sources: tuple[Source, ...]  # those that this run crawls
    is_limited: bool = False  # to sources that were named: seeds of other sites are left out

    def digest(self) -> str:
        """Return what tells this configuration from another, as 64 hex digits."""
        digest = sha256()
        for item in (*self.sources, *self.incidents):
            digest.update(item.model_dump_json().encode())
        return digest.hexdigest()


def load_configuration(
    home: Home, incidents: Sequence[str] = (), sources: Sequence[str] = ()
) -> Configuration:
    """Return the configuration for the incidents (ids or files) and source ids asked for; empty: all that are enabled.

    Raises ConfigurationError with every mistake of every file.
    """
    mistakes: list[Mistake] = []
    catalog, known, chosen = Catalog({}), {}, {}
    try:
        catalog = load_catalog(SHIPPED_SOURCES, home.sources)
    except MistakesError as error:
        mistakes.extend(error.mistakes)
    try:
        known = load_incidents(SHIPPED_INCIDENTS, home.incidents)
    except MistakesError as error:
        mistakes.extend(error.mistakes)
    for name in incidents:
        try:
            incident = _choose(name, known)
        except MistakesError as error:
            mistakes.extend(error.mistakes)
        else:
            chosen[incident.id] = incident
    if mistakes:
        raise ConfigurationError("\n".join(dict.fromkeys(str(mistake) for mistake in mistakes)))
    followed = tuple(chosen.values() or [one for one in known.values() if one.enabled])
    return Configuration(
        catalog, followed, tuple(_asked_for(catalog, followed, sources)), bool(sources)
    )


def configuration_rows(configuration: Configuration) -> dict[str, list[Row]]:
    """Return the configuration as rows of the raw tables sources, incidents and tags."""
    return {
        "sources": [_source_row(source) for source in configuration.sources],
        "incidents": [_incident_row(incident) for incident in configuration.incidents],
        "tags": [row for incident in configuration.incidents for row in _tag_rows(incident)],
    }


def _choose(name: str, known: dict[str, Incident]) -> Incident:
    if name in known:
        return known[name]
    if Path(name).suffix in {".yaml", ".yml"} or Path(name).exists():
        return load_incident(Path(name))
    raise ConfigurationError(
        f"There is no incident {name!r}: known are {', '.join(known) or 'none'}, or give a file."
    )


def _asked_for(
    catalog: Catalog, incidents: Iterable[Incident], sources: Sequence[str]
) -> Iterable[Source]:
    unknown = [name for name in sources if catalog.get(name) is None]
    for incident in incidents:
        if incident.sources != "all":
            unknown += [
                f"{name} (of {incident.id})"
                for name in incident.sources
                if catalog.get(name) is None
            ]
    if unknown:
        raise ConfigurationError(
            f"There is no source {', '.join(unknown)}: `aftermath sources` lists those there are."
        )
    wanted = set(sources) or {
        source.id
        for incident in incidents
        for source in catalog
        if incident.sources == "all" or source.id in incident.sources
    }
    return (source for source in catalog if source.id in wanted)


def _source_row(source: Source) -> Row:
    return {
        "source_id": source.id,
        "name": source.name,
        "kind": source.kind,
        "language": source.language,
        "timezone": source.timezone,
        "homepage": source.homepage,
        "verified": source.verified,
    }


def _incident_row(incident: Incident) -> Row:
    return {
        "incident_id": incident.id,
        "title": incident.title,
        "started": incident.started,
        "timezone": incident.timezone,
        "targets": incident.targets,
        "minimum": incident.match.minimum,
    }


def _tag_rows(incident: Incident) -> Iterable[Row]:
    parts: dict[str, list[tuple[str, str, str | None, tuple[str, ...]]]] = {
        "entity": [
            (one.id, one.name, one.kind, (one.name, *one.aliases, *one.ambiguous))
            for one in incident.entities
        ],
        "topic": [(one.id, one.name, None, _single(one.terms)) for one in incident.topics],
        "thread": [(one.id, one.question, None, _single(one.terms)) for one in incident.threads],
    }
    voices = {one.id: one.speaks_for for one in incident.entities}
    for kind, tags in parts.items():
        for tag, name, role, terms in tags:
            row: Row = {"incident_id": incident.id, "kind": kind, "tag": tag, "name": name}
            row |= {"role": role, "speaks_for": voices.get(tag) if kind == "entity" else None}
            names = [form for term in terms for form in (fold(term), term.lower())]
            yield row | {"terms": list(dict.fromkeys(names))}


def _single(wordings: Iterable[str | tuple[str, ...]]) -> tuple[str, ...]:
    """Return every term of some wordings."""
    return tuple(
        term for words in wordings for term in ((words,) if isinstance(words, str) else words)
    )
