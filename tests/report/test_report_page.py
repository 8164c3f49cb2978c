"""What the report says, and what it never does."""

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from tests.report.tea_report import HOSTILE
from tests.warehouse.tea import INCIDENT
from warehouse.errors import QueryError
from warehouse.home import Home
from warehouse.queries import read_layer, read_query
from warehouse.report import verify_report, write_report
from warehouse.report.events import measures_of
from warehouse.report.facts import Facts
from warehouse.report.page import render_report


def _root(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes())


def test_the_same_snapshot_gives_the_same_report(tea_home: Home) -> None:
    first, second = (render_report(tea_home.snapshot(), INCIDENT, language="en") for _ in range(2))
    assert sorted(first.splitlines()) == sorted(second.splitlines())


def test_headline_numbers_are_those_of_the_warehouse(tea_reports: dict[str, Path]) -> None:
    root = _root(tea_reports["en"])
    said = {
        one.get("data-column"): one.text
        for one in root.iter("data")
        if one.get("data-query") == "headline"
    }
    assert said["articles"] == "17"
    assert (said["dated"], said["undated"]) == ("16", "1")
    assert said["gone"] == "1"
    assert said["changed"] == "1"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_names_its_query_and_leads_to_sql_and_documents(
    tea_reports: dict[str, Path], language: str
) -> None:
    root = _root(tea_reports[language])
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    known = {
        query.name: query.sql for layer in ("trends", "reports") for query in read_layer(layer)
    }
    numbers = list(root.iter("data"))
    assert len(numbers) > 200
    for number in numbers:
        query = number.get("data-query") or ""
        assert root.get_element_by_id(f"sql-{query}").find(".//pre").text == known[query]
        assert all(number.get(f"data-{name}") for name in ("parameters", "key", "column"))
        assert number.getparent().get("href", "").removeprefix("#") in ids


def test_every_section_is_there(tea_reports: dict[str, Path]) -> None:
    root = _root(tea_reports["zh"])
    headings = [one.get("id") for one in root.iter("h2")]
    wanted = "timeline volume voices topics threads stance propagation quotes revisions takedowns completeness documents method"
    assert [name for name in headings if name in wanted.split()] == wanted.split()
    assert len(root.findall(".//svg")) >= 10


def test_no_column_is_called_by_its_name_in_sql(tea_reports: dict[str, Path]) -> None:
    heads = {head.text or "" for head in _root(tea_reports["zh"]).iter("th")}
    assert {head for head in heads if re.fullmatch(r"[a-z_]+", head)} == set()


def test_a_phase_without_a_day_is_told_by_its_size() -> None:
    query = read_query("trends", "phases")
    rows = ({"phase": "peak", "day": date(2026, 1, 7), "amount": 9.0},
            {"phase": "half-life", "day": None, "amount": 2.3},
            {"phase": "end", "day": None, "amount": None})  # fmt: skip
    facts = {"phases": Facts(query, {}, ("phase", "day", "amount"), rows)}
    assert [row["phase"] for row in measures_of(facts)] == ["half-life"]
    assert measures_of({"phases": None}) == []


def test_copies_changes_and_removals_are_told(tea_reports: dict[str, Path]) -> None:
    root = _root(tea_reports["en"])
    (tree,) = (
        one
        for one in root.xpath("//ul[@class='tree']/li")
        if "announcement" in one.find("a").get("href")
    )
    copies = {one.get("href").rsplit("/", 1)[1] for one in tree.xpath(".//ul//li/a[1]")}
    assert copies == {"copy-0", "copy-1"}
    assert "三" in "".join(one.text or "" for one in root.iter("del"))
    assert "五" in "".join(one.text or "" for one in root.iter("ins"))
    takedowns = root.xpath("//h2[@id='takedowns']/following::table[1]")[0].text_content()
    assert "gone" in takedowns


def test_a_hostile_headline_is_text(tea_reports: dict[str, Path]) -> None:
    page = tea_reports["zh"].read_text(encoding="utf-8")
    root = _root(tea_reports["zh"])
    assert HOSTILE not in page
    assert HOSTILE in root.text_content()
    assert not list(root.iter("script", "img", "iframe", "object", "form", "link", "base"))
    assert not root.xpath("//@style | //@onload | //@onerror | //@src")
    links = [one.get("href") for one in root.iter("a")]
    assert all(re.match(r"#|https?://", link) for link in links)


def test_the_policy_allows_nothing_but_the_style_of_the_page(tea_reports: dict[str, Path]) -> None:
    policy = _root(tea_reports["zh"]).xpath(
        "//meta[@http-equiv='Content-Security-Policy']/@content"
    )[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_gaps_shade_every_axis_of_time(tea_reports: dict[str, Path]) -> None:
    root = _root(tea_reports["en"])
    for name in ("timeline", "volume", "topics", "stance"):
        chart = root.xpath(f"//h2[@id='{name}']/following::*[local-name()='svg'][1]")[0]
        shades = chart.xpath(".//*[@fill='var(--gap)' and (@fill-opacity or @opacity)]")
        assert shades, name


def test_the_language_is_that_of_the_title_unless_chosen(tea_home: Home, tmp_path: Path) -> None:
    page = write_report(tea_home.snapshot(), INCIDENT, tmp_path / "report.html")
    assert _root(page).get("lang") == "zh"


def test_an_unknown_incident_or_language_is_one_sentence(tea_home: Home, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="knows no incident 'nothing'"):
        write_report(tea_home.snapshot(), "nothing", tmp_path / "report.html")
    with pytest.raises(QueryError, match="no report in 'de'"):
        write_report(tea_home.snapshot(), INCIDENT, tmp_path / "report.html", language="de")
    assert not list(tmp_path.iterdir())


def test_an_incident_without_coverage_has_a_report_too(tea_home: Home, tmp_path: Path) -> None:
    page = write_report(tea_home.snapshot(), "quiet", tmp_path / "quiet.html")
    assert _root(page).get("lang") == "en"
    assert "Nothing yet" in page.read_text(encoding="utf-8")
    assert verify_report(page, [tea_home.current.parent]).differences == ()
