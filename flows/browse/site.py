"""The pages of the explorer. Each is one function from a request to HTML; every answer comes from the newest snapshot."""

import functools
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from flows.browse.language import keep_language, site_words
from flows.browse.reading import NotThereError, Reading
from flows.browse.story import document_page
from flows.tag.search_words import query_words
from warehouse.errors import QueryError, WarehouseError
from warehouse.home import Home
from warehouse.queries import Query, read_layer
from warehouse.readable import digest_columns
from warehouse.report import charts
from warehouse.report.axis import Axis
from warehouse.report.facts import Answers
from warehouse.report.links import web_address
from warehouse.report.page import policy, render_report, style_sheet
from warehouse.report.parts import Parts, parts_of
from warehouse.report.wording import Writer

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_STYLE = Path(__file__).parent / "browse.css"
_FILTERS = ("source", "status", "topic", "thread", "entity", "words")
_PAGE = 50  # documents on a page, as in documents.sql
_MOST_ROWS = 500
_SECONDS = 15.0  # for a question of the SQL box
_LONGEST_CELL = 500

Values = dict[str, Any]
Page = Callable[[Reading, Request], Response]


def make_site(home: Home) -> Starlette:
    """Return the site of a home."""
    pages: Mapping[str, Page] = {
        "/": _overview,
        "/documents": _documents,
        "/document/{document}": _document,
        "/trends": _trends,
        "/trend/{name}": _trend,
        "/sql": _sql,
        "/report": _report,
    }
    routes = [Route(path, _answering(home, page), methods=["GET"]) for path, page in pages.items()]
    routes.append(Route("/style.css", _style, methods=["GET"]))
    return Starlette(routes=routes)


def _answering(home: Home, page: Page) -> Callable[[Request], Response]:
    """Wrap a page: what it asks for wrongly is told in one sentence, with the status that fits."""

    def answer(request: Request) -> Response:
        try:
            return keep_language(request, page(Reading.of(home, request), request))
        except NotThereError as error:
            return _refused(str(error), 404)
        except (WarehouseError, ValueError) as error:
            return _refused(str(error), 400)

    return answer


def _refused(sentence: str, status: int) -> Response:
    say = site_words("en")  # as all that the program says of what it cannot do
    page = _TEMPLATES.get_template("refused.html").render(sentence=sentence, say=say, language="en")
    return HTMLResponse(page, status)


def _show(reading: Reading, template: str, **values: Any) -> Response:
    words = reading.writer.words
    page = _TEMPLATES.get_template(template).render(
        say=site_words(reading.language),
        named=words.values.of,
        comma=words.comma,
        language=reading.language,
        in_language=reading.in_language,
        incident=reading.incident,
        incidents=reading.incidents,
        write=reading.writer.write,
        web_address=web_address,
        link=reading.link,
        **values,
    )
    return HTMLResponse(page)


def _overview(reading: Reading, request: Request) -> Response:
    del request
    answers, parts = _drawn(
        str(reading.snapshot),
        str(reading.incident["incident_id"]),
        str(reading.incident["timezone"]),
        reading.language,
    )
    headline = answers["headline"]
    return _show(
        reading,
        "overview.html",
        head=headline.rows[0] if headline and headline.rows else {},
        parts=parts,
        latest=reading.rows("explorer", "documents", {})[:10],
    )


@functools.lru_cache(maxsize=8)
def _drawn(snapshot: str, incident: str, zone: str, language: str) -> tuple[Answers, Parts]:
    """Draw the charts of an incident once per snapshot and language."""
    answers = Answers(Path(snapshot), incident)
    return answers, parts_of(answers, Writer(language, zone))


def _documents(reading: Reading, request: Request) -> Response:
    asked = {name: request.query_params.get(name) or None for name in _FILTERS}
    days = {name: _day(request, name) for name in ("since", "until")}
    skipped = max(0, _whole(request.query_params.get("skipped", "0")))
    rows = reading.rows("explorer", "documents", {**asked, **days, "skipped": skipped})
    choices: dict[str, list[Values]] = {}
    for row in reading.rows("explorer", "choices", {}):
        choices.setdefault(str(row["filter"]), []).append(row)
    total = rows[0]["total"] if rows else 0
    return _show(
        reading,
        "documents.html",
        rows=rows,
        total=total,
        skipped=skipped,
        following=skipped + _PAGE if skipped + _PAGE < total else None,
        former=max(0, skipped - _PAGE) if skipped else None,
        asked={**asked, **days},
        choices=choices,
    )


def _document(reading: Reading, request: Request) -> Response:
    values = document_page(reading, request.path_params["document"])
    return _show(reading, "document.html", **values)


def _trends(reading: Reading, request: Request) -> Response:
    del request
    return _show(reading, "trends.html", trends=read_layer("trends"))


def _trend(reading: Reading, request: Request) -> Response:
    known = {query.name: query for query in read_layer("trends")}
    query = known.get(request.path_params["name"])
    if query is None:
        raise NotThereError(f"There is no trend {request.path_params['name']!r}.")
    values = _parameters(query, request)
    missing = [p.name for p in query.parameters if not p.is_optional and not values.get(p.name)]
    missing = [name for name in missing if name != "incident"]
    answer = None if missing else reading.ask(query.sql, query, values, most=_MOST_ROWS + 1)
    rows = answer.rows if answer else []
    return _show(
        reading,
        "trend.html",
        query=query,
        values=values,
        missing=missing,
        columns=answer.columns if answer else (),
        rows=rows[:_MOST_ROWS],
        more=len(rows) > _MOST_ROWS,
        hidden=digest_columns(answer) if answer else (),
        heads=_heads(reading, answer.columns) if answer else {},
        chart=_small_chart(query.name, answer.columns, rows) if answer else None,
        longest=_LONGEST_CELL,
    )


def _heads(reading: Reading, columns: tuple[str, ...]) -> dict[str, str]:
    """Return how the columns of a trend are called: in English by their own names, as in SQL."""
    if reading.language == "en":
        return {}
    return {column: reading.writer.words.columns.of(column) for column in columns}


def _sql(reading: Reading, request: Request) -> Response:
    asked = request.query_params.get("query", "").strip()
    answer, failure = None, ""
    if asked:
        try:
            answer = reading.ask_freely(asked, seconds=_SECONDS, most=_MOST_ROWS + 1)
        except QueryError as error:
            failure = str(error)
    rows = answer.rows if answer else []
    return _show(
        reading,
        "sql.html",
        asked=asked,
        failure=failure,
        columns=answer.columns if answer else (),
        rows=rows[:_MOST_ROWS],
        more=len(rows) > _MOST_ROWS,
        tables=reading.tables(),
        longest=_LONGEST_CELL,
        seconds=_SECONDS,
    )


def _report(reading: Reading, request: Request) -> Response:
    del request
    incident = str(reading.incident["incident_id"])
    page = _rendered(str(reading.snapshot), incident, reading.language)
    return HTMLResponse(page, headers={"Content-Security-Policy": policy(style_sheet())})


@functools.lru_cache(maxsize=4)
def _rendered(snapshot: str, incident: str, language: str) -> str:
    return render_report(Path(snapshot), incident, language=language)


def _style(request: Request) -> Response:
    del request
    return Response(style_sheet() + _STYLE.read_text(encoding="utf-8"), media_type="text/css")


def _parameters(query: Query, request: Request) -> Values:
    """Return the values of a trend's parameters as their types want them."""
    values: Values = {}
    for parameter in query.parameters:
        given = request.query_params.get(parameter.name) or None
        if given is None or parameter.name == "incident":
            continue
        if parameter.type == "date":
            values[parameter.name] = _day(request, parameter.name)
        elif parameter.type == "integer":
            values[parameter.name] = _whole(given)
        elif parameter.name == "words":
            values[parameter.name] = " ".join(query_words(given))
        else:
            values[parameter.name] = given
    return values


def _small_chart(name: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str | None:
    """Draw the first count of a trend that has one row per day."""
    if len(rows) < 2 or "day" not in columns:
        return None
    day = columns.index("day")
    days = [row[day] for row in rows]
    if len(set(days)) != len(days) or not all(isinstance(one, date) for one in days):
        return None
    for place, value in enumerate(rows[0]):
        if isinstance(value, int | float) and not isinstance(value, bool):
            counts = {row[day]: float(row[place] or 0) for row in rows}
            axis = Axis(min(days), max(days), {})
            return charts.volume(axis, [counts], f"{name}: {columns[place]}")
    return None


def _day(request: Request, name: str) -> date | None:
    given = request.query_params.get(name)
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ValueError(f"{name} must be a day such as 2026-01-05, not {given!r}.") from None


def _whole(given: str) -> int:
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise ValueError(f"{given!r} is no count.")
    return int(given)
