"""Marts filled by hand, for the tests of trends: each test gives the rows and says which rows it expects."""

import itertools
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from warehouse.batch import Row
from warehouse.live import LiveWarehouse

INCIDENT = "tea-recall"
STARTED = date(2026, 1, 5)  # a Monday
CALENDAR = "Asia/Shanghai"


class Given:
    """An empty snapshot that takes rows of marts; what a row leaves out is null."""

    def __init__(self, path: Path) -> None:
        self.live = LiveWarehouse(path)
        self.live.refresh_marts()
        self._numbers = itertools.count()
        self._is_stale = False

    def add(self, mart: str, **row: Any) -> None:
        self._is_stale = True
        columns = ", ".join(f'${name} as "{name}"' for name in row)
        self.live.connection.execute(f"insert into main.{mart} by name select {columns}", row)

    def incident(self, name: str = INCIDENT, **row: Any) -> None:
        given = {"incident_id": name, "title": name, "started": STARTED, "timezone": CALENDAR}
        self.add("incidents", **given | {"targets": ["qinglan"], "minimum": 0.5} | row)

    def article(self, day: int, name: str | None = None, **row: Any) -> str:
        """Add an article of a day after the start, at noon of the incident's calendar unless said."""
        name = name or f"a{next(self._numbers)}"
        given = {
            "incident_id": INCIDENT,
            "document_id": name,
            "cluster_id": name,
            "origin_document_id": name,
            "is_origin": row.get("cluster_id", name) == name,
            "source_id": "chen",
            "source_name": "晨江新闻",
            "source_kind": "media",
            "title": f"题 {name}",
            "text": "文",
            "url": f"http://chen.example/{name}",
            "published_at": datetime(2026, 1, 5, 4, tzinfo=UTC) + timedelta(days=day),
            "published_precision": "minute",
            "published_on": STARTED + timedelta(days=day),
            "status": "live",
        }
        self.add("coverage", **given | row)
        return name

    def mention(self, document: str, kind: str, tag: str, **row: Any) -> None:
        """Add a mention, dated as its article."""
        given: Row = {"incident_id": INCIDENT, "document_id": document, "kind": kind, "tag": tag}
        given |= {"name": tag.upper(), "count": 1, "evidence": f"…{tag}…"}
        given["published_on"] = self._published_on(document)
        self.add("mentions", **given | row)

    def quote(self, document: str, speaker: str, text: str, **row: Any) -> None:
        given: Row = {"incident_id": INCIDENT, "document_id": document, "speaker": speaker}
        given |= {"text": text}
        given |= {"speaker_tag": None, "verb": "称", "quote_key": text, "is_direct": True}
        given |= {"numbers": [], "offset": 0}
        given["published_on"] = self._published_on(document)
        self.add("quotes", **given | row)

    def run(self, day: int) -> None:
        """Add a run of a day after the start, in its evening."""
        as_of = datetime(2026, 1, 5, 14, tzinfo=UTC) + timedelta(days=day)
        self.add("runs", run_id=f"run-{day}", kind="daily", as_of=as_of, state="completed")

    def volume(self, counts: Iterable[int], name: str = INCIDENT) -> None:
        """Add an incident with so many articles on each day from its start on, all of them origins."""
        self.incident(name)
        self._is_stale = True
        self.live.connection.execute(_VOLUME, [name, [int(count) for count in counts], STARTED])

    def trend(self, name: str, columns: str = "*", incident: str = INCIDENT) -> list[Any]:
        return self.rows(f"select {columns} from {name}($1)", [incident])

    def rows(self, sql: str, values: Any = None) -> list[Any]:
        """Run a statement, after bringing the aggregates up to the marts."""
        if self._is_stale and sql.startswith("select"):
            self.live.connection.execute(_HASHES)
            self.live.refresh_aggregates()
        self._is_stale = not sql.startswith("select")
        return self.live.connection.execute(sql, values).fetchall()

    def _published_on(self, document: str) -> date:
        sql = "select published_on from coverage where document_id = ?"
        published_on: date = self.live.connection.execute(sql, [document]).fetchall()[0][0]
        return published_on


_HASHES = """
update main.coverage set document_hash = md5_number_lower(document_id) where document_hash is null;
update main.lineage
set child_hash = md5_number_lower(child_document_id), parent_hash = md5_number_lower(parent_document_id)
where child_hash is null;
"""
_VOLUME = """
insert into main.coverage by name
select
    $1 as incident_id,
    $1 || '-' || number || '-' || n as document_id,
    document_id as cluster_id,
    true as is_origin,
    's' || (n % 5) as source_id,
    's' || (n % 5) as source_name,
    'media' as source_kind,
    'title' as title,
    'text' as text,
    timezone('Asia/Shanghai', ($3::date + cast(number as integer))::timestamp + to_minutes(cast(n * 7 % 1440 as integer)))
        as published_at,
    $3::date + cast(number as integer) as published_on
from (
    select
        unnest($2::bigint[]) as articles,
        generate_subscripts($2::bigint[], 1) - 1 as number
) as days
cross join lateral unnest(range(articles)) as x(n)
"""
