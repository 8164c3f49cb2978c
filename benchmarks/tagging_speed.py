"""How many documents of 1,500 characters are tagged per CPU-second, with 200 entities and 500 terms.

    python -m benchmarks.tagging_speed

Side by side: our tagging where nothing of the incident occurs and where the document is relevant (with
quotes and stance), and what others do: jieba's cut and a look-up of its words in a set.
"""

import random
import time
import warnings
from collections.abc import Callable

from benchmarks.tagging import LABELLED, document_of, read_labelled
from flows.incident import SHIPPED_INCIDENTS, Incident, load_incident
from flows.tag import tag_document
from warehouse.folding import fold
from warehouse.records import Document

_LENGTH = 1_500
_COUNT = 400
_SURNAMES = "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "予衡知远闻笛晚晴守一映川青禾牧之听雨以宁景行望舒怀瑾清嘉思齐"


def large_incident() -> Incident:
    """Return the shipped incident, filled up to 200 entities and 500 terms of topics and threads."""
    incident = load_incident(SHIPPED_INCIDENTS / "xiaomi-kol-2026.yaml").model_dump(mode="json")
    chance = random.Random(7)
    known = {entity["name"] for entity in incident["entities"]}
    while len(incident["entities"]) < 200:
        name = chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 2))
        if name not in known:
            known.add(name)
            number = len(incident["entities"])
            incident["entities"].append({"id": f"person-{number}", "name": name, "kind": "person"})
    terms = sum(len(one["terms"]) for key in ("topics", "threads") for one in incident[key])
    while terms < 500:
        term = "".join(chance.sample(_GIVEN + _SURNAMES, chance.choice([2, 3, 4])))
        incident["topics"][terms % 10]["terms"].append(term)
        terms += 1
    return Incident.model_validate(incident)


def documents(kinds: set[str], seed: int) -> list[Document]:
    """Return documents of 1,500 characters, put together from labelled ones of some kinds."""
    incident = load_incident(SHIPPED_INCIDENTS / "xiaomi-kol-2026.yaml")
    labels = [
        one.label
        for one in read_labelled(LABELLED)
        if one.label["kind"] in kinds and not one.part and one.label["id"][0] in "nchbq"
    ]
    chance = random.Random(seed)
    return [_long(chance, labels, incident) for _ in range(_COUNT)]


def _long(chance: random.Random, labels: list[dict[str, str]], incident: Incident) -> Document:
    text, first = "", chance.choice(labels)
    while len(text) < _LENGTH:
        text += chance.choice(labels)["text"] + "\n"
    text = text[:_LENGTH]
    matching_text = fold(f"{first['title']}\n{text}")
    made = document_of({**first, "id": str(chance.random()), "text": text}, incident)
    return Document(
        **{
            name: getattr(made, name)
            for name in Document.__slots__
            if name not in {"matching_text"}
        },
        matching_text=matching_text,
    )


def unrelated(count: int = _COUNT) -> list[Document]:
    """Return documents in which nothing of the incident occurs: news of a city that does not exist."""
    chance = random.Random(3)
    parts = [
        "市政府昨天公开了新图书馆的设计图，建筑面积约两万平方米，",
        "预计明年春天动工。附近居民希望保留原有的梧桐树，",
        "设计师说会把树放进中庭。地铁三号线延长段同日试运行，",
        "从南湖到东站只要十八分钟。气象台提醒，周末有小雨，",
        "出门记得带伞。农科所的番茄新品种在大棚里长势良好，",
    ]
    incident = load_incident(SHIPPED_INCIDENTS / "xiaomi-kol-2026.yaml")
    label = {"id": "x", "title": "城市新闻", "published": "2026-01-06", "text": ""}
    found = []
    for number in range(count):
        text = "".join(chance.choice(parts) for _ in range(80))[:_LENGTH]
        found.append(_long(chance, [{**label, "id": str(number), "text": text}], incident))
    return found


def rate(task: Callable[[Document], object], batch: list[Document]) -> float:
    """Return how many documents a task does per CPU-second, after one run to warm up."""
    task(batch[0])
    began = time.process_time()
    for document in batch:
        task(document)
    return len(batch) / (time.process_time() - began)


def main() -> None:
    """Print the rates."""
    incident = large_incident()
    batches = {
        "nothing occurs": unrelated(),
        "relevant": documents({"relevant"}, 1),
        "background and lookalikes": documents({"background", "hard"}, 2),
    }
    for name, batch in batches.items():
        found = sum(tag_document(document, incident).relevance.is_relevant for document in batch)
        print(f"{name}: {found} of {len(batch)} relevant")
        print(f"  tag_document        {rate(lambda d: tag_document(d, incident), batch):8,.0f}/s")
        print(f"  jieba.cut and a set {rate(jieba_and_set(incident), batch):8,.0f}/s")


def jieba_and_set(incident: Incident) -> Callable[[Document], object]:
    """Return what is often done: cut into words, look each up in a set of terms."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    tokenizer = jieba.Tokenizer()
    words = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.FREQ, tokenizer.total = words
    tokenizer.initialized = True
    terms = {name for entity in incident.entities for name in entity.certain}
    topical = (term for topic in incident.topics for term in topic.terms)
    terms |= {term for term in topical if isinstance(term, str)}
    for term in terms:
        tokenizer.add_word(term)
    return lambda document: [word for word in tokenizer.cut(document.text) if word in terms]


if __name__ == "__main__":
    main()
