"""What must come back untouched, and what must not take long."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.clean.restoration import restore_page, restore_text

TEXTS = Path(__file__).parent / "texts"
CORPUS = Path(__file__).parents[2] / "../shared/corpus/pages.jsonl"
TRAPS = [
    "(临江讯)展会(第十二届)在北岸(临江路88号)开幕，主办方(LJ.EXPO.CN)称，编号(00123.HK)、作品(60秒视频3.5万)均已登记。",
    "为什么??内部怎么看?是否(yes)合理?What?is(no) A?b)c，发(fa)布、会(hui)议、好(hǎo)!",
    "用户问??郑怀远CEO回应了吗",
    "场面十分尴(gān)尬(gà)，魑(chī)魅(mèi)魍(wǎng)魉(liǎng)。长(cháng)沙、重(chóng)阳、长(zhǎng)辈。",
    "曾(zēng)先生和仇(qiú)女士、单(shàn)经理、查(zhā)教授出席。",
    "國文講義：長(cháng)城、長(zhǎng)輩、重(chóng)複、頭髮(fà)、應(yìng)答、應(yìng)允、調(tiáo)和、會(kuài)計。",
    "課文：我(wǒ)們(men)學(xué)習(xí)中(zhōng)文(wén)，網(wǎng)路(lù)新(xīn)聞(wén)很(hěn)多(duō)。",
    "生詞：網(wǎng)、經(jīng)、業(yè)、發(fā)、學(xué)、調(diào)。",
    "學(xué)而時(shí)習之，不亦說(yuè)乎？有朋自遠方來，不亦樂(lè)乎？人不知而不慍(yùn)，不亦君子乎？子曰：「溫故而知新，可以為師矣。」",
    "蓬萊(lái)此去無多路，青鳥殷勤為探看(kān)。舉(jǔ)頭望明月，低頭思故鄉(xiāng)。",
    "東京(とうきょう)の経済(けいざい)は発展(はってん)した。網(あみ)を調(しら)べる。「業界(ギョウカイ)の内(うち)」?",
    "下列加点字读音全对的一项是 A. 调(tiáo)和 发(fà)型 B. 联(lián)系 内(nèi)容 C. 业(yè)务 经(jīng)济 D. 网(wǎng)络 负(fù)责",
    "選項：(A)調(tiáo)和、頭髮(fǎ) (B)聯(lián)繫、內(nèi)容 (C)事業(yè)、經(jīng)濟 (D)網(wǎng)路、負(fù)責。調整、聯絡、事業、經濟、網路、負責。",
    "Hà Nội (thủ đô) ?? não)，公式\ue000与符号\uf8ff，法语é(accent aigu)、吕(lǚ)、律(lǜ)。",
    "這個字讀作龜(jūn)裂，後來大家都記住了。",
    "許文淵（Wen-yuan Hsu）、晶片(chip)、權利（rights）與義務(duty)、業者(a)、時間(ms)、開發(dev)。",
    "北岭县人民法院\n民 事 判 决 书\n原告：临江(北岭)有限公司",
    "中 华 人 民 共 和 国 临 江 市 北 岭 区 人 民 法 院",
    "著名学者的著作标志着新阶段，她显著地改变了看法，拿着原著不放。",
    "乾隆年间的瞭望台上，於先生望着藉此成名的画作。",
    "①第一步，ＡＢ两组……½、㎡、№３，全角（括号）和１２３都原样。",
    "家庭👨‍👩‍👧合影，می‌خواهم是波斯语，שלום‎是希伯来语。",
    "八月一日，\u200b二十六年前的旧事。\u200b",
    "『回声』乐队发布新专辑『远方』。",
    "他说：「『慢慢來』是我的座右銘。」後來大家都這麼說，『慢慢來』成了班訓，『慢慢來』也印上了班服。",
    "首頁|政治|生活|影音|美食|地方|文化\n市府昨日宣布，圖書館將於下月啟用，後續活動裡外都免費。",
    "首页|政治|生活|影音|美食|地方|文化\n市府昨日宣布，图书馆将于下月启用。",
    "一\n二\n三\n四\n五\n六",
    "涓涓细流汇成江河，锛子和铁锤都是木工的工具，婵娟二字出自古诗。",
    "药方\n茯苓、薏苡、蟾酥、蜈蚣、蚯蚓、麝香、砒霜、芫荽\n须遵医嘱。",
    "股东谈主营业务，房东说念旧情，主谈主要矛盾。",
    "得分\n张远 21\n郑伟 17\n助攻\n张远 6\n郑伟 4\n篮板\n郑伟 9\n张远 3",
    "Plain English? (yes) A?b)c — nothing to do.",
    "",
    "\n\n\n",
]


def assert_untouched(text: str) -> None:
    restored = restore_text(text)
    assert (restored.text, restored.families, restored.changed) == (text, (), False)


@pytest.mark.parametrize("text", TRAPS)
def test_trap(text: str) -> None:
    assert_untouched(text)


@pytest.mark.parametrize("name", ["simplified", "traditional"])
def test_clean_texts_together_and_line_by_line(name: str) -> None:
    text = (TEXTS / f"{name}.txt").read_text("utf-8")
    assert_untouched(text)
    for line in text.split("\n"):
        assert_untouched(line)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the project")
def test_no_text_of_the_corpus_is_touched() -> None:
    pages: list[dict[str, Any]] = [
        json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()
    ]
    truths = [page["truth"] for page in pages if page.get("truth")]
    assert len(truths) > 100
    for truth in truths:
        restored = restore_page(truth.get("title") or "", truth.get("text_full") or "")
        assert not restored.changed
        assert not restored.families


@given(st.text())
def test_any_text_is_accepted_and_twice_is_once(text: str) -> None:
    once = restore_text(text)
    assert once.changed == (once.text != text)
    assert restore_text(once.text).text == once.text


@given(st.text("網(wǎng)經jīng?)，。a1 \n|『』\u200b⼩部績后什么“”ì🤣鐨", max_size=60))
@settings(max_examples=300)
def test_any_mixture_of_what_is_looked_for_is_accepted(text: str) -> None:
    restore_text(text)


PAGE = "網(wǎng)絡上發(fā)布的業(yè)績(jī)報(bào)告，經(jīng)過審核。團(tuán)隊(duì)的網(wǎng)站發(fā)表聲明。"


@given(st.text("部?績jī)纱蠛诵膯栴}，。ABh€yōuǎn(\n", max_size=80))
@settings(max_examples=300)
def test_an_open_gate_accepts_any_damage(text: str) -> None:
    restore_text(PAGE + text)


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 5_000_000,
        "?)" * 2_500_000,
        PAGE + "部?jī)" * 100_000,
        PAGE + "部?jī)纱蠛诵膯" * 30_000,
        PAGE + "部?jī)" + "纱" * 1_000_000,
        PAGE + "部??" * 200_000,
        PAGE + "網(wǎng)" * 200_000,
        PAGE * 5_000,
        (PAGE + "部?jī)纱蠛诵膯") * 4_000,
        (PAGE + "部?jī)纱蠛诵膯?棺h") * 4_000,
        (PAGE + "部?jī)") * 8_000,
        (PAGE + "部??棺蠛诵膯纱纱h") * 4_000,
        (PAGE + "部,F(xiàn)？" + "恕＞") * 4_000,
        "小 " * 1_000_000,
        "小\n" * 1_000_000,
        "a|" * 1_000_000,
        "『小』" * 500_000,
        "锛屼" * 500_000,
        "什么関系" * 200_000 + "這說為" * 200_000,
        "\u200b小" * 500_000,
        "🤣小🤣" * 200_000,
        "。，\n，" * 500_000,
    ],
    ids=lambda text: repr(text[-12:]),
)
def test_hostile_texts_take_bounded_time(hostile: str) -> None:
    started = time.process_time()
    restore_text(hostile)
    assert time.process_time() - started < 20
