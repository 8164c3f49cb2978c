"""One document and one incident in, everything that can be said about the two out."""

from collections.abc import Iterator, Mapping

from flows.incident import Incident
from flows.tag.compiled import compiled
from flows.tag.matching import NOTHING, Findings, Span, find_terms
from flows.tag.relevance import judge
from flows.tag.sentences import Sentences
from warehouse.folding import fold
from warehouse.records import Document, Mention, MentionKind, Relevance, Tagging


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
        for kind, tag, spans in _tags(found, is_relevant=relevance.is_relevant)
    )
    return Tagging(relevance, mentions, ())


def _unrelated(document: Document, incident: Incident) -> Relevance:
    reasons = ("no word of the incident occurs",)
    return Relevance(document.document_id, incident.id, 0.0, False, reasons)


def _tags(
    found: Findings, *, is_relevant: bool
) -> Iterator[tuple[MentionKind, str, tuple[Span, ...]]]:
    """Yield what counts: ambiguous names, topics and threads only in a relevant document."""
    entities: Mapping[str, tuple[Span, ...]] = found.entities
    if is_relevant:
        entities = dict(found.entities)
        for tag, spans in found.doubtful.items():
            entities[tag] = tuple(sorted((*entities.get(tag, ()), *spans)))
    for tag in sorted(entities):
        yield MentionKind.ENTITY, tag, entities[tag]
    if is_relevant:
        for tag in sorted(found.topics):
            yield MentionKind.TOPIC, tag, found.topics[tag]
        for tag in sorted(found.threads):
            yield MentionKind.THREAD, tag, found.threads[tag]
