"""Write the report: ask the snapshot, fill the template, replace the file at once."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from warehouse.ask import ask, ask_trend
from warehouse.errors import QueryError

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
Rows = list[dict[str, Any]]

_HEADLINE = """
select
    count(*) as articles,
    count(distinct cluster_id) as stories,
    count(*) filter (where is_origin) as origins,
    count(distinct source_id) as sources,
    count(*) filter (where is_obfuscated) as obfuscated,
    count(*) filter (where published_at is null) as undated,
    min(published_on) as first_on,
    max(published_on) as last_on
from coverage
where incident_id = $incident
"""
_INCIDENT = "select * from incidents where incident_id = $incident"
_THREADS = """
select
    name,
    count(*) as articles,
    max(published_on) as last_on
from mentions
where incident_id = $incident
    and kind = 'thread'
group by name
order by articles desc, name
"""
_TOPICS = """
select
    name,
    count(*) as articles
from mentions
where incident_id = $incident
    and kind = 'topic'
group by name
order by articles desc, name
"""
_GAPS = """
select
    coalesce(sources.name, completeness.source_id) as source,
    completeness.seen_on,
    completeness.status,
    completeness.failed
from completeness
left join sources using (source_id)
where completeness.status <> 'ok'
order by completeness.seen_on, source
"""


def write_report(snapshot: Path, incident: str, path: Path) -> Path:
    """Write the report of an incident and return its path; raises QueryError if it is unknown."""
    values = {"incident": incident}
    known = _rows(snapshot, _INCIDENT, values)
    if not known:
        raise QueryError(f"The warehouse knows no incident {incident!r}.")
    days = _trend(snapshot, "daily_volume", values)
    page = _TEMPLATES.get_template("report.html").render(
        incident=known[0],
        headline=_rows(snapshot, _HEADLINE, values)[0],
        days=days,
        top=max((day["articles"] for day in days), default=0) or 1,
        sources=_trend(snapshot, "top_sources", values),
        topics=_rows(snapshot, _TOPICS, values),
        threads=_rows(snapshot, _THREADS, values),
        latest=_trend(snapshot, "latest", values),
        gaps=_rows(snapshot, _GAPS, {}),
        snapshot=snapshot.resolve().name,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(page, encoding="utf-8")
    return part.replace(path)


def _rows(snapshot: Path, sql: str, values: dict[str, str]) -> Rows:
    answer = ask(snapshot, sql, values)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _trend(snapshot: Path, name: str, values: dict[str, str]) -> Rows:
    answer = ask_trend(snapshot, name, values)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
