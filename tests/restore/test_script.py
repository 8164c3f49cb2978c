import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clean.script import is_machine_traditional, language_of, script_of
from warehouse.records import Script

TAIWAN = (
    "市府昨日表示，新的圖書館將於下月啟用，館內裡外都採用無障礙設計。"
    "館長王志於說：「開館之後，什麼年紀的讀者都歡迎。」雲端借閱系統也會同步上線。"
)
HONG_KONG = (
    "運輸署發言人說，新渡輪航綫由下周起試辦三個月，並會視乎乘客反應再作檢討。"
    "有議員認為班次太疏，「之後如何安排，署方應及早公布」。"
)
MAINLAND = "市图书馆昨日宣布，新馆下月启用，开馆之后什么年纪的读者都欢迎。"
MACHINE = "市圖書館昨日宣布，新館下月啟用，開館之后什么年紀的讀者都歡迎，館長稱“將于年內擴建”。"


@pytest.mark.parametrize(
    ("text", "script", "language"),
    [
        (TAIWAN, Script.HANT, "zh"),
        (HONG_KONG, Script.HANT, "zh"),
        (MAINLAND, Script.HANS, "zh"),
        (MACHINE, Script.HANT, "zh"),
        (TAIWAN + MAINLAND * 2, Script.MIXED, "zh"),
        ("小米公告", Script.HANS, "zh"),
        ("The library of the city is to open in May, said the mayor.", Script.LATIN, "en"),
        ("Die Bibliothek ist nicht mit dem Museum verbunden.", Script.LATIN, "de"),
        ("図書館は来月オープンします。", Script.MIXED, "ja"),
        ("시립 도서관이 다음 달 문을 연다", Script.MIXED, "ko"),
        ("पुस्तकालय अगले महीने खुलेगा", Script.MIXED, "hi"),
        ("Библиотека откроется в мае", Script.MIXED, "ru"),
        ("12345 !!", Script.LATIN, "und"),
        ("", Script.LATIN, "und"),
    ],
)
def test_script_and_language(text: str, script: Script, language: str) -> None:
    assert (script_of(text), language_of(text)) == (script, language)


def test_a_name_in_latin_letters_does_not_make_a_chinese_text_latin() -> None:
    assert script_of("小米SU7 Ultra车主群Discord管理员发布公告说明情况") is Script.HANS


def test_conversion_by_machine_is_told_from_writing() -> None:
    assert is_machine_traditional(MACHINE)
    for text in (TAIWAN, HONG_KONG, MAINLAND, "", "海關系統若干部門每公里的方面包括"):
        assert not is_machine_traditional(text)


@pytest.mark.parametrize(
    "genuine",
    [
        "皇后區里長黃于玲說，海關系統與云林縣無關，這裡並沒有麵包。後來什麼都沒發生。",
        "機關系統更新於昨晚完成，公里數與里程皆正確，范先生說：「於是我們便離開了。」",
    ],
)
def test_words_that_only_look_naive(genuine: str) -> None:
    assert not is_machine_traditional(genuine)


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    assert script_of(text) in Script
    assert language_of(text)
    is_machine_traditional(text)
