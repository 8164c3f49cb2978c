"""Topics and threads in words that the incident's file does not list."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crawlers.checked_yaml import MistakesError
from flows.incident import Incident, load_incident
from flows.tag.compiled import compiled
from flows.tag.matching import find_terms
from flows.tag.silence import is_mere_saying
from flows.tag.widening import widened
from flows.tag.wordings import synonyms
from warehouse.folding import fold

A_RECALL = Incident.model_validate(
    {
        "id": "recall",
        "title": "A recall of kettles",
        "started": "2026-03-01",
        "match": {"any": [["蓝鹭", "电水壶"]]},
        "entities": [
            {"id": "maker", "name": "蓝鹭电器", "kind": "company", "aliases": ["Blue Heron"]},
        ],
        "topics": [
            {"id": "answer", "name": "answer", "terms": ["道歉"]},
            {"id": "punishing", "name": "punishing", "terms": ["通报批评", "扣除绩效"]},
            {"id": "money", "name": "money", "terms": ["refund"]},
            {"id": "firing", "name": "firing", "terms": ["辞退"]},
            {"id": "talks", "name": "talks", "terms": [["蓝鹭电器", "谈判"]]},
            {"id": "patch", "name": "patch", "terms": ["faulty update"]},
        ],
    }
)

CASES = [
    ("公司向用户赔不是", "answer", True),
    ("老闆道了歉就走", "answer", True),
    ("The maker issued a mea culpa", "answer", True),
    ("经理被通报并受到批评", "punishing", True),
    ("通报写得很长。批评也不少", "punishing", False),
    ("扣除了全年绩效", "punishing", True),
    ("绩效扣除方案", "punishing", True),
    ("扣除税款之后，绩效照发", "punishing", False),
    ("顧客討回票款，等待退钱", "money", True),
    ("Buyers were reimbursed", "money", True),
    ("三名員工被炒魷魚", "firing", True),
    ("Two engineers were shown the door", "firing", True),
    ("The office caught fire", "firing", False),
    ("Blue Heron kept silent while 谈判 went on", "talks", True),
    ("谈判开始了。蓝鹭电器没有出席", "talks", False),
    ("A faulty software update was to blame", "patch", True),
    ("It was faulty. The update came later", "patch", False),
]


def _topics(incident: Incident, text: str) -> set[str]:
    ready, folded = compiled(incident), fold(text)
    return set(widened(ready, folded, find_terms(ready, folded)).topics)


@pytest.mark.parametrize(("text", "topic", "expected"), CASES)
def test_a_topic_is_found_in_other_words(text: str, topic: str, *, expected: bool) -> None:
    assert (topic in _topics(A_RECALL, text)) is expected


def test_synonyms_go_both_ways() -> None:
    for word in ("道歉", "refund", "辞退", "黑名单"):
        assert all(word in synonyms(other) for other in synonyms(word))


def test_what_a_file_lists_is_not_lent_to_another_topic() -> None:
    topics = [
        {"id": "fired", "name": "fired", "terms": ["辞退"]},
        {"id": "gone", "name": "gone", "terms": ["走人"]},
    ]
    incident = Incident.model_validate(
        {
            "id": "x",
            "title": "x",
            "started": "2026-01-01",
            "match": {"any": ["x"]},
            "topics": topics,
        }
    )
    assert _topics(incident, "三人走人") == {"gone"}


@pytest.mark.parametrize("terms", ["[[道歉]]", "[[道歉, ' ']]", "[[道歉, 12]]"])
def test_a_list_of_terms_is_checked(write_incident: Callable[[str, str], Path], terms: str) -> None:
    file = write_incident(
        "small.yaml",
        "id: small\ntitle: A small incident\nstarted: 2026-01-04\nmatch: {any: [宕机]}\n"
        f"topics: [{{id: a, name: A, terms: {terms}}}]\n",
    )
    with pytest.raises(MistakesError) as error:
        load_incident(file)
    assert "topics[0].terms[0]" in str(error.value)


@pytest.mark.parametrize(
    ("text", "is_saying"),
    [
        ("“it was cold,” she recalls.", True),
        ('"we warned them," ms lee recalled on monday.', True),
        ("the company recalls 200 cars.", False),
    ],
)
def test_the_verb_beside_speech_tells_of_no_topic(text: str, *, is_saying: bool) -> None:
    start = text.index("recall")
    assert is_mere_saying(text, (start, start + 6)) is is_saying
