"""Looking at what an incident's rules match, and drafting a new incident from pages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.incident import load_incident
from tests.flows.archive import BODY, aftermath, page, tea_home, write_archive
from tests.warehouse.tea import document, moment, write_batch
from warehouse.home import Home
from warehouse.live import LiveWarehouse, publish

OTHER = "城东的旧书市场周末照常开放，摊主说来客比上月多了一些。"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    root = Home(tea_home(tmp_path / "home"))
    documents = [
        (document("in", text="".join(BODY)), None),
        (document("out", text=OTHER, title="旧书市场", published=moment(6)), None),
    ]
    with LiveWarehouse(root.live) as live:
        live.load([write_batch(root.work / "batch", documents=documents)])
        live.refresh_marts()
    publish(root, datetime(2026, 1, 6, tzinfo=UTC))
    return root.root


def test_check_shows_rules_and_words_that_occur_nowhere(home: Path) -> None:
    done = aftermath("incidents", "check", "tea-recall", "--home", home)
    assert done.returncode == 0, done.stderr
    assert "1 of 2 documents are relevant for tea-recall" in done.stdout
    assert "青岚茶业" in done.stdout
    assert "青岚召回绿茶 in" in done.stdout


def test_check_takes_a_draft_from_a_file(home: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    text = (home / "incidents" / "tea-recall.yaml").read_text(encoding="utf-8")
    draft.write_text(text.replace("any: [青岚茶业]", "any: [旧书市场]"), encoding="utf-8")
    done = aftermath("incidents", "check", draft, "--home", home)
    assert "1 of 2 documents are relevant" in done.stdout
    assert "旧书市场" in done.stdout


def test_new_drafts_an_incident_that_loads_and_never_overwrites(tmp_path: Path) -> None:
    home = tea_home(tmp_path / "home")
    url = "http://www.chen.example/a/1.html"
    archive = write_archive(tmp_path / "seed.warc.gz", {url: page("青岚召回绿茶")})
    arguments = [
        "incidents",
        "new",
        "青岚召回绿茶",
        "青岚茶业",
        "--id",
        "tea-2026",
        "--started",
        "2026-01-04",
    ]
    options: list[str | Path] = ["--seed", url, "--replay", archive, "--home", home]
    done = aftermath(*arguments, *options)
    assert done.returncode == 0, done.stderr
    file = home / "incidents" / "tea-2026.yaml"
    assert load_incident(file).match.any[0] == ("青岚茶业",)
    before = file.read_bytes()
    again = aftermath(*arguments, *options)
    assert again.returncode == 1
    assert "already" in again.stderr
    assert file.read_bytes() == before


def test_new_wants_a_name_in_latin_letters_and_pages_that_are_there(tmp_path: Path) -> None:
    home = tea_home(tmp_path / "home")
    nameless = aftermath("incidents", "new", "青岚召回", "--home", home)
    assert "--id" in nameless.stderr
    archive = write_archive(tmp_path / "none.warc.gz", {})
    missing = aftermath(
        "incidents",
        "new",
        "Tea recall",
        "--seed",
        "http://www.chen.example/none",
        "--replay",
        archive,
        "--home",
        home,
    )
    assert missing.returncode == 1
    assert "Traceback" not in missing.stderr
    assert not (home / "incidents" / "tea-recall-.yaml").exists()
