"""One document and one incident in, everything that can be said about the two out."""

from collections.abc import Iterator

from flows.incident import Incident
from flows.tag.compiled import CompiledIncident, compiled
from flows.tag.matching import NOTHING, Findings, Span, find_terms
from flows.tag.numbers import numbers_in
from flows.tag.quotes import find_utterances, quote_key
from flows.tag.relevance import judge
from flows.tag.sentences import Sentences
from flows.tag.threads import followed_up
from warehouse.folding import fold
from warehouse.records import Document, Mention, MentionKind, Quote, Relevance, Tagging

Tag = tuple[MentionKind, str, tuple[Span, ...]]


def tag_document(document: Document, incident: Incident) -> Tagging:
    """Return the relevance of a document for an incident, with its mentions and stances."""
    ready = compiled(incident)
    printed = f"{document.title}\n{document.text}"
    text = document.matching_text
    if len(text) != len(printed):
        text = fold(printed)
    found = find_terms(ready, text)
    if found is NOTHING:
        return Tagging(_unrelated(document, incident), (), ())
    sentences = Sentences(printed)
    relevance = judge(document, ready, found, sentences)
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
            *_entities(found, is_relevant=relevance.is_relevant),
            *(_aspects(ready, found, sentences, text) if relevance.is_relevant else ()),
        )
    )
    if not relevance.is_relevant:
        return Tagging(relevance, mentions, ())
    quotes = tuple(_quotes(document, incident, found, sentences, text))
    return Tagging(relevance, mentions, (), quotes)


def _unrelated(document: Document, incident: Incident) -> Relevance:
    reasons = ("no word of the incident occurs",)
    return Relevance(document.document_id, incident.id, 0.0, False, reasons)


def _entities(found: Findings, *, is_relevant: bool) -> Iterator[Tag]:
    """Yield who is named; ambiguous names count in a relevant document only."""
    spans = dict(found.entities)
    if is_relevant:
        for tag, doubtful in found.doubtful.items():
            spans[tag] = tuple(sorted((*spans.get(tag, ()), *doubtful)))
    for tag in sorted(spans):
        yield MentionKind.ENTITY, tag, spans[tag]


def _aspects(
    incident: CompiledIncident, found: Findings, sentences: Sentences, text: str
) -> Iterator[Tag]:
    for tag in sorted(found.topics):
        yield MentionKind.TOPIC, tag, found.topics[tag]
    for tag, spans in followed_up(incident, found, sentences, text):
        yield MentionKind.THREAD, tag, spans


def _quotes(
    document: Document, incident: Incident, found: Findings, sentences: Sentences, text: str
) -> Iterator[Quote]:
    names = {
        span: tag
        for tags in (found.doubtful, found.entities)
        for tag, spans in tags.items()
        for span in spans
    }
    for one in find_utterances(sentences.text, text, sentences, list(names)):
        tags = (
            tag
            for span, tag in names.items()
            if one.speaker[0] <= span[0] and span[1] <= one.speaker[1]
        )
        said = text[slice(*one.text)]
        yield Quote(
            document_id=document.document_id,
            incident_id=incident.id,
            speaker=sentences.text[slice(*one.speaker)],
            speaker_tag=next(tags, None),
            verb=one.verb,
            text=sentences.text[slice(*one.text)],
            offset=one.text[0],
            is_direct=one.is_direct,
            key=quote_key(said),
            numbers=numbers_in(said),
        )
