"""Who is meant where a text says 他, 她 or "he" spoke."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.tag.spans import Span
from flows.tag.speakers import others_named
from flows.tag.speech import Utterance

_LONGEST_REACH = 600  # characters before a pronoun in which the one is named that it stands for
_PRONOUNS = frozenset({"他", "她", "he", "she", "him", "her"})  # folded


@dataclass(frozen=True, slots=True)
class Read:
    """A text and the known names in it, those of people apart."""

    printed: str
    folded: str
    names: Sequence[Span]
    people: Sequence[Span]

    def named(self, spans: Sequence[Span], start: int, end: int) -> set[str]:
        """Return which of some names occur in a stretch, folded."""
        between = spans[bisect_left(spans, (start, start)) : bisect_left(spans, (end, end))]
        return {self.folded[slice(*span)] for span in between}


def with_names(found: Sequence[Utterance], read: Read) -> Iterator[Utterance]:
    """Yield what is said, with 他 and "he" replaced by who spoke last in this or the last paragraph."""
    last: Utterance | None = None
    for one in found:
        if read.folded[slice(*one.speaker)] in _PRONOUNS:
            somebody = _meant(one, last, read)
            if somebody is None:
                continue
            one = replace(one, speaker=somebody)
        last = one
        yield one


def _meant(one: Utterance, last: Utterance | None, read: Read) -> Span | None:
    """Return whom a pronoun stands for; None: nobody, or it could be several.

    That is who spoke last, unless for reported speech somebody else was named since; or, before anybody
    spoke, the only person named.
    """
    folded, end = read.folded, one.speaker[0]
    if last and folded.count("\n", last.speaker[1], one.text[0]) <= 1:
        others = read.named(read.people, max(last.speaker[1], last.text[1]), end)
        is_sure = one.is_direct or others <= {folded[slice(*last.speaker)]}
        return last.speaker if is_sure else None
    earliest = max(_paragraph_before(folded, end), end - _LONGEST_REACH)
    sentence = max(folded.rfind(mark, earliest, end) for mark in "。!?;\n") + 1
    return _only_person(read, max(earliest, sentence), end) or _only_person(read, earliest, end)


def _only_person(read: Read, start: int, end: int) -> Span | None:
    """Return who is named in a stretch; None: nobody, or several."""
    people = read.named(read.people, start, end)
    known = read.named(read.names, start, end)
    strangers = others_named(read.printed, read.folded, (start, end), known)
    if len(people) + len({read.folded[slice(*one)] for one in strangers}) != 1:
        return None
    return strangers[0] if strangers else read.people[bisect_left(read.people, (end, end)) - 1]


def _paragraph_before(folded: str, offset: int) -> int:
    """Return where the paragraph before that of an offset begins; the title is none."""
    own = folded.rfind("\n", 0, offset)
    before = folded.rfind("\n", 0, max(0, own)) + 1
    return before or own + 1
