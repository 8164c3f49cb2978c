"""What a person sees of an incident file before trusting it."""

from collections.abc import Callable
from dataclasses import replace

from flows.incident import Incident
from flows.tag.check import check_incident
from warehouse.records import Document


def test_each_rule_says_what_it_matches(
    document: Callable[..., Document], xiaomi: Incident
) -> None:
    texts = [
        ("小米就万能的大熊风波致歉", "徐洁云致歉。"),
        ("林场的大熊", "一头大熊走进了种小米的地。"),
        ("雷军谈新车", "雷军介绍了SU7。"),
        ("天气", "周末有雨。"),
    ]
    documents = [replace(document(*text), document_id=str(n)) for n, text in enumerate(texts)]
    check = check_incident(xiaomi, documents)
    by_rule = {rule.rule: rule for rule in check.rules}
    assert (check.documents, check.relevant) == (4, 1)
    assert by_rule["万能的大熊"].relevant == 1
    assert by_rule["万能的大熊"].examples == ("0",)
    assert by_rule["小米 + 午后狂睡"].met == 0
    assert "午后狂睡" in check.unused_terms
    assert "徐洁云" not in check.unused_terms
    assert "2" in {one.document_id for one in check.near_misses}
    assert [one.document_id for one in check.near_hits] == ["0"]
