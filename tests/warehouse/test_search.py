"""Search: what is found, in which order, and what of it is shown."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from flows.cli import main
from flows.relating import relate_new
from flows.tag.search_words import index_words, query_words
from tests.warehouse.tea import INCIDENT, document, moment, tagging, write_batch
from warehouse.excerpt import find_words, make_excerpt
from warehouse.home import Home
from warehouse.live import LiveWarehouse, publish

FILLER = "门店照常营业，顾客三三两两，天气晴朗，街上没有什么特别的事情发生。"
Search = Callable[..., str]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    texts = {
        "a": ("青岚召回绿茶", "青岚茶业宣布召回三批绿茶。" + FILLER),
        "b": ("质监部门约谈", "质监部门约谈了多家茶企，其中提到青岚一次。" + FILLER * 3),
        "c": ("雷軍談製造業", "小米集團創辦人雷軍出席北京大學論壇。" + FILLER),
        "d": (
            "Tea recall widens",
            "Qinglan's recall of green tea widens, says a dealer. " + FILLER,
        ),
        "e": ("天气", FILLER),
    }
    documents = [
        document(
            name, "gu" if name == "b" else "chen", title=title, text=text, published=moment(5 + n)
        )
        for n, (name, (title, text)) in enumerate(texts.items())
    ]
    tagged = [
        (one, tagging(one, score=0.9 if one.title.startswith("青岚") else 0.1)) for one in documents
    ]
    home = Home(tmp_path_factory.mktemp("home"))
    with LiveWarehouse(home.live) as live:
        live.load([write_batch(home.work / "batch", documents=tagged)])
        relate_new(live, home.work / "relating")
        live.refresh_marts()
    publish(home, datetime(2026, 1, 10, tzinfo=UTC))
    return home


@pytest.fixture
def search(home: Home, capsys: pytest.CaptureFixture[str]) -> Search:
    def run(*arguments: str) -> str:
        main(["search", *arguments, "--home", str(home.root)])
        return capsys.readouterr().out

    return run


def names(output: str) -> list[str]:
    return [row["document_id"][-1] for row in json.loads(output)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("青岚", ["a", "b"]),  # the title and a short text weigh more
        ("青岚 绿茶", ["a", "b"]),
        ("雷军", ["c"]),  # traditional text, simplified question
        ("雷軍", ["c"]),
        ("大学", ["c"]),  # a word within 北京大学
        ("recall", ["d"]),
        ("Qinglan", ["d"]),
        ("ＲＥＣＡＬＬ", ["d"]),
        ("不存在的东西词", []),
    ],
)
def test_words_find_documents_the_best_first(search: Search, words: str, found: list[str]) -> None:
    assert names(search(words, "--format", "json")) == found


def test_several_arguments_are_one_question(search: Search) -> None:
    assert names(search("约谈", "recall", "--format", "json")) == ["d", "b"]


def test_filters_narrow_the_answer(search: Search) -> None:
    assert names(search("青岚", "--incident", INCIDENT, "--format", "json")) == ["a"]
    assert names(search("青岚", "--source", "gu", "--format", "json")) == ["b"]
    assert names(search("青岚", "--since", "2026-01-06", "--format", "json")) == ["b"]
    assert names(search("青岚", "--until", "2026-01-05", "--format", "json")) == ["a"]
    assert names(search("青岚", "--limit", "1", "--format", "json")) == ["a"]


def test_scores_are_those_of_bm25(home: Home, search: Search) -> None:
    (row,) = json.loads(search("雷军", "--format", "json"))
    with LiveWarehouse(home.live) as live:
        lengths = dict(
            live.connection.execute("select document_id, length from search_documents").fetchall()
        )
    length = lengths[row["document_id"]] / (sum(lengths.values()) / 5)
    rarity = 1.3862943611198906  # ln(1 + (5 - 1 + 0.5) / (1 + 0.5))
    weight = 4  # once in the title, once in the text
    assert row["score"] == pytest.approx(
        rarity * weight * 2.2 / (weight + 1.2 * (0.25 + 0.75 * length)), abs=0.001
    )


def test_people_read_title_place_and_excerpt(search: Search) -> None:
    output = search("召回")
    assert "青岚召回绿茶" in output
    assert "  晨江新闻 · 2026-01-05 12:00 · " in output, "its name, and the incident's calendar"
    assert output.endswith("Times of Asia/Shanghai.\n")
    assert "青岚茶业宣布召回三批绿茶" in output
    assert "http://chen.example/a" in output


def test_csv_is_clean(search: Search) -> None:
    rows = list(csv.DictReader(io.StringIO(search("召回", "--format", "csv"))))
    assert [row["title"] for row in rows] == ["青岚召回绿茶"]
    assert "召回三批" in rows[0]["excerpt"]


def test_a_question_without_a_word_says_so(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["search", "的，", "--home", str(home.root)])
    assert caught.value.code == 1
    assert "no word to look for" in capsys.readouterr().err


def test_the_macro_takes_words_that_are_cut(home: Home) -> None:
    with LiveWarehouse(home.live) as live:
        rows = live.connection.execute("select document_id from search('青岚 绿茶')").fetchall()
    assert [document_id[-1] for (document_id,) in rows] == ["a", "b"]


def test_texts_are_indexed_by_words_parts_and_pairs() -> None:
    assert index_words("雷軍，北京大学") == "雷 军 雷军 北京大学 北京 大学"
    assert index_words("宗宁称的 KOL's 01810.HK") == "宗 宁 宗宁 称 宁称 kol 01810.hk 01810 hk"
    assert query_words("宗宁 宗宁，北京大学的KOL's") == ("宗宁", "北京大学", "kol")


def test_every_word_asked_for_is_one_that_a_text_is_indexed_by() -> None:
    text = "小米公关部总经理徐洁云致歉：Xiaomi ended its KOL deal，万能的大熊回应了"
    assert set(query_words(text)) <= set(index_words(text).split())


def test_an_excerpt_shows_where_most_words_stand_together() -> None:
    text = "召回。" + FILLER * 8 + "青岚宣布召回绿茶。" + FILLER * 8
    excerpt = make_excerpt(text, ["青岚", "召回"], width=40)
    assert "青岚宣布召回" in excerpt.text
    assert excerpt.text.startswith("…")
    assert [excerpt.text[a:b] for a, b in excerpt.marks] == ["青岚", "召回"]
    assert make_excerpt("短文\n两行", ["没有"]) == make_excerpt("短文\n两行", [])
    assert "\n" not in make_excerpt("短文\n两行", []).text


def test_latin_words_are_marked_whole() -> None:
    assert find_words("recalls recall", ["recall"]) == [(8, 14)]


def test_a_name_is_marked_as_it_was_asked_for(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["search", "青岚召回绿茶", "--home", str(home.root)])
    assert "\x1b[1;33m青岚召回绿茶\x1b[0m" in capsys.readouterr().out
