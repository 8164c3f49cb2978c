"""Which stretches of text count as words, in every script."""

from collections.abc import Callable

import pytest

from flows.incident import Incident
from flows.tag import tag_document
from flows.tag.compiled import compiled
from flows.tag.matching import find_terms
from warehouse.folding import fold
from warehouse.records import Document

AN_INCIDENT = Incident.model_validate(
    {
        "id": "words",
        "title": "words",
        "started": "2026-01-04",
        "match": {
            "any": ["大熊", "小米", "年框", "合规", "KOL", "Big Bear", "17 Ultra", "新规"],
            "not": ["小米辣", "大熊座"],
        },
        "entities": [
            {"id": "bear", "name": "大熊", "kind": "account", "ambiguous": ["大熊"]},
            {"id": "company", "name": "小米", "kind": "company", "ambiguous": ["小米"]},
            {"id": "fans", "name": "小米粉丝", "kind": "group"},
            {"id": "wang", "name": "王化", "kind": "person"},
            {"id": "lei", "name": "雷军", "kind": "person"},
            {"id": "xu", "name": "许斐", "kind": "person"},
            {"id": "city", "name": "北京", "kind": "place"},
            {"id": "lenovo", "name": "联想", "kind": "company", "aliases": ["Lenovo"]},
        ],
        "topics": [
            {"id": "kol", "name": "kol", "terms": ["年框", "KOL", "17 Ultra"]},
            {
                "id": "rules",
                "name": "rules",
                "terms": ["合规", "起诉", "新规", "refund", "sue", "apology"],
            },
        ],
    }
)

CASES = [
    ("大熊发文回应", "大熊", True),
    ("动物园的大熊猫很可爱", "大熊", False),
    ("北方夜空的大熊座", "大熊", False),
    ("小米宣布新机", "小米", True),
    ("早餐喝了小米粥", "小米", False),
    ("一把小米辣", "小米", False),
    ("小米线下门店", "小米", True),
    ("小米粉丝抗议", "小米粉丝", True),
    ("签了年框的博主", "年框", True),
    ("2026年框架协议", "年框", False),
    ("三年框架内完成", "年框", False),
    ("王化否认传闻", "王化", True),
    ("帝王化身的传说", "王化", False),
    ("雷军事件持续发酵", "雷军", True),
    ("新雷军事基地", "雷军", False),
    ("许斐然而没有回应", "许斐", True),
    ("成绩斐然许多人", "许斐", False),
    ("北京市的法院", "北京", True),
    ("联想集团胜诉", "联想", True),
    ("联想山景区今日关闭", "联想", False),
    ("联想山东分公司", "联想", True),
    ("不符合规定的做法", "合规", False),
    ("合规流程缺失", "合规", True),
    ("检察院的起诉书", "起诉", True),
    ("最新规划公布", "新规", False),
    ("知名KOL离开", "KOL", True),
    ("FOLKOLOGY", "KOL", False),
    ("ＫＯＬ合作", "KOL", True),
    ("the KOLX agency", "KOL", False),
    ("said big bear on Monday", "Big Bear", True),
    ("Big Bearing Ltd", "Big Bear", False),
    ("小米17 Ultra发布", "17 Ultra", True),
    ("小米 17Ultra 发布", "17 Ultra", True),
    ("型号217 Ultra", "17 Ultra", False),
    ("Passengers were refunded", "refund", True),
    ("two apologies", "apolog", True),
    ("suede shoes", "sue", False),
    ("聯想的聲明", "联想", True),
    ("雷軍直播", "雷军", True),
]


def _found(text: str, term: str) -> bool:
    folded = fold(text)
    findings = find_terms(compiled(AN_INCIDENT), folded)
    groups = (findings.entities, findings.doubtful, findings.topics, findings.matches)
    spans = {span for group in groups for found in group.values() for span in found}
    wanted = {fold(term), fold(term).replace(" ", "")}
    return any(folded[start:end].startswith(tuple(wanted)) for start, end in spans)


@pytest.mark.parametrize(("text", "term", "expected"), CASES)
def test_a_term_counts_where_it_is_a_word(text: str, term: str, *, expected: bool) -> None:
    assert _found(text, term) is expected


def test_the_longest_name_wins(document: Callable[..., Document]) -> None:
    findings = find_terms(compiled(AN_INCIDENT), "小米粉丝与小米")
    assert findings.entities == {"fans": ((0, 4),)}
    assert findings.doubtful == {"company": ((5, 7),)}


def test_an_ambiguous_name_counts_only_in_a_relevant_document(
    document: Callable[..., Document], xiaomi: Incident
) -> None:
    about = tag_document(
        document("小米公关负责人徐洁云致歉", "徐洁云说，与大熊的接触已经终止。"), xiaomi
    )
    other = tag_document(document("林场的大熊", "一头大熊走进了村子。"), xiaomi)
    assert {"zong-ning", "xiaomi", "xu-jieyun"} <= {mention.tag for mention in about.mentions}
    assert other.mentions == ()
    assert not other.relevance.is_relevant
