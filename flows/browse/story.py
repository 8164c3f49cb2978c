"""Everything about one document: its text with marks, its versions, its relatives, its evidence."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from flows.browse.marking import Mark, entity_marks, segments
from flows.browse.reading import NotThereError, Reading, Row
from flows.commands.explaining import story
from flows.configuration import ConfigurationError, load_configuration
from flows.incident import Incident
from warehouse.differences import Piece, differences
from warehouse.errors import WarehouseError
from warehouse.report.trees import trees

_MOST_VERSIONS = 20
_MOST_LINES = 400


def document_page(reading: Reading, document: str) -> dict[str, Any]:
    """Return what the page of a document shows; raises NotThereError where there is none."""
    versions = reading.rows("explorer", "versions", {"document": document})
    if not versions:
        raise NotThereError(f"The warehouse holds no document {document!r}.")
    newest = versions[-1]
    counted = reading.rows("explorer", "counted", {"document": document})
    of_document = {"document": document}
    said = reading.rows("explorer", "utterances", of_document)
    marks = [*_entities(reading, newest), *_quotes(said)]
    title, text = str(newest["title"]), str(newest["text"])
    return {
        "document": document,
        "newest": newest,
        "title": segments(title, 0, marks),
        "paragraphs": list(_paragraphs(text, len(title) + 1, marks)),
        "counted": counted,
        "tags": reading.rows("explorer", "tags", of_document),
        "said": said,
        "versions": versions,
        "changes": list(_changes(versions)),
        "relatives": trees(reading.rows("explorer", "relatives", of_document)),
        "story": _story(reading, str(newest["url"])),
    }


def _entities(reading: Reading, newest: Row) -> list[Mark]:
    incident = _configured(reading)
    return entity_marks(incident, str(newest["title"]), str(newest["text"]))


def _configured(reading: Reading) -> Incident | None:
    """Return the incident as its file describes it; None where the file is gone or broken."""
    try:
        followed = load_configuration(reading.home).incidents
    except ConfigurationError:
        return None
    wanted = reading.incident["incident_id"]
    return next((one for one in followed if one.id == wanted), None)


def _quotes(said: Iterable[Row]) -> Iterable[Mark]:
    for row in said:
        start = int(row["start"])
        yield Mark(start, start + len(row["text"]), "quote", f"{row['speaker']} {row['verb']}")


def _paragraphs(text: str, begins_at: int, marks: list[Mark]) -> Iterable[Any]:
    place = begins_at
    for line in text.split("\n"):
        near = [mark for mark in marks if mark.start < place + len(line) and mark.end > place]
        yield segments(line, place, near)
        place += len(line) + 1


def _changes(versions: list[Row]) -> Iterable[tuple[Row, list[Piece], list[Piece]]]:
    """Yield every later version with what changed in headline and text, the newest first."""
    pairs = list(pairwise(versions))[-_MOST_VERSIONS:]
    for before, after in reversed(pairs):
        headline = differences(before["title"], after["title"])
        yield after, headline, differences(before["text"], after["text"])


def _story(reading: Reading, url: str) -> list[str]:
    try:
        return list(story(reading.home, url))[:_MOST_LINES]
    except (WarehouseError, ValueError) as error:
        return [str(error)]
