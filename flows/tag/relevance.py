"""Whether a document belongs to an incident: a score from 0 to 1, and the reasons in plain words.

Signs for it are combined as independent ones: each takes its share of the doubt that is left. Then
what speaks against it takes its share of the score. The weights were chosen as a set on the labelled
documents of tests/tag; do not tune one in isolation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from math import prod
from zoneinfo import ZoneInfo

from flows.tag.compiled import Certainty, CompiledIncident
from flows.tag.matching import Findings, find_terms
from flows.tag.rules import Met, is_near, met_rules, starts_of
from flows.tag.sentences import Sentences
from warehouse.folding import fold
from warehouse.records import Document, Relevance

_FOCUS = 400  # characters around a rule's terms in which other signs count
_ANOTHER_RULE, _ANOTHER_VAGUE_RULE = 0.15, 0.1
_ENTITY, _TOPIC, _REPETITION, _LINK = 0.18, 0.08, 0.1, 0.05
_MOST = 4  # signs of a kind that count
_DATE, _LATE_DATE = 0.15, 0.05
_EARLY, _FRESH = timedelta(days=2), timedelta(days=90)
_TOO_EARLY, _OLD_DATES, _IN_PASSING = 0.4, 0.55, 0.7  # share of the score that remains
_EXCLUDED, _EXCLUDED_IN_TITLE = 0.75, 0.5
_LONG_TEXT = 600  # characters from which a mention can be in passing
_PASSING = 0.12  # share of the sentences
_HALF_A_RULE = 0.1  # where none is met
_NEAR_MISS = 0.9  # of the minimum, at most, where no rule is met
_FIRST_WEEKS = timedelta(days=30)
_FOLLOWS_UP = 0.3
_OLD = timedelta(days=60)  # before the incident; what such a text tells of is another story
_MONTH = re.compile(r"(?=2)(?<![\d.])(20\d\d)(?:(?:年|[-/.])(1[0-2]|0?[1-9])(?!\d)|年|(?=\b))")


@dataclass(frozen=True, slots=True)
class _Sign:
    weight: float  # 0..1: of the doubt (for), or of the score that remains (against)
    reason: str


def judge(
    document: Document, incident: CompiledIncident, found: Findings, sentences: Sentences
) -> Relevance:
    """Return the relevance of a document, given what was found in it."""
    met = met_rules(incident, found, sentences, len(document.title))
    if met:
        for_it = [*_rule_signs(met), *_support(met[0], document, incident, found)]
        against = list(_doubts(met[0], document, incident, found, sentences))
    else:
        for_it, against = list(_hints(incident, found)), []
        follows_up = _follow_up(document, incident, found)
        for_it += follows_up
    score = (1 - prod(1 - sign.weight for sign in for_it)) * prod(sign.weight for sign in against)
    minimum = incident.incident.match.minimum
    is_met = bool(met or follows_up)
    if not is_met:
        score = min(score, _NEAR_MISS * minimum)
        against = [_Sign(1, "none of the incident's rules is met")]
    score = round(score, 3)
    return Relevance(
        document_id=document.document_id,
        incident_id=incident.incident.id,
        score=score,
        is_relevant=is_met and score >= minimum,
        reasons=tuple(sign.reason for sign in (*for_it, *against)),
    )


def _rule_signs(met: list[Met]) -> Iterator[_Sign]:
    best, seen = met[0], set(met[0].rule.terms)
    yield _Sign(best.weight, f"{best.rule.label} {best.where} (+{best.weight:.2f})")
    if best.rarest >= 3:
        yield _Sign(_REPETITION, f"{best.rule.label} occurs {best.rarest} times (+{_REPETITION})")
    others = 0
    for other in met[1:]:
        if others < _MOST and not seen.issuperset(other.rule.terms):
            others += 1
            seen.update(other.rule.terms)
            is_vague = other.rule.certainty is Certainty.DOUBTFUL
            weight = _ANOTHER_VAGUE_RULE if is_vague else _ANOTHER_RULE
            yield _Sign(weight, f"also {other.rule.label} (+{weight})")


def _support(
    best: Met, document: Document, incident: CompiledIncident, found: Findings
) -> Iterator[_Sign]:
    starts = starts_of(best.rule, found)
    entities = [
        entity
        for entity, spans in found.entities.items()
        if entity not in best.rule.entities and is_near(starts, spans, _FOCUS)
    ][:_MOST]
    for entity in entities:
        yield _Sign(_ENTITY, f"names {incident.entity_names[entity]} (+{_ENTITY})")
    own = {span for spans in found.matches.values() for span in spans}
    topics = [
        topic
        for topic, spans in found.topics.items()
        if is_near(starts, (span for span in spans if span not in own), _FOCUS)
    ][:_MOST]
    for topic in topics:
        yield _Sign(_TOPIC, f"speaks of {incident.topic_names[topic]} (+{_TOPIC})")
    if any(find_terms(incident, fold(link.anchor)).matches for link in document.links):
        yield _Sign(_LINK, f"links with words of the incident (+{_LINK})")
    published = _published_on(document, incident)
    if published is not None and published >= incident.incident.started - _EARLY:
        is_fresh = published <= incident.incident.started + _FRESH
        weight = _DATE if is_fresh else _LATE_DATE
        yield _Sign(weight, f"published {published}, after the incident began (+{weight})")


def _doubts(
    best: Met,
    document: Document,
    incident: CompiledIncident,
    found: Findings,
    sentences: Sentences,
) -> Iterator[_Sign]:
    started = incident.incident.started
    published = _published_on(document, incident)
    if published is not None and published < started - _EARLY:
        yield _Sign(_TOO_EARLY, f"published {published}, before the incident began (×{_TOO_EARLY})")
    latest = _latest_date(sentences.text) if published is None else None
    if latest is not None and latest < started - _OLD:
        yield _Sign(_OLD_DATES, f"tells of no later time than {latest:%Y-%m} (×{_OLD_DATES})")
    for term, spans in list(found.exclusions.items())[:_MOST]:
        in_title = spans[0][0] < len(document.title)
        weight = _EXCLUDED_IN_TITLE if in_title else _EXCLUDED
        yield _Sign(weight, f"{term} {'in the title' if in_title else 'occurs'} (×{weight})")
    yield from _passing(best, document, found, sentences)


def _passing(
    best: Met, document: Document, found: Findings, sentences: Sentences
) -> Iterator[_Sign]:
    if len(sentences.text) < _LONG_TEXT:
        return
    if starts_of(best.rule, found)[0] < len(document.title):
        return
    places = (*found.matches.values(), *found.entities.values())
    touched = {sentences.numbers[start] for spans in places for start, _ in spans}
    if len(touched) < _PASSING * len(sentences.starts):
        reason = f"in passing: {len(touched)} of {len(sentences.starts)} sentences"
        yield _Sign(_IN_PASSING, f"{reason} (×{_IN_PASSING})")


def _latest_date(text: str) -> date | None:
    """Return the last day of the latest month, or year, that a text names; None: it names none."""
    months = [(int(year), int(month or 12)) for year, month in _MONTH.findall(text)]
    if not months:
        return None
    year, month = max(months)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _hints(incident: CompiledIncident, found: Findings) -> Iterator[_Sign]:
    present = found.matches.keys()
    telling = present - incident.frequent
    nearly = (rule for rule in incident.rules if len(rule.term_set - present) == 1)
    for rule in islice((rule for rule in nearly if rule.term_set & telling), _MOST):
        (missing,) = rule.term_set - present
        yield _Sign(_HALF_A_RULE, f"all of {rule.label} but {missing} (+{_HALF_A_RULE})")
    for entity in list(found.entities)[:_MOST]:
        yield _Sign(_ENTITY, f"names {incident.entity_names[entity]} (+{_ENTITY})")
    for topic in list(found.topics)[:_MOST]:
        yield _Sign(_TOPIC, f"speaks of {incident.topic_names[topic]} (+{_TOPIC})")


def _follow_up(document: Document, incident: CompiledIncident, found: Findings) -> list[_Sign]:
    """Return the sign that news of an incident's first weeks goes on with it in words of no rule.

    That is a title with a name that rules hang on, over a text that speaks of a question and of a topic.
    """
    published = _published_on(document, incident)
    age = published - incident.incident.started if published else timedelta(-1)
    if not (found.threads and found.topics and timedelta(0) <= age <= _FIRST_WEEKS):
        return []
    title_end = len(document.title)
    core = frozenset().union(*(rule.entities for rule in incident.rules))
    in_title = [
        one for one in core & found.entities.keys() if found.entities[one][0][0] < title_end
    ]
    asked = {span for spans in found.threads.values() for span in spans}
    is_told = any(asked.isdisjoint(spans) for spans in found.topics.values())
    if not in_title or not is_told or found.exclusions:
        return []
    name = incident.entity_names[min(in_title)]
    return [_Sign(_FOLLOWS_UP, f"{name} in the title, a question and a topic (+{_FOLLOWS_UP})")]


def _published_on(document: Document, incident: CompiledIncident) -> date | None:
    if document.published_at is None:
        return None
    return document.published_at.astimezone(ZoneInfo(incident.incident.timezone)).date()
