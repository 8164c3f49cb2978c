"""What the rules of an incident match in a set of documents, so that a person can tune them."""

from collections.abc import Iterable
from dataclasses import dataclass

from flows.incident import Incident
from flows.tag.compiled import compiled
from flows.tag.matching import find_terms
from flows.tag.spellings import spellings
from flows.tag.tagging import tag_document
from warehouse.folding import fold
from warehouse.records import Document, Relevance

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """What one rule does."""

    rule: str  # as written: its terms joined by " + "
    met: int  # documents that have all its terms
    relevant: int  # those of them that are relevant
    alone: int  # those of them that meet no other rule: what the incident would lose without it
    examples: tuple[str, ...]  # ids of some documents that meet it


@dataclass(frozen=True, slots=True)
class IncidentCheck:
    """What a whole incident file does."""

    documents: int
    relevant: int
    rules: tuple[RuleCheck, ...]  # in the order of the file
    unused_terms: tuple[str, ...]  # names and terms that occur in no document
    near_misses: tuple[Relevance, ...]  # not relevant, the closest first
    near_hits: tuple[Relevance, ...]  # relevant, the weakest first


def check_incident(
    incident: Incident, documents: Iterable[Document], *, most: int = 20
) -> IncidentCheck:
    """Return what each rule of an incident matches, and the documents closest to its minimum."""
    ready = compiled(incident)
    met: list[list[tuple[str, bool, int]]] = [[] for _ in ready.rules]
    judged: list[Relevance] = []
    seen: set[str] = set()
    for document in documents:
        text = fold(f"{document.title}\n{document.text}")
        found = find_terms(ready, text)
        hits = ready.automaton.find_matches_as_indexes(text, overlapping=True)
        seen.update(ready.listed[index].text for index, _, _ in hits)
        relevance = tag_document(document, incident).relevance
        judged.append(relevance)
        matching = [
            number
            for number, rule in enumerate(ready.rules)
            if all(term in found.matches for term in rule.terms)
        ]
        for number in matching:
            met[number].append((document.document_id, relevance.is_relevant, len(matching)))
    missed = sorted((one for one in judged if not one.is_relevant and one.score), key=_distance)
    hit = sorted((one for one in judged if one.is_relevant), key=_distance, reverse=True)
    return IncidentCheck(
        documents=len(judged),
        relevant=len(hit),
        rules=tuple(
            _rule_check(rule.label, found) for rule, found in zip(ready.rules, met, strict=True)
        ),
        unused_terms=tuple(term for term in ready.terms if seen.isdisjoint(spellings(fold(term)))),
        near_misses=tuple(missed[:most]),
        near_hits=tuple(hit[:most]),
    )


def _rule_check(label: str, found: list[tuple[str, bool, int]]) -> RuleCheck:
    return RuleCheck(
        rule=label,
        met=len(found),
        relevant=sum(is_relevant for _, is_relevant, _ in found),
        alone=sum(is_relevant and count == 1 for _, is_relevant, count in found),
        examples=tuple(document for document, _, _ in found[:_EXAMPLES]),
    )


def _distance(relevance: Relevance) -> tuple[float, str]:
    return -relevance.score, relevance.document_id
