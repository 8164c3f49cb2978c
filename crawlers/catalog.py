"""The catalogue of sources: one YAML file each, shipped ones and the user's own, checked as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.checked_yaml import Mistake, MistakesError, read_folder
from crawlers.domain import ascii_host
from crawlers.source import Discovery, Layout, Pace, Selector, Source, UrlRule

__all__ = [
    "SHIPPED_SOURCES",
    "Catalog",
    "CatalogError",
    "Discovery",
    "Layout",
    "Pace",
    "Selector",
    "Source",
    "UrlRule",
    "load_catalog",
]

SHIPPED_SOURCES = Path(__file__).parent / "sources"


class CatalogError(MistakesError):
    """Source files cannot be used; the message lists every mistake of every file."""


@dataclass(frozen=True)
class Catalog:
    """All sources by id."""

    sources: Mapping[str, Source]

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources.values())

    def __len__(self) -> int:
        return len(self.sources)

    def get(self, source_id: str) -> Source | None:
        """Return the source with this id; None where there is none."""
        return self.sources.get(source_id)

    def source_for_url(self, url: str) -> Source | None:
        """Return the source whose site a URL belongs to, the most specific one; None: of nobody's."""
        try:
            host = ascii_host(urlsplit(url).hostname or "")
        except ValueError:
            return None
        labels = host.split(".")
        suffixes = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self._by_site[suffix] for suffix in suffixes if suffix in self._by_site), None)

    @cached_property
    def _by_site(self) -> dict[str, Source]:
        return {site: source for source in reversed(tuple(self)) for site in source.sites}


def load_catalog(
    shipped_folder: Path = SHIPPED_SOURCES, home_folder: Path | None = None
) -> Catalog:
    """Return all sources, those of the home folder in place of shipped ones with the same id.

    Raises `CatalogError` with every mistake of every file.
    """
    mistakes: list[Mistake] = []
    sources = read_folder(shipped_folder, Source, mistakes)
    if home_folder is not None:
        sources |= read_folder(home_folder, Source, mistakes)
    if mistakes:
        raise CatalogError(mistakes)
    return Catalog(dict(sorted(sources.items())))
