"""Write the report: ask the snapshot, fill the template, replace the file at once."""

import base64
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from warehouse.errors import QueryError
from warehouse.queries import SQL_FOLDER, read_query
from warehouse.report.facts import LAYERS, Answers, gather
from warehouse.report.marks import Marker, is_number, link
from warehouse.report.parts import behind_of, changes_of, groups_of, parts_of
from warehouse.report.wording import LANGUAGES, Writer, language_of, read_words

_FOLDER = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
GENERATOR = "aftermath"


@dataclass(frozen=True, slots=True)
class Named:
    """The snapshot that a report was written from, as the report names it."""

    file: str
    sha256: str


def write_report(snapshot: Path, incident: str, path: Path, *, language: str | None = None) -> Path:
    """Write the report of an incident and return its path; raises QueryError if it is unknown.

    Without a language it is the language of the incident's title: Chinese or English.
    """
    page = render_report(snapshot, incident, language=language)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(page, encoding="utf-8")
    return part.replace(path)


def render_report(snapshot: Path, incident: str, *, language: str | None = None) -> str:
    """Return the report as HTML: the same snapshot and language always give the same text."""
    snapshot = snapshot.resolve()
    named = name_snapshot(snapshot)
    row = _incident(snapshot, incident)
    writer = Writer(language or language_of(str(row["title"])), str(row["timezone"]))
    facts = Answers(snapshot, incident)
    style = style_sheet()
    behind = behind_of(facts)
    marker = Marker(writer, behind)
    return _TEMPLATES.get_template("report.html").render(
        incident=row,
        language=writer.language,
        words=writer.words,
        write=writer.write,
        named=named,
        generator=generator(),
        policy=policy(style),
        style=style,
        facts=facts,
        parts=parts_of(facts, writer),
        changes=changes_of(facts),
        groups=groups_of(facts),
        behind=behind,
        number=marker.number,
        cell=marker.cell,
        link=link,
        is_number=is_number,
    )


def name_snapshot(snapshot: Path) -> Named:
    """Return the name and the fingerprint of a snapshot."""
    digest = sha256()
    with snapshot.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return Named(snapshot.name, digest.hexdigest())


@functools.cache
def generator() -> str:
    """Return what decides the words, queries and drawings of a report besides the snapshot."""
    digest = sha256(version("matplotlib").encode())
    files = [*_FOLDER.rglob("*"), *(f for layer in LAYERS for f in (SQL_FOLDER / layer).iterdir())]
    for file in sorted(files):
        if file.suffix in {".py", ".html", ".css", ".yaml", ".sql"}:
            digest.update(file.read_bytes())
    return f"{GENERATOR} {version('aftermath')} ({digest.hexdigest()[:16]})"


def style_sheet() -> str:
    """Return the style of the page."""
    return (_FOLDER / "report.css").read_text(encoding="utf-8")


def policy(style: str) -> str:
    """Return a policy by which the page may load, run and send nothing; only its own style sheet holds."""
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _incident(snapshot: Path, incident: str) -> Mapping[str, Any]:
    facts = gather(snapshot, read_query("reports", "covered_incident"), {"incident": incident})
    if facts.failure:
        raise QueryError(facts.failure)
    if not facts.rows:
        raise QueryError(f"The warehouse knows no incident {incident!r}.")
    return facts.rows[0]


__all__ = ["LANGUAGES", "Named", "name_snapshot", "read_words", "render_report", "write_report"]
