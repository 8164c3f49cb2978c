"""A first incident file for a person to edit, from a title, a few words and pages about it."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import log

from flows.tag.emerging import emerging_terms
from flows.tag.people import is_person
from flows.tag.quotes import find_utterances
from flows.tag.segmentation import Segmenter, dictionary, is_han
from flows.tag.sentences import Sentences
from flows.tag.somebody import names_somebody
from warehouse.folding import fold

_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:公司|集团|航空|银行|大学|医院|法院|协会|委员会|研究院|研究中心|管理局|监管局|电视台|报社)"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w&'-]+(?: [A-Z][\w&'-]+){1,3}\b")
_MARKED = re.compile(r"[“「]([^“”「」，。！？\s]{2,10})[”」]")
_NOT_A_NAME = re.compile(r"^(?:The|This|That|These|A|An|In|On|At|But|And|For|When|After|Before)\b")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_NO_NAME = frozenset(
    "的是了不在和与就也都说称将对把被让从向而但并又还以为于中上下大小有没这那他她我你个一二三十年月日时后前再更最很被给到要会能可"
)
_RARE = 100  # occurrences in the dictionary of a word that may be a given name: 仲秋
_LONGEST_TITLE, _LONGEST_TERM = 300, 80  # what an incident file admits
_MOST_ENTITIES, _MOST_TERMS, _MOST_QUERIES = 12, 12, 3
_COMMON = 2_000  # occurrences in the dictionary from which a word makes a poor term


def suggest_incident(
    title: str,
    words: Sequence[str],
    pages: Mapping[str, str],
    *,
    identifier: str,
    started: date,
) -> str:
    """Return the text of an incident file that loads as it is and waits for a person to edit it.

    `words` are what a person would search for; names and terms are mined from `pages`, texts about it by
    their addresses, which become its seeds.
    """
    texts = [text for text in pages.values() if text]
    title = _printable(title)[:_LONGEST_TITLE] or identifier
    words = [word for word in (_printable(word)[:_LONGEST_TERM] for word in words) if word]
    words = words or [title[:_LONGEST_TERM]]
    entities = _entities(texts, words)
    named = "\n".join(name for name, _ in entities)
    terms = [term for term in _terms(texts, words) if term not in named]
    is_chinese = any(map(is_han, title + "".join(words)))
    lines = [
        "# Suggested from a title, some words and pages. Read every line: what is wrong here is wrong in",
        "# every figure. `aftermath incidents check` shows what each rule matches.",
        f"id: {identifier}",
        f"title: {_text(title)}",
        f"started: {started.isoformat()}",
        f"timezone: {'Asia/Shanghai' if is_chinese else 'UTC'}",
        *_matching(words),
        *_entity_lines(entities),
        *_aspects(terms or words, words[1:] or words, is_chinese=is_chinese),
        "targets: []  # ids of entities toward which the tone is measured",
        f"seeds: [{', '.join(map(_text, pages))}]",
        "sources: all",
    ]
    return "\n".join(lines) + "\n"


def _matching(words: Sequence[str]) -> list[str]:
    return [
        "match:",
        "  any:  # one item is enough: a term, or all terms of a list",
        *(f"    - {rule}" for rule in _rules(words)),
        "  not: []  # words that speak against it, such as an animal of the same name",
        "  minimum: 0.5",
        f"queries: [{', '.join(_text(query) for query in _queries(words))}]",
    ]


def _entity_lines(entities: Sequence[tuple[str, str]]) -> list[str]:
    if not entities:
        return ["entities: []"]
    return [
        "entities:  # other names are aliases; those that mean other things too are ambiguous",
        *(
            f"  - {{id: entity-{number}, name: {_text(name)}, kind: {kind}{_doubt(name)}}}"
            for number, (name, kind) in enumerate(entities, 1)
        ),
    ]


def _aspects(terms: Sequence[str], asked: Sequence[str], *, is_chinese: bool) -> list[str]:
    question = "后来怎样了？" if is_chinese else "What happens next?"
    return [
        "topics:  # sort these words into aspects of coverage and name them",
        f"  - {{id: unsorted, name: Unsorted, terms: [{', '.join(map(_text, terms))}]}}",
        "threads:  # the questions that are still open",
        f"  - {{id: what-next, question: {_text(question)}, terms: [{', '.join(map(_text, asked))}]}}",
    ]


def _doubt(name: str) -> str:
    """Return the mark of a name that is also a word of the language, such as 小米."""
    return f", ambiguous: [{_text(name)}]" if dictionary()[0].get(fold(name)) else ""


def _rules(words: Sequence[str]) -> list[str]:
    """Return each word as a rule if it can stand alone, else pairs with the first word."""
    alone = [word for word in words if _is_telling(word)]
    weak = [word for word in words if not _is_telling(word)]
    rules = [_text(word) for word in alone]
    if len(words) > 1:
        first = words[0]
        rules += [f"[{_text(first)}, {_text(word)}]" for word in weak if word != first]
    return rules or [_text(word) for word in words]


def _is_telling(word: str) -> bool:
    """Tell whether a word alone may name an incident: long, and no word of the language."""
    if word.isascii():
        return " " in word
    return len(word) >= 4 and not dictionary()[0].get(fold(word))


def _queries(words: Sequence[str]) -> list[str]:
    pairs = [f"{words[0]} {word}" for word in words[1:]]
    return (pairs or list(words))[:_MOST_QUERIES]


def _entities(texts: Sequence[str], words: Sequence[str]) -> list[tuple[str, str]]:
    """Return names with what they seem to be, the most frequent first."""
    found: Counter[tuple[str, str]] = Counter()
    for text in texts:
        found.update({(name, kind) for name, kind in _names(text)})
    found.update((name, "person") for name in _people(fold("\n".join(texts))))
    found.update((name, "account") for name in _marked("\n".join(texts)))
    kinds: dict[str, str] = {}
    for (name, kind), _ in found.most_common():
        kinds.setdefault(name, kind)
    listed = {fold(name) for name in kinds}
    chosen = [word for word in words if word == words[0] or _is_telling(word)]
    given = [(word, "other") for word in chosen if fold(word) not in listed]
    return [*given, *kinds.items()][:_MOST_ENTITIES]


def _names(text: str) -> Iterable[tuple[str, str]]:
    folded = fold(text)
    for one in find_utterances(text, folded, Sentences(text), ()):
        speaker = text[slice(*one.speaker)].strip()
        if 2 <= len(speaker) <= 30 and names_somebody(folded, one.speaker, ()):
            yield speaker, "organisation" if _ORGANISATION.fullmatch(speaker) else "person"
    for match in _ORGANISATION.finditer(text):
        if not any(mark in match.group() for mark in "的于和与在对向被将把"):
            yield match.group(), "organisation"
    for match in _CAPITALISED.finditer(text):
        if not _NOT_A_NAME.match(match.group()):
            yield match.group(), "other"


def _marked(text: str) -> set[str]:
    """Return what stands in marks again and again: “万能的大熊”."""
    counts = Counter(match.group(1) for match in _MARKED.finditer(text))
    return {name for name, count in counts.items() if count > 1 or text.count(name) > 2}


def _people(folded: str) -> Iterator[str]:
    """Yield what looks like a name and occurs twice: a surname and characters that make no word with it."""
    segmenter, frequencies = Segmenter(()), dictionary()[0]
    counts: Counter[str] = Counter()
    for run in _HAN_RUN.findall(folded):
        words = segmenter.cut(run)
        for place, surname in enumerate(words):
            given = words[place + 1 : place + 2]
            if given and len(given[0]) == 1:
                given = words[place + 1 : place + 3]
            name = surname + "".join(given)
            is_rare = all(len(one) == 1 or frequencies.get(one, 0) < _RARE for one in given)
            if len(surname) == 1 and len(name) == 3 and is_rare and is_person(name):
                counts[name] += _NO_NAME.isdisjoint(name[1:])
    yield from (name for name, count in counts.items() if count > 1)


def _terms(texts: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return the words that set these texts apart from any others."""
    frequencies, total = dictionary()
    segmenter = Segmenter(())
    counts = Counter(word for text in texts for word in segmenter.content_words(fold(text)))
    weights = {
        word: count * log(total / (frequencies.get(word, 0) + 1))
        for word, count in counts.items()
        if frequencies.get(word, 0) < _COMMON and count >= min(len(texts), max(2, len(texts) // 8))
    }
    numbered = {str(number): text for number, text in enumerate(texts)}
    risen = [one.term for one in emerging_terms(numbered, {}, words)] if len(texts) > 3 else []
    ranked = sorted(weights, key=lambda word: (-weights[word], word))
    chosen = dict.fromkeys([*risen, *ranked])
    return [word for word in chosen if word not in words][:_MOST_TERMS]


def _printable(value: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in value).split())


def _text(value: str) -> str:
    """Return a value as YAML, in quotes: any text is safe in them."""
    return json.dumps(_printable(value), ensure_ascii=False)
