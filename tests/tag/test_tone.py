"""The tone toward a target: whom a judgement is about, what turns it round, when there is none."""

from collections.abc import Callable

import pytest

from flows.incident import Incident
from flows.tag import tag_document
from flows.tag.tone import find_judgements
from warehouse.folding import fold
from warehouse.records import Document

TITLE = "小米与万能的大熊风波评述"

TONES = [
    ("小米的做法虚伪又拙劣，毫无诚意。", "xiaomi", "negative"),
    ("小米坦诚认错，处理果断，值得肯定。", "xiaomi", "positive"),
    (
        "小米於6日公布處罰決定，經辦人員被辭退，兩名主管被通報批評。公司稱接觸已經終止，後續沒有合作計劃。",
        "xiaomi",
        "neutral",
    ),
    ("小米的回应并不高明，也不光彩，更谈不上坦诚。", "xiaomi", "negative"),
    ("小米没有推诿，没有甩锅，没有敷衍。", "xiaomi", "positive"),
    ("小米让米粉失望、寒心。", "xiaomi", "negative"),
    ("米粉理性而真诚，令人敬佩。", "mi-fans", "positive"),
    ("小米坦诚，却也傲慢；果断，却也拙劣。", "xiaomi", "abstain"),
    ("靠造谣博取流量的大熊，早已信誉扫地。", "zong-ning", "negative"),
]


@pytest.mark.parametrize(("text", "target", "label"), TONES)
def test_the_tone_is_the_documents_own(
    document: Callable[..., Document], xiaomi: Incident, text: str, target: str, label: str
) -> None:
    tagging = tag_document(document(TITLE, text), xiaomi)
    stances = {stance.target: stance for stance in tagging.stances}
    assert stances[target].label == label
    if label in {"negative", "positive"}:
        assert stances[target].evidence
        assert stances[target].confidence > 0.5


def test_what_others_say_counts_little(document: Callable[..., Document], xiaomi: Incident) -> None:
    text = "评论员顾晚晴说：“小米的做法虚伪。”记者联系了小米，截至发稿，对方没有更多消息可以提供。"
    (stance,) = (
        stance
        for stance in tag_document(document(TITLE, text), xiaomi).stances
        if stance.target == "xiaomi"
    )
    assert stance.label == "neutral"


def test_a_document_that_is_not_relevant_has_no_stance(
    document: Callable[..., Document], xiaomi: Incident
) -> None:
    assert tag_document(document("小米粥", "这碗小米粥糟糕透了。"), xiaomi).stances == ()


@pytest.mark.parametrize(
    ("text", "is_blame"),
    [
        ("愚蠢", True),
        ("坦诚", False),
        ("不坦诚", True),
        ("not honest", True),
        ("不仅愚蠢", True),
        ("从未傲慢", False),
        ("honest", False),
    ],
)
def test_negation_turns_a_judgement_round(text: str, *, is_blame: bool) -> None:
    (judgement,) = find_judgements(fold(text))
    assert (judgement.value < 0) is is_blame
