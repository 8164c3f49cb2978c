"""What one request reads: the newest snapshot, one incident, values written in the language of its pages."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.requests import Request

from flows.browse.language import language_of, other_languages
from warehouse.ask import Answer, ask
from warehouse.errors import QueryError, WarehouseError
from warehouse.home import Home
from warehouse.queries import Query, read_query
from warehouse.report.marks import link
from warehouse.report.wording import Writer

Row = dict[str, Any]

_TABLES = """
select table_name, list(column_name order by column_index) as columns
from duckdb_columns()
where schema_name = 'main' and not internal
group by table_name
order by table_name
"""


class NotThereError(WarehouseError):
    """Something was asked for that the warehouse does not hold."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The snapshot as it was when the request came, and the incident it is about."""

    home: Home
    snapshot: Path
    incidents: tuple[Row, ...]
    incident: Row
    writer: Writer
    language: str
    in_language: str  # the address of this page, to be completed by a language

    @classmethod
    def of(cls, home: Home, request: Request) -> "Reading":
        """Return what a request reads; raises NotThereError where it names an unknown incident."""
        snapshot = home.snapshot().resolve()
        incidents = _incidents(snapshot)
        if not incidents:
            raise QueryError("The warehouse knows no incident yet: do a run first.")
        wanted = request.query_params.get("incident")
        chosen = next((row for row in incidents if row["incident_id"] == wanted), None)
        if wanted and chosen is None:
            raise NotThereError(f"The warehouse knows no incident {wanted!r}.")
        incident = chosen or incidents[0]
        language = language_of(request)
        writer = Writer(language, str(incident["timezone"]))
        elsewhere = other_languages(request)
        return cls(home, snapshot, incidents, incident, writer, language, elsewhere)

    def rows(self, layer: str, name: str, values: Mapping[str, Any]) -> list[Row]:
        """Return the rows of a named query about the incident."""
        query = read_query(layer, name)
        answer = self.ask(query.sql, query, values)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    def ask(
        self, sql: str, query: Query, values: Mapping[str, Any], most: int | None = None
    ) -> Answer:
        """Answer a named query about the incident."""
        given = {"incident": self.incident["incident_id"], **values}
        return ask(
            self.snapshot, sql, {p.name: given.get(p.name) for p in query.parameters}, most=most
        )

    def ask_freely(self, sql: str, *, seconds: float, most: int) -> Answer:
        """Answer what somebody typed."""
        return ask(self.snapshot, sql, seconds=seconds, most=most)

    def tables(self) -> list[tuple[Any, ...]]:
        """Return the tables of the snapshot with their columns."""
        return ask(self.snapshot, _TABLES).rows

    def link(self, url: object, text: object) -> Markup:
        """Return a link out of the site where the address is one of the web."""
        return link(url, text)


@functools.lru_cache(maxsize=4)
def _incidents(snapshot: Path) -> tuple[Row, ...]:
    answer = ask(snapshot, read_query("explorer", "incidents").sql)
    return tuple(dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
