"""Which lines among or below the paragraphs of an article are its text, in a page that names nothing.

Each line of `lines/dropped.txt` is furniture wherever it stands, each of `lines/kept.txt` is text.
"""

from pathlib import Path

import pytest

from flows.clean import clean_page
from flows.clean.lines import tidy
from tests.clean.test_outlets import FETCHED, FURNITURE
from warehouse.records import Document, RawPage

LINES = Path(__file__).parent / "lines"
PARAGRAPHS = [
    "河湾市图书馆6日宣布，从下周起把每天的开放时间延长到晚上十点，周末照常开放，读者凭身份证即可入馆。",
    "馆长介绍，此前不少读者反映，下班以后赶到图书馆时已经闭馆，借书和还书都不方便。",
    "据了解，延时服务先试行三个月，之后再根据到馆人数决定是否长期保留。",
]


def lines(name: str) -> list[str]:
    return (LINES / f"{name}.txt").read_text("utf-8").splitlines()


def text_with(line: str, at: int) -> list[str]:
    printed = [*PARAGRAPHS[:at], line, *PARAGRAPHS[at:]]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in printed)
    html = (
        f"<html><head><title>图书馆延长开放时间至晚上十点_小镇网</title></head><body>{FURNITURE['nav']}<h1>图书馆延长开放时间至晚上十点</h1>"
        f"<div>2024-05-09 08:30 来源：小镇网</div><div class='c'>{body}</div>{FURNITURE['foot']}</body></html>"
    )
    url = "https://www.hewan.example/a/188.html"
    document = clean_page(RawPage(url, "outlet", FETCHED, 200, {}, html.encode()))
    assert isinstance(document, Document)
    return document.text.splitlines()


@pytest.mark.parametrize("at", [2, 3], ids=["among", "below"])
def test_furniture_is_dropped_and_text_is_kept(at: int) -> None:
    assert [line for line in lines("dropped") if text_with(line, at) != PARAGRAPHS] == []
    whole = ((line, [*PARAGRAPHS[:at], line, *PARAGRAPHS[at:]]) for line in lines("kept"))
    assert [line for line, printed in whole if text_with(line, at) != printed] == []


def test_characters_that_nobody_sees_are_left_out() -> None:
    assert tidy("河湾\x01市\x1b图书馆\ufffe，\x7f周末\u200b开放。") == "河湾市图书馆，周末开放。"
