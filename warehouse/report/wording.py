"""The words of a report: one catalogue file per language, and how values are written in it."""

import functools
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from markupsafe import Markup

from warehouse.columns import is_share, is_span, written_moment, written_span
from warehouse.errors import QueryError

LANGUAGES = ("zh", "en")
_FOLDER = Path(__file__).parent / "words"
_HAN = re.compile(r"[㐀-鿿豈-﫿]")


class Words:
    """A catalogue by language: `words.section.volume`; what lacks is an error, never a blank."""

    def __init__(self, entries: dict[str, Any], path: str) -> None:
        self._entries = entries
        self._path = path

    def __getattr__(self, name: str) -> Any:
        if name not in self._entries:
            raise AttributeError(f"the words lack {self._path}.{name}")
        return self._entry(name)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def of(self, name: str) -> str:
        """Return the word for a value of a closed set, such as a status; else the value itself."""
        return str(self._entries.get(str(name), name))

    def _entry(self, name: str) -> Any:
        value = self._entries[name]
        if isinstance(value, dict):
            return Words(value, f"{self._path}.{name}")
        return Markup(value) if isinstance(value, str) else value


@functools.cache
def read_words(language: str, folder: Path = _FOLDER) -> Words:
    """Return the catalogue of a language; raises QueryError where there is none."""
    if language not in LANGUAGES:
        raise QueryError(f"There is no report in {language!r}: choose {' or '.join(LANGUAGES)}.")
    text = (folder / f"{language}.yaml").read_text(encoding="utf-8")
    return Words(yaml.safe_load(text), language)


def language_of(title: str) -> str:
    """Return the language that a report about a title is read in: Chinese where it has a Han character."""
    return "zh" if _HAN.search(title) else "en"


class Writer:
    """Writes values for people: in one language and one calendar."""

    def __init__(self, language: str, timezone: str) -> None:
        self.language = language
        self.words = read_words(language)
        self._zone = ZoneInfo(timezone)

    def write(self, value: Any, column: str, precision: str | None = None) -> str:
        """Return a value as a person reads it; the column tells shares and durations from counts."""
        if value is None:
            return "—"
        if isinstance(value, bool):
            return str(self.words.yes if value else self.words.no)
        if isinstance(value, datetime):
            return written_moment(value, self._zone, precision)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, timedelta):
            return self.duration(value.total_seconds() / 60)
        if is_span(column, value):
            return self.duration(value)
        if is_share(column, value):
            return f"{value:.1%}"
        if isinstance(value, int | float):
            return f"{value:,}" if isinstance(value, int) else f"{value:,.4g}"
        if isinstance(value, list | tuple):
            return str(self.words.comma).join(self.write(one, column) for one in value)
        return str(value)

    def duration(self, minutes: float) -> str:
        """Return a span of time in its two greatest units."""
        units = self.words.units
        return written_span(minutes, (units.day, units.hour, units.minute))
