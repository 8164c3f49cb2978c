"""What holds for every text: offsets, evidence, determinism, robustness."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.incident import SHIPPED_INCIDENTS, load_incident
from flows.tag import tag_document
from flows.tag.compiled import compiled
from warehouse.folding import fold
from warehouse.records import Document

XIAOMI = load_incident(SHIPPED_INCIDENTS / "xiaomi-kol-2026.yaml")
VOCABULARY = compiled(XIAOMI).vocabulary
TERMS: dict[tuple[str, str], set[str]] = {}
for pattern in (*VOCABULARY.listed, *VOCABULARY.wider):
    for meaning in (*pattern.listed, *pattern.lent):
        TERMS.setdefault((meaning.role.value, meaning.tag), set()).add(pattern.text)
for combination, meaning in VOCABULARY.combinations:
    TERMS[(meaning.role.value, meaning.tag)] |= set().union(*combination.slots)

WORDS = """小米 大熊 万能的大熊 萬能的大熊 KOL ＫＯＬ 米粉 徐洁云 徐潔雲 致歉 雷军 军事 大熊猫 小米粥 年框 架协议
辞退 说 称 表示 ， 。 ： “ ” 「 」 Xiaomi Big_Bear said " ' . 16万元 🐻 𠮷 \u200b ０ 没有 愚蠢 的 2023年"""
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", "\u3000", "\u00a0"])
TEXTS = st.lists(PIECES, max_size=60).map("".join).map(lambda text: text.replace("_", "\u00a0"))


@given(title=TEXTS, text=TEXTS)
def test_offsets_and_evidence_lie_in_the_text(title: str, text: str) -> None:
    document = _make(title, text)
    tagging = tag_document(document, XIAOMI)
    whole = f"{title}\n{text}"
    folded = fold(whole)
    assert 0 <= tagging.relevance.score <= 1
    for mention in tagging.mentions:
        terms = TERMS[(mention.kind.value, mention.tag)]
        assert any(folded.startswith(term, mention.first_offset) for term in terms)
        assert mention.evidence in whole
        assert any(term in fold(mention.evidence) for term in terms)
        assert mention.count >= 1
    for quote in tagging.quotes:
        assert whole[quote.offset : quote.offset + len(quote.text)] == quote.text
        assert quote.speaker in whole
    for stance in tagging.stances:
        assert 0 <= stance.confidence <= 1
        assert all(word in whole for word in stance.evidence.split("、") if word)


@given(title=TEXTS, text=TEXTS)
def test_tagging_is_a_function(title: str, text: str) -> None:
    assert tag_document(_make(title, text), XIAOMI) == tag_document(_make(title, text), XIAOMI)


@given(text=st.text(max_size=300))
def test_any_text_can_be_tagged(text: str) -> None:
    assert tag_document(_make(text[:40], text), XIAOMI).relevance.reasons


def _make(title: str, text: str) -> Document:
    from benchmarks.tagging import document_of

    label = {"id": "d", "title": title, "text": text, "published": "2026-01-06"}
    return document_of(label, XIAOMI)


@pytest.mark.parametrize(
    "text",
    [
        "大熊猫" * 20_000,
        "小米" * 20_000,
        "“" * 40_000,
        "说，" * 20_000,
        "小米说“好”" * 5_000,
        "a said " * 9_000,
        "'" * 40_000,
        "他说“好。”" * 5_000,
        '他说"好的好的"' * 5_000,
        '"好的好的。"' * 5_000,
        "Lin Wei, a driver, " * 3_000,
        "网友批评" * 10_000,
    ],
)
def test_a_hostile_text_takes_no_forever(text: str, document: Callable[..., Document]) -> None:
    assert tag_document(document("小米 万能的大熊 KOL", text), XIAOMI).relevance.score >= 0
