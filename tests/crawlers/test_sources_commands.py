"""`aftermath sources …` on outlets served on loopback, through the real crawl process."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from crawlers.catalog import load_catalog
from flows.cli import main
from flows.newsroom.server import Newsroom
from flows.newsroom.world import load_world
from tests.crawlers.web import Answer, Web, feed, page
from warehouse.landing import HowFound, LandingWriter, ReceivedResponse

NOW = "2026-01-14T22:00+08:00"
NEWSROOM = Path(__file__).parents[2] / "flows" / "newsroom" / "sources"
ARTICLE = page("港口停工的第一天", "<div class=when>2026年01月05日 08:30</div>")


def source(identifier: str, address: str, **more: object) -> dict[str, object]:
    return {
        "id": identifier,
        "name": identifier,
        "homepage": f"http://{identifier}.example/",
        "kind": "media",
        "discover": [{"rss": address}],
        "crawl": {"delay": 0.0, "concurrency": 4},
    } | more


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom(load_world()) as room:
        room.now = room.world.days[-1]
        yield room


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    return tmp_path


def table(text: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


def write(home: Path, values: dict[str, object]) -> str:
    text = yaml.safe_dump(values, allow_unicode=True)
    (home / "sources" / f"{values['id']}.yaml").write_text(text, encoding="utf-8")
    return str(values["id"])


def test_sources_that_work_are_ok_and_get_a_date(
    newsroom: Newsroom, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["chenjiang", "gangwan", "lanting", "qingqiao"]
    for name in names:
        (home / "sources" / f"{name}.yaml").write_bytes((NEWSROOM / f"{name}.yaml").read_bytes())
    proxy = ["--proxy", newsroom.proxy_url, "--as-of", newsroom.now.isoformat()]
    main(["sources", "check", *names, "--home", str(home), "--format", "csv", *proxy])
    rows = table(capsys.readouterr().out)
    assert {row["verdict"] for row in rows.values()} == {"ok"}
    assert {row["verified"] for row in rows.values()} == {f"{newsroom.now:%Y-%m-%d}"}
    assert rows["gangwan"]["layout"] == "title, body, published, author"
    assert rows["lanting"]["articles"] == "3 of 3"
    assert rows["qingqiao"]["links"].startswith("json ")
    assert not list((home / "work").iterdir())


def test_every_way_of_not_working_has_its_name(
    web: Web, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("good", "forbidden", "moved", "silent", "down", "relaid", "unread")
    links = {name: f"http://{name}.example/a/1001.html" for name in names}
    web.serve({f"http://{name}.example/feed": feed((link, "标题")) for name, link in links.items()})
    web.serve(dict.fromkeys(links.values(), ARTICLE))
    web.serve(
        {
            "http://forbidden.example/robots.txt": Answer("User-agent: *\nDisallow: /\n"),
            "http://moved.example/feed": Answer("gone", 404),
            "http://silent.example/feed": feed(),
            "http://down.example/robots.txt": Answer("later", 503),
            "http://down.example/feed": Answer("later", 503),
            links["unread"]: Answer("<html><body><p>短</p></body></html>"),
        }
    )
    for name in names:
        layout = {"title": "h1.lost", "body": "p.lost"} if name == "relaid" else {"title": "h1"}
        write(home, source(name, f"http://{name}.example/feed", layouts=[layout]))
    with pytest.raises(SystemExit) as ended:
        main(["sources", "check", *names, "--home", str(home), "--format", "csv",
              "--proxy", web.address, "--as-of", NOW])  # fmt: skip
    assert ended.value.code == 1
    told = capsys.readouterr()
    assert "6 of 7 sources are not ok" in told.err
    rows = table(told.out)
    assert {name: row["verdict"] for name, row in rows.items()} == {
        "good": "ok",
        "forbidden": "refused",
        "moved": "stale",
        "silent": "empty",
        "down": "unreachable",
        "relaid": "stale",
        "unread": "stale",
    }
    assert rows["forbidden"]["robots"] == "disallows 1"
    assert "no layout fits" in rows["relaid"]["why"]
    assert "no article could be read" in rows["unread"]["why"]
    assert rows["moved"]["verified"] == "-"


def test_a_replay_checks_without_a_network(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "web.warc.gz"
    name = write(home, source("haibin", "http://haibin.example/feed"))
    from tests.crawlers.web import AS_OF

    with LandingWriter(archive, source_id="x", run_id="y", as_of=AS_OF) as writer:
        for url, answer in {
            "http://haibin.example/feed": feed(("http://haibin.example/a/1.html", "港口停工")),
            "http://haibin.example/a/1.html": ARTICLE,
        }.items():
            headers = list(answer.headers.items())
            response = ReceivedResponse(url, AS_OF, 200, headers, answer.content())
            writer.write_response(response, HowFound(via=""))
    command = ["sources", "check", name, "--home", str(home), "--format", "csv"]
    main([*command, "--replay", str(archive), "--as-of", NOW])
    assert table(capsys.readouterr().out)[name]["verdict"] == "ok"


def test_a_captured_page_is_a_test_page(
    web: Web, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = "http://good.example/a/2002.html"
    web.serve({url: ARTICLE, "http://good.example/robots.txt": Answer("", 404)})
    write(home, source("good", "http://good.example/feed", layouts=[{"title": "h1", "body": "p"}]))
    options = ["--home", str(home), "--output", str(home / "golden"), "--proxy", web.address]
    main(["sources", "capture", url, *options])
    folder = home / "golden" / "good" / "a-2002"
    assert str(folder) in capsys.readouterr().out
    assert b"do not commit" in (folder / "page.html").read_bytes().splitlines()[0]
    assert (folder / "page.html").read_bytes().endswith(ARTICLE.content())
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert "do not commit" in expected["notice"]
    assert expected["title"] == expected["layout"]["title"] == "港口停工的第一天"
    assert expected["text"] == expected["layout"]["body"]
    for address, reason in ((url, "holds a test page already"), (f"{url}x", "http_error")):
        with pytest.raises(SystemExit):
            main(["sources", "capture", address, *options])
        assert reason in capsys.readouterr().err


def test_a_draft_is_a_source_that_loads_and_works(
    newsroom: Newsroom, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--home", str(home), "--proxy", newsroom.proxy_url]
    options += ["--as-of", newsroom.now.isoformat()]
    homepage = "http://www.daoyu-biz.example"
    main(["sources", "new", homepage, *options])
    told = capsys.readouterr().out
    assert "is a guess" in told
    assert told.rstrip().endswith("aftermath sources check daoyu-biz")
    file = home / "sources" / "daoyu-biz.yaml"
    drafted = load_catalog(home_folder=home / "sources").get("daoyu-biz")
    assert drafted is not None
    assert [way.kind for way in drafted.discover] == ["sitemap", "listing"]
    assert drafted.verified is None
    file.write_text(file.read_text(encoding="utf-8") + "crawl: {delay: 0.0}\n", encoding="utf-8")
    main(["sources", "check", "daoyu-biz", "--format", "csv", *options])
    assert table(capsys.readouterr().out)["daoyu-biz"]["verdict"] == "ok"
    before = file.read_bytes()
    with pytest.raises(SystemExit):
        main(["sources", "new", homepage, *options])
    assert "there already" in capsys.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.parametrize("action", ["capture", "new"])
def test_an_address_is_checked_before_anything_is_fetched(
    action: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for address in ("ftp://a.example/", "haibin", "http://"):
        with pytest.raises(SystemExit):
            main(["sources", action, address, "--home", str(home)])
        assert "is no address of a web page" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["sources", action, "http://127.0.0.1:9/", "--home", str(home)])
    assert "refused_address" in capsys.readouterr().err


def test_the_list_is_what_sources_alone_says(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["sources", "--home", str(home), "--format", "csv"])
    alone = capsys.readouterr().out
    main(["sources", "list", "--home", str(home), "--format", "csv"])
    assert capsys.readouterr().out == alone
    assert "ithome" in table(alone)
