"""Who speaks a passage that is a sentence of its own, by the sentence before it: 某某认为，…。“……。”"""

from collections.abc import Sequence

from flows.tag.attribution import clauses, subject_of
from flows.tag.people import is_person, may_be_name
from flows.tag.saying import REPORTED, is_saying
from flows.tag.sentences import sentence_start
from flows.tag.somebody import names_somebody
from flows.tag.spans import Span
from flows.tag.speakers import chinese_subject


def reported_before(text: str, end: int, names: Sequence[Span]) -> tuple[Span, str] | None:
    """Return who spoke in the sentence before a passage that is one of its own: 某某认为，…。“……。”"""
    low = sentence_start(text, end)
    for match in REPORTED.finditer(text, low, end):
        if is_saying(text, low, match):
            speaker = chinese_subject(text, low, match.start(), names)
            return (speaker, ":") if speaker and names_somebody(text, speaker, names) else None
    return None


def acting_before(text: str, end: int, names: Sequence[Span]) -> tuple[Span, str] | None:
    """Return the person who acts in the sentence before a passage that is one of its own."""
    acting = (
        subject_of(text, *one, names) for one in clauses(text, sentence_start(text, end), end)
    )
    for speaker in filter(None, reversed(list(acting))):
        words = text[slice(*speaker)]
        if words in ("他", "她") or (is_person(words) and may_be_name(words, "")):
            return speaker, ":"
    return None
