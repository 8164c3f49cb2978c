"""Sources and incidents are checked together, and every mistake is told at once."""

from pathlib import Path

import pytest

from flows.configuration import ConfigurationError, configuration_rows, load_configuration
from tests.flows.archive import INCIDENT, tea_home
from warehouse.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tea_home(tmp_path))


def test_mistakes_of_sources_and_incidents_come_in_one_message(home: Home) -> None:
    (home.sources / "bad.yaml").write_text(
        "id: bad\nname: Bad\nkind: newspaper\nhomepage: ftp://x\nfeeds: []\n"
    )
    (home.incidents / "worse.yaml").write_text(
        "id: worse\ntitle: Worse\nmatch: {any: []}\ntargts: [x]\n"
    )
    with pytest.raises(ConfigurationError) as caught:
        load_configuration(home)
    message = str(caught.value)
    for part in (
        "bad.yaml: kind",
        "bad.yaml: homepage",
        "bad.yaml: feeds",
        "worse.yaml: started",
        "worse.yaml: targts",
    ):
        assert part in message, message


def test_an_incident_of_the_home_replaces_the_shipped_one(home: Home) -> None:
    shipped = INCIDENT.replace("id: tea-recall", "id: xiaomi-kol-2026")
    (home.incidents / "xiaomi-kol-2026.yaml").write_text(shipped, encoding="utf-8")
    chosen = load_configuration(home, ["xiaomi-kol-2026"]).incidents
    assert [incident.title for incident in chosen] == ["青岚召回"]


def test_an_incident_may_be_given_as_a_file(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(INCIDENT.replace("id: tea-recall", "id: draft"), encoding="utf-8")
    assert [incident.id for incident in load_configuration(home, [str(file)]).incidents] == [
        "draft"
    ]


def test_unknown_names_are_told_with_those_there_are(home: Home) -> None:
    with pytest.raises(ConfigurationError, match=r"no incident 'nothing'.*tea-recall"):
        load_configuration(home, ["nothing"])
    with pytest.raises(ConfigurationError, match="no source nowhere"):
        load_configuration(home, ["tea-recall"], ["nowhere"])
    text = INCIDENT.replace("sources: [chen]", "sources: [chen, nobody]")
    (home.incidents / "tea-recall.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"nobody \(of tea-recall\)"):
        load_configuration(home, ["tea-recall"])


def test_only_the_sources_that_incidents_ask_for_are_crawled(home: Home) -> None:
    assert [source.id for source in load_configuration(home, ["tea-recall"]).sources] == ["chen"]


def test_rows_name_every_tag(home: Home) -> None:
    rows = configuration_rows(load_configuration(home, ["tea-recall"]))
    assert {(row["kind"], row["tag"], row["name"]) for row in rows["tags"]} == {
        ("entity", "qinglan", "青岚茶业"),
        ("topic", "recall", "召回"),
        ("thread", "cause", "原因是什么？"),
    }
    assert [row["source_id"] for row in rows["sources"]] == ["chen"]


def test_the_digest_changes_with_the_configuration(home: Home) -> None:
    before = load_configuration(home, ["tea-recall"]).digest()
    assert before == load_configuration(home, ["tea-recall"]).digest()
    (home.incidents / "tea-recall.yaml").write_text(
        INCIDENT.replace("下架", "退款"), encoding="utf-8"
    )
    assert load_configuration(home, ["tea-recall"]).digest() != before


def test_an_incident_that_is_not_enabled_is_followed_only_by_name(home: Home) -> None:
    resting = f"{INCIDENT}enabled: false\n"
    (home.incidents / "tea-recall.yaml").write_text(resting, encoding="utf-8")
    assert "tea-recall" not in {one.id for one in load_configuration(home).incidents}
    (chosen,) = load_configuration(home, ["tea-recall"]).incidents
    assert chosen.id == "tea-recall"
