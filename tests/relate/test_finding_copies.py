"""Sketches and overlaps: copies are found whatever they are beside, and others are not taken for copies."""

import itertools
import random
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.copy_simulator import (
    base_texts,
    rewrite_sentences,
    rewrite_words,
    same_events,
    sentences,
)
from flows.relate.overlap import Overlap, overlaps
from flows.relate.shingles import shingle_sets
from flows.relate.sketch import MOST, least_shared, sketches
from warehouse.queries import read_query

NEWS = (
    "青岚茶业周二宣布召回三批绿茶，并向顾客致歉。公司表示，抽检中发现包装标注的日期有误，与茶叶品质无关。"
    "记者走访了城中四家门店，店员说相关批次已于周二早晨全部下架，退款的人不多。"
    "至于标注为何出错，公司没有回答，只说原因仍在调查之中，结果将向社会公布。"
)
OTHER = (
    "城北图书馆周三重新开放，新设的阅览室可以容纳两百名读者。馆长说，修缮历时九个月，藏书没有受损。"
    "附近居民一早便排队等候，有人带来了多年前借走的旧书。"
)
texts = st.lists(
    st.text(alphabet="青岚茶业召回三批绿 abcAB12，。\n\x00退款店员", max_size=80), max_size=8
)


def overlap(left: str, right: str) -> Overlap:
    return overlaps({1: left, 2: right}, [(1, 2)])[(1, 2)]


@settings(max_examples=60)
@given(texts)
def test_a_sketch_depends_on_its_text_alone(batch: list[str]) -> None:
    assert sketches(batch) == [sketches([text])[0] for text in batch]
    assert shingle_sets(batch) == [shingle_sets([text])[0] for text in batch]


def test_script_width_and_marks_do_not_matter() -> None:
    traditional = "青嵐茶業週二宣布召回三批綠茶，並向顧客致歉「公司」ＡＢＣ"
    simplified = "青岚茶业周二宣布召回三批绿茶 并向顾客致歉“公司”abc"
    left, right = overlap(traditional.replace("週", "周"), simplified).share, 1.0
    assert left == right


@pytest.mark.parametrize(
    "text", ["", "。", "更新中", "\ud800坏", "👍" * 30, "\x00" * 50, "a" * 5000]
)
def test_odd_texts_give_few_fingerprints_and_no_error(text: str) -> None:
    assert len(sketches([text])[0]) <= 3


def test_a_long_text_keeps_a_bounded_sketch_that_finds_its_excerpts() -> None:
    chance = random.Random(3)
    text = "".join(chr(0x4E00 + chance.randrange(4_000)) for _ in range(30_000))
    sketch = set(sketches([text])[0])
    assert 0.8 * MOST < len(sketch) < 1.2 * MOST
    excerpt = text[12_000:12_800]
    assert len(sketch & set(sketches([excerpt])[0])) >= 2
    assert overlap(text, excerpt).is_copy


@pytest.mark.parametrize("share", [0.1, 0.3])
def test_rewritten_copies_are_copies(share: float) -> None:
    chance = random.Random(5)
    long_ones = [text for _, text in base_texts(200) if len(sentences(text)) >= 8][:20]
    pool = [sentence for text in long_ones for sentence in sentences(text)]
    for text in long_ones:
        changed = rewrite_sentences(text, share, pool, chance)
        assert overlap(text, changed).is_copy
        assert set(sketches([text])[0]) & set(sketches([changed])[0])
    assert overlap(NEWS, rewrite_words(NEWS, 0.1, pool, chance)).is_copy


@pytest.mark.parametrize(("length", "least"), [(1, 0.75), (2, 0.9)])
def test_copies_with_other_words_everywhere_meet_and_are_copies(length: int, least: float) -> None:
    chance = random.Random(6)
    middling = [text for _, text in base_texts(200) if not text.isascii()][:40]
    found = 0
    for text in middling:
        changed = rewrite_words(text, 0.3, middling, chance, length=length)
        found += overlap(text, changed).is_copy and do_meet(text, changed)
    assert found >= least * len(middling)


def do_meet(left: str, right: str) -> bool:
    one, other = sketches([left, right])
    sizes = np.array([[len(one)], [len(other)]], dtype=np.uint16)
    return bool(len(set(one) & set(other)) >= least_shared(*sizes)[0])


def test_one_event_in_other_words_is_no_copy() -> None:
    for reports in same_events().values():
        for left, right in itertools.combinations(reports, 2):
            assert not overlap(left, right).is_copy


def test_two_single_sentences_on_one_fact_are_no_copies() -> None:
    brief = "据北屿日报报道，林晓所在的星河传媒因青岚绿茶“全网最低价”宣传被罚。"
    report = "据南渡财经报道，主播林晓所属的星河传媒因“全网最低价”宣传被罚48万元。" + OTHER
    assert not overlap(brief, report).is_copy


def test_sketches_are_those_that_databases_are_marked_with() -> None:
    mark = sha256(str(sketches([NEWS, OTHER * 9])).encode()).hexdigest()[:12]
    assert f"(mark {mark})" in read_query("raw", "tables").sql


def test_excerpts_and_truncations_are_copies() -> None:
    assert overlap(NEWS, NEWS[:70]).is_copy
    assert overlap(NEWS, OTHER + NEWS[49:]).is_copy


def test_other_news_and_mere_citations_are_no_copies() -> None:
    citing = (
        "据晨江新闻报道，青岚茶业周二宣布召回三批绿茶。本网记者致电公司，对方没有接听。"
        "一位常年光顾的顾客说，家里还有两罐，打算周末拿去退。附近超市的货架上已经看不到这个牌子。"
    )
    short = "青岚茶业：三批绿茶因日期标注有误召回，已向顾客致歉，凭小票可退款。"
    same_event = "【青岚召回绿茶】青岚茶业今天说，有三批茶的包装日期印错，品质没有问题，正在下架。"
    for left, right in ((NEWS, OTHER), (NEWS, citing), (short, same_event), (NEWS, same_event)):
        assert not overlap(left, right).is_copy
