"""One document and one incident in, everything that can be said about the two out."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from flows.incident import Incident
from flows.tag.compiled import CompiledIncident, compiled
from flows.tag.last_names import called_by_last_name
from flows.tag.matching import NOTHING, Findings, find_terms
from flows.tag.numbers import numbers_in
from flows.tag.owners import Owners
from flows.tag.quotes import find_utterances, quote_key
from flows.tag.relevance import judge
from flows.tag.sentences import Sentences
from flows.tag.silence import is_mere_saying, is_withheld
from flows.tag.somebody import speaks_for
from flows.tag.spans import Span
from flows.tag.speech import Utterance
from flows.tag.stance import tones
from flows.tag.threads import followed_up
from flows.tag.widening import widened
from warehouse.folding import fold
from warehouse.records import Document, Mention, MentionKind, Quote, Relevance, Stance, Tagging

Tag = tuple[MentionKind, str, tuple[Span, ...]]


def tag_document(document: Document, incident: Incident) -> Tagging:
    """Return the relevance of a document for an incident, with its mentions and stances."""
    ready = compiled(incident)
    printed = f"{document.title}\n{document.text}"
    text = document.matching_text
    if len(text) != len(printed):
        text = fold(printed)
    found = find_terms(ready, text, wants_core=True)
    if found is NOTHING:
        return Tagging(_unrelated(document, incident), (), ())
    sentences = Sentences(printed)
    relevance = judge(document, ready, found, sentences)
    if relevance.is_relevant:
        found = widened(ready, text, found)
        if last := called_by_last_name(ready.last_names, printed):
            known = {*found.doubtful, *found.entities}  # by their own names
            others = {one: spans for one, spans in last.items() if one not in known}
            found = replace(found, entities={**found.entities, **others})
    entities = _with_doubtful(found) if relevance.is_relevant else found.entities
    mentions = tuple(
        Mention(
            document_id=document.document_id,
            incident_id=incident.id,
            kind=kind,
            tag=tag,
            count=len(spans),
            first_offset=spans[0][0],
            evidence=sentences.evidence(*spans[0]),
        )
        for kind, tag, spans in (
            *((MentionKind.ENTITY, tag, entities[tag]) for tag in sorted(entities)),
            *(_aspects(ready, found, sentences, text) if relevance.is_relevant else ()),
        )
    )
    if not relevance.is_relevant:
        return Tagging(relevance, mentions, ())
    named = sorted(chain(*entities.values()))
    people = sorted(chain.from_iterable(entities[one] for one in ready.people & entities.keys()))
    speech = find_utterances(printed, text, sentences, named, people)
    stances = _stances(document, ready, entities, _Read(text, sentences, speech))
    quotes = list(_quotes(document, ready, entities, _Read(text, sentences, speech)))
    return Tagging(relevance, mentions, tuple(stances), _once(quotes, len(document.title)))


def _unrelated(document: Document, incident: Incident) -> Relevance:
    reasons = ("no name and no word of a rule occurs",)
    return Relevance(document.document_id, incident.id, 0.0, False, reasons)


def _with_doubtful(found: Findings) -> Mapping[str, tuple[Span, ...]]:
    """Return who is named; ambiguous names count in a relevant document only."""
    if not found.doubtful:
        return found.entities
    spans = dict(found.entities)
    for tag, doubtful in found.doubtful.items():
        spans[tag] = tuple(sorted((*spans.get(tag, ()), *doubtful)))
    return spans


def _aspects(
    incident: CompiledIncident, found: Findings, sentences: Sentences, text: str
) -> Iterator[Tag]:
    for tag in sorted(found.topics):
        told = tuple(
            span
            for span in found.topics[tag]
            if not (is_withheld(text, span) or is_mere_saying(text, span))
        )
        if told:
            yield MentionKind.TOPIC, tag, told
    for tag, spans in followed_up(incident, found, sentences, text):
        yield MentionKind.THREAD, tag, spans


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as far as it has been understood."""

    text: str  # folded
    sentences: Sentences
    speech: list[Utterance]


def _stances(
    document: Document,
    incident: CompiledIncident,
    entities: Mapping[str, Sequence[Span]],
    read: _Read,
) -> Iterator[Stance]:
    kinds = incident.target_kinds
    owners = Owners(read.text, read.sentences, entities, kinds)
    said = [one.text for one in read.speech]
    named = [target for target in kinds if target in entities]
    found = tones(read.text, len(document.title), named, owners, said)
    for target in kinds:
        if target in found:
            tone = found[target]
            words = dict.fromkeys(read.sentences.text[slice(*span)] for span in tone.evidence)
            yield Stance(
                document_id=document.document_id,
                incident_id=incident.incident.id,
                target=target,
                label=tone.label,
                confidence=tone.confidence,
                evidence="、".join(words),
            )


def _quotes(
    document: Document,
    incident: CompiledIncident,
    entities: Mapping[str, Sequence[Span]],
    read: _Read,
) -> Iterator[Quote]:
    places = sorted((span, tag) for tag, spans in entities.items() for span in spans)
    printed = read.sentences.text
    for one in read.speech:
        low, high = one.speaker
        said = read.text[slice(*one.text)]
        yield Quote(
            document_id=document.document_id,
            incident_id=incident.incident.id,
            speaker=printed[low:high],
            speaker_tag=_entity_in(read.text, one.speaker, places)
            or _entity_called(printed[low:high], incident.name_words, entities),
            verb=one.verb,
            text=printed[slice(*one.text)],
            offset=one.text[0],
            is_direct=one.is_direct,
            key=quote_key(said),
            numbers=numbers_in(said),
        )


def _once(quotes: Sequence[Quote], title_end: int) -> tuple[Quote, ...]:
    """Return quotes without those of a title that the text below gives too, perhaps at greater length."""
    told = [(one.speaker, one.key) for one in quotes if one.offset >= title_end]
    return tuple(
        one
        for one in quotes
        if one.offset >= title_end
        or not any(speaker == one.speaker and one.key in key for speaker, key in told)
    )


def _entity_in(text: str, speaker: Span, places: Sequence[tuple[Span, str]]) -> str | None:
    """Return the first entity that is named inside the words for a speaker, who speaks for it."""
    low, high = speaker
    nearby = places[bisect_left(places, ((low, low), "")) : bisect_left(places, ((high, high), ""))]
    for (start, end), tag in nearby:
        if end <= high:
            return tag if speaks_for(text[low:start], text[end:high]) else None
    return None


def _entity_called(
    word: str, words: Mapping[str, frozenset[str]], entities: Collection[str]
) -> str | None:
    """Return the only entity of a document with a word in its name: Holt, once Maren Holt is named."""
    sharing = words.get(word, frozenset()).intersection(entities)
    return next(iter(sharing)) if len(sharing) == 1 else None
