import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.folding import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雷軍回應「萬能的大熊」", '雷军回应"万能的大熊"'),
        ("⼩⽶的⽤户，⻛险", "小米的用户，风险".replace("，", ",")),
        ("ＫＯＬ（２０２６）！", "kol(2026)!"),
        ("衞生綫路説明", "卫生线路说明"),
        ("‘a’ — “b”", "'a' - \"b\""),
        ("艾伦・图灵·J", "艾伦·图灵·j"),
        ("İstanbul ﬁne ß", "İstanbul ﬁne ß"),
        ("", ""),
    ],
)
def test_one_form_for_matching(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_length_never_changes_and_folding_twice_adds_nothing(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text(), st.text())
def test_works_character_by_character(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


def test_lone_surrogates_and_emoji_pass() -> None:
    assert fold("\ud800小😀") == "\ud800小😀"


def test_megabytes_take_a_fraction_of_a_second() -> None:
    text = "網經社電子商務研究中心，KOL合作。" * 100_000
    fold("")
    started = time.process_time()
    fold(text)
    assert time.process_time() - started < 1.0


def test_importing_loads_no_table() -> None:
    code = "import sys, warehouse.folding; sys.exit('opencc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
