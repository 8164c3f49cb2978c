"""Every .sql file keeps what its header promises."""

import re

import duckdb
import pytest

from warehouse.queries import SQL_FOLDER, Query, macro, read_layer

LAYERS = ("staging", "marts", "aggregates", "trends", "checks", "plans", "stories", "comparisons")
SCRIPTS = (*read_layer("relating"), *read_layer("refreshing"))  # may be of several statements
QUERIES = [query for layer in LAYERS for query in read_layer(layer)]
LOADS = [query for query in read_layer("raw") if query.name != "tables"]


@pytest.mark.parametrize("query", [*QUERIES, *LOADS, *SCRIPTS], ids=lambda query: query.name)
def test_header_says_question_grain_and_exactly_its_parameters(query: Query) -> None:
    assert query.question
    assert query.grain.startswith("one row per ") or query.grain in {"one row.", "no rows."}
    body = "\n".join(line for line in query.sql.splitlines() if not line.startswith("--"))
    assert {parameter.name for parameter in query.parameters} == set(re.findall(r"\$(\w+)", body))


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_model_is_one_statement_in_lower_case(query: Query) -> None:
    assert len(duckdb.connect().extract_statements(query.sql)) == 1
    keywords = r"\b(SELECT|FROM|WHERE|JOIN|GROUP BY|ORDER BY|WITH|CASE|UNION)\b"
    assert not re.search(keywords, query.sql)


def test_a_layer_reads_only_the_layer_before_it() -> None:
    marts = {query.name for query in read_layer("marts")}
    for query in (*read_layer("trends"), *read_layer("aggregates")):
        assert "raw." not in query.sql
        assert "stg_" not in query.sql
    for query in read_layer("marts"):
        read = set(re.findall(r"(?:from|join)\s+([\w.]+)", query.sql))
        assert not any(name.startswith("raw.") for name in read), query.name
        local = set(re.findall(r"(\w+) as \(", query.sql))
        # What is made anew each time may read what is kept; the other way round a change would not arrive.
        assert not query.keys or not (read & marts) - local, query.name
    for query in read_layer("staging"):
        assert re.findall(r"from\s+([\w.]+)", query.sql)[0].startswith("raw.")
        assert " join " not in query.sql


def test_optional_parameters_come_last_in_a_macro() -> None:
    for query in read_layer("trends"):
        signature = rf"macro main\.{query.name}\((incident|words)(, \w+)*(, \w+ := null)*\)"
        assert re.search(signature, macro(query))


def test_every_file_is_utf8_without_tabs() -> None:
    for path in SQL_FOLDER.rglob("*.sql"):
        assert "\t" not in path.read_text(encoding="utf-8"), path
