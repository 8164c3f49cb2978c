"""The tone of sentences on companies that nothing was made for: right, or not given."""

import pytest

from benchmarks.tagging import document_of
from flows.incident import Incident
from flows.tag import tag_document

AN_INCIDENT = Incident.model_validate(
    {
        "id": "tones",
        "title": "tones",
        "started": "2026-01-01",
        "match": {"any": ["云顶科技", "青禾乳业", "Orrin Foods", "Halden Rail"]},
        "entities": [
            {"id": "yunding", "name": "云顶科技", "kind": "company"},
            {"id": "qinghe", "name": "青禾乳业", "kind": "company"},
            {"id": "orrin", "name": "Orrin Foods", "kind": "company", "aliases": ["Orrin"]},
            {"id": "halden", "name": "Halden Rail", "kind": "company"},
        ],
        "targets": ["yunding", "qinghe", "orrin", "halden"],
    }
)

SENTENCES = [
    ("云顶科技的道歉毫无诚意，处理方式令人失望。", "yunding", "negative"),
    ("云顶科技的应对迅速而坦诚，值得其他企业学习。", "yunding", "positive"),
    ("云顶科技周三发布公告，召回两批次产品，并公布了退款办法。", "yunding", "neutral"),
    ("云顶科技并非没有诚意，这次的补救可以说相当得体。", "yunding", "positive"),
    ("不能说云顶科技做得好，它的回应既迟钝又傲慢。", "yunding", "negative"),
    ("网友批评云顶科技“傲慢”“冷漠”，公司称将认真听取意见。", "yunding", "neutral"),
    (
        "青禾乳业隐瞒检测结果，欺骗消费者，性质恶劣。云顶科技则第一时间公开了数据，做法透明。",
        "qinghe",
        "negative",
    ),
    (
        "青禾乳业隐瞒检测结果，欺骗消费者，性质恶劣。云顶科技则第一时间公开了数据，做法透明。",
        "yunding",
        "positive",
    ),
    ("Orrin Foods handled the recall badly and its excuses were pathetic.", "orrin", "negative"),
    ("Orrin Foods acted swiftly and honestly; its response was exemplary.", "orrin", "positive"),
    ("Orrin Foods said on Monday it would recall two batches of cereal.", "orrin", "neutral"),
    ("Orrin did not act honestly, and it was never transparent.", "orrin", "negative"),
    ("Critics said Orrin Foods was arrogant and careless.", "orrin", "neutral"),
    (
        "Halden Rail deserves credit: its apology was sincere and its refunds were prompt. Orrin Foods, by contrast, was evasive and slow.",
        "halden",
        "positive",
    ),
    (
        "Halden Rail deserves credit: its apology was sincere and its refunds were prompt. Orrin Foods, by contrast, was evasive and slow.",
        "orrin",
        "negative",
    ),
    ("Halden Rail will refund 40,000 tickets, the company announced.", "halden", "neutral"),
    ("Halden Rail's shambolic handling of the strike is a disgrace.", "halden", "negative"),
    ("这家公司的补偿方案让人眼前一亮，云顶科技赢回了不少好感。", "yunding", "positive"),
    ("云顶科技一再拖延，避重就轻，令用户心寒。", "yunding", "negative"),
    ("云顶科技的声明避重就轻，通篇没有一句实话。", "yunding", "negative"),
    ("云顶科技股价下跌3%，市值缩水二十亿元。", "yunding", "neutral"),
    ("说云顶科技愚蠢并不公平，它只是太慢。", "yunding", "abstain"),
    ("青禾乳业这一次没有让人失望。", "qinghe", "positive"),
    ("青禾乳业把消费者当傻子，吃相难看。", "qinghe", "negative"),
    ("青禾乳业良心企业，召回干脆利落，点赞！", "qinghe", "positive"),
    ("面对危机，青禾乳业进退失据，漏洞百出，公关堪称灾难。", "qinghe", "negative"),
    ("青禾乳業的處理草率又冷血，難以服眾。", "qinghe", "negative"),
    ("青禾乳業主動下架產品並全額退費，態度誠懇，贏得掌聲。", "qinghe", "positive"),
    ("监管部门对青禾乳业立案调查，结果尚未公布。", "qinghe", "neutral"),
    ("Regulators praised Orrin Foods for its cooperation.", "orrin", "neutral"),
    (
        "There is nothing honest about Orrin's letter; it is a cynical attempt to dodge blame.",
        "orrin",
        "negative",
    ),
    (
        "Nobody could accuse Halden Rail of hiding: it was candid from the first hour.",
        "halden",
        "positive",
    ),
    ("Halden Rail bungled it again.", "halden", "negative"),
    ("青禾乳业在官网公布了召回批次与退款流程，消费者可凭购物小票办理。", "qinghe", "neutral"),
    ("青禾乳业主动与监管部门沟通，工厂已停产检修。", "qinghe", "neutral"),
    ("云顶科技积极配合调查，相关数据已提交。", "yunding", "neutral"),
    ("云顶科技发布公开信，宣布成立专项小组。", "yunding", "neutral"),
    ("云顶科技的公开信写得像一份免责条款，冷冰冰，看不到半点歉意。", "yunding", "negative"),
    ("云顶科技这封信写得恳切，错在哪里、怎么改，说得明明白白。", "yunding", "positive"),
    ("青禾乳业用一句“系统故障”打发了上万个家庭，太轻慢了。", "qinghe", "negative"),
    ("不得不承认，青禾乳业的退款速度超出预期。", "qinghe", "positive"),
    ("青禾乳业若再沉默下去，失去的将不只是市场。", "qinghe", "negative"),
    (
        "Orrin Foods opened a hotline for customers and suspended two production lines.",
        "orrin",
        "neutral",
    ),
    ("Orrin Foods issued an open letter and slowed production at two plants.", "orrin", "neutral"),
    (
        "Orrin Foods took three days to say anything, and what it said was nonsense.",
        "orrin",
        "negative",
    ),
    ("Halden Rail got almost everything right this time.", "halden", "positive"),
    ("Halden Rail will compensate passengers fairly, a spokesman said.", "halden", "neutral"),
    ("The union accused Halden Rail of lying about safety checks.", "halden", "neutral"),
    (
        "Halden Rail has learnt nothing and treats its passengers with contempt.",
        "halden",
        "negative",
    ),
    ("專家認為青禾乳業反應過慢，公司則表示已盡力。", "qinghe", "neutral"),
    ("青禾乳業的危機處理堪稱典範，透明、迅速又有溫度。", "qinghe", "positive"),
    ("青禾乳业回应称，网传“掺假”不实，已报警。", "qinghe", "neutral"),
    ("云顶科技起诉一名博主诽谤，法院已立案。", "yunding", "neutral"),
    ("云顶科技败诉，须向用户赔偿损失并公开道歉。", "yunding", "neutral"),
    ("一家把用户放在心上的公司不会这样做，云顶科技显然不是。", "yunding", "negative"),
]


@pytest.fixture(scope="module")
def tones() -> list[tuple[str, str]]:
    return [(wanted, tone_of(text, target)) for text, target, wanted in SENTENCES]


def test_tones_are_right_where_given(tones: list[tuple[str, str]]) -> None:
    given = [pair for pair in tones if "abstain" not in pair]
    assert sum(wanted == found for wanted, found in given) >= 0.95 * len(given)


def test_tones_are_mostly_given(tones: list[tuple[str, str]]) -> None:
    assert sum(found == "abstain" for _, found in tones) <= 0.4 * len(tones)


def tone_of(text: str, target: str) -> str:
    """Return the tone that a text of these incidents is given toward a target."""
    label = {"id": "t", "title": "", "text": text, "published": "2026-01-06"}
    stances = tag_document(document_of(label, AN_INCIDENT), AN_INCIDENT).stances
    return next((one.label.value for one in stances if one.target == target), "abstain")
