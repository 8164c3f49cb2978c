"""Who is meant where a text says 他, 她 or "he" spoke."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from flows.tag.attribution import clauses, name_in_marks, subject_of
from flows.tag.english_names import bare
from flows.tag.english_speech import acting
from flows.tag.english_subjects import BODY
from flows.tag.people import (
    ROLE,
    TITLED,
    is_behind_office,
    is_called_by_age,
    is_person,
    may_be_name,
    name_length,
)
from flows.tag.somebody import ONE_OF
from flows.tag.spans import Span
from flows.tag.speech import Utterance

_LONGEST_REACH = 600  # characters before a pronoun in which the one is named that it stands for
_WHOSE = re.compile(rf"(?:[者友主]|{ROLE.pattern})$")
_LATIN_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_OF_WOMEN = frozenset({"她", "she", "her"})
_MEN = re.compile(
    "(?:先生|父亲|丈夫|儿子|哥哥|弟弟|爷爷|外公|叔叔|舅舅|男子|小伙|husband|father|brother|^mr\\b.*)$"
)
_WOMEN = re.compile(
    "(?:女士|小姐|太太|阿姨|母亲|妻子|女儿|姐姐|妹妹|奶奶|外婆|女子|姑娘|wife|mother|sister)$"
)
_AGED = re.compile(r"the \d\d-year-old(?: from \w+)?")
_BODIES = re.compile(f"the {BODY}$")
_LATIN_STOP = re.compile(r"(?:[.!?][\"”]?|[\"”]) +|\n")
_CROWDS = frozenset(
    ["网友", "网民", "粉丝", "球迷", "歌迷", "市民", "消费者", "用户", "业主", "家长"]
)
_PRONOUNS = frozenset({"他", "她", "其", "he", "she", "him", "her"})  # folded


@dataclass(frozen=True, slots=True)
class Read:
    """A text and the known names in it, those of people apart."""

    printed: str
    folded: str
    names: Sequence[Span]
    people: Sequence[Span]
    _subjects: dict[Span, Span | None] = field(default_factory=dict)

    def subject(self, clause: Span) -> Span | None:
        """Return the subject of a clause, which many pronouns behind it may ask for."""
        if clause not in self._subjects:
            called = self._called(clause)
            self._subjects[clause] = called or subject_of(self.folded, *clause, self.names)
        return self._subjects[clause]

    def _called(self, clause: Span) -> Span | None:
        """Return the name in marks behind a clause that tells whose it is: 整理者“算盘精”."""
        if not self.folded.startswith('"', clause[1]) or not _WHOSE.search(self.folded, *clause):
            return None
        name = name_in_marks(self.folded, clause[1])
        return name if name and self.folded[name[1] + 1 :][:1].isalnum() else None

    def named(self, spans: Sequence[Span], start: int, end: int) -> set[str]:
        """Return which of some names occur in a stretch, folded."""
        between = spans[bisect_left(spans, (start, start)) : bisect_left(spans, (end, end))]
        return {self.folded[slice(*span)] for span in between}


def with_names(found: Sequence[Utterance], read: Read) -> Iterator[Utterance]:
    """Yield what is said, with 他 and "he" replaced by who spoke last in this or the last paragraph."""
    spoken: list[Utterance] = []
    for one in found:
        word = read.folded[slice(*one.speaker)]
        if word in _PRONOUNS or _AGED.fullmatch(word):
            fitting = (last for last in reversed(spoken) if _fits(word, last.speaker, read))
            somebody = _meant(one, next(fitting, None), read)
            if somebody is None or (
                not one.is_direct and ONE_OF.search(read.folded[slice(*somebody)])
            ):
                continue
            one = one._replace(speaker=somebody)
        spoken.append(one)
        yield one


def _meant(one: Utterance, last: Utterance | None, read: Read) -> Span | None:
    """Return whom a pronoun stands for; None: nobody, or it could be several.

    That is who spoke last, unless for reported speech somebody else was named since; or, before anybody
    spoke, the only person named.
    """
    folded, end = read.folded, one.speaker[0]
    if actor := _actor(one, last, read):
        return actor
    if beside := _named_beside(read, end):
        return beside
    if last and folded.count("\n", last.speaker[1], one.text[0]) <= 1:
        others = read.named(read.people, max(last.speaker[1], last.text[1]), end)
        is_sure = one.is_direct or others <= {folded[slice(*last.speaker)]}
        return last.speaker if is_sure else None
    earliest = max(_paragraph_before(folded, end), end - _LONGEST_REACH)
    sentence = max(folded.rfind(mark, earliest, end) for mark in "。!?;\n") + 1
    return _only_person(read, max(earliest, sentence), end) or _only_person(read, earliest, end)


def _named_beside(read: Read, end: int) -> Span | None:
    """Return who is named behind an office just before a pronoun: 记者联系上学生小温，他只说…."""
    folded, high = read.folded, end - 1
    for low in range(high - 2, max(-1, high - 5), -1) if folded[high] in ",，" else ():
        if is_behind_office(folded, low) and name_length(folded, low) == high - low:
            return low, high
    return None


def _actor(one: Utterance, last: Utterance | None, read: Read) -> Span | None:
    """Return who acts in the nearest clause before a pronoun, since somebody spoke; None: nobody known."""
    folded, end = read.folded, one.speaker[0]
    word = folded[slice(*one.speaker)]
    start = max(_paragraph_before(folded, end), end - _LONGEST_REACH)
    if last and last.text[0] < end:
        start = max(start, last.speaker[1], last.text[1])
    if one.text[0] < end:
        end = max(start, one.text[0])  # what is said tells nothing of who says it
    if word.isascii():
        actor = _latin_actor(read, start, end)
        is_sure = actor and (one.is_direct or _is_alone(actor, read, end))
        return actor if is_sure else None
    for low, high in reversed(list(clauses(folded, start, end))):
        if _is_object(folded, low):
            continue
        actor = read.subject((low, high))
        is_other = actor is not None and word in folded[actor[1] : high]  # 理专姚某把他的钱输光了
        if actor and not is_other and _is_person(actor, read) and _fits(word, actor, read):
            return actor if one.is_direct or _is_alone(actor, read, end) else None
    return None


def _is_object(folded: str, low: int) -> bool:
    """Tell whether what begins at an offset stands in marks within a clause: 谈到与“大熊”的接触."""
    return folded.startswith('"', low - 1) and folded[max(0, low - 2) : low - 1].isalnum()


def _is_alone(actor: Span, read: Read, end: int) -> bool:
    """Tell whether nobody else is named between one who acts and a pronoun."""
    name = read.folded[slice(*actor)]
    known = read.named(read.names, *actor) | {name}
    others = read.named(read.people, actor[1], end) - {name}
    return not others and not _others_named(read.printed, read.folded, (actor[1], end), known)


def _latin_actor(read: Read, start: int, end: int) -> Span | None:
    """Return who is the subject of the last sentence with a person for one."""
    begins = [start, *(match.end() for match in _LATIN_STOP.finditer(read.printed, start, end))]
    for begin in reversed(begins):
        actor = acting(read.printed, begin)
        if actor and actor[1] <= end and _is_person(actor, read):
            return actor
    return None


def _is_person(span: Span, read: Read) -> bool:
    words = read.folded[slice(*span)]
    if span in read.people or read.folded[span[0] - 1] == '"' == read.folded[span[1]]:
        return True
    is_known = any(low < span[1] and span[0] < high for low, high in read.names)
    return not is_known and bool(
        words.isascii()
        or (is_person(words) and may_be_name(words, ""))  # no 养老金
        or is_called_by_age(words)
        or TITLED.fullmatch(words)
    )


def _fits(pronoun: str, span: Span, read: Read) -> bool:
    """Tell whether somebody may be meant by a pronoun: 她 is nobody's father."""
    words = read.folded[slice(*span)]
    if words in _CROWDS or (span in read.names and span not in read.people) or _BODIES.match(words):
        return False
    return not (_MEN if pronoun in _OF_WOMEN else _WOMEN).search(words)


def _only_person(read: Read, start: int, end: int) -> Span | None:
    """Return who is named in a stretch; None: nobody, or several."""
    people = read.named(read.people, start, end)
    known = read.named(read.names, start, end)
    strangers = _others_named(read.printed, read.folded, (start, end), known)
    if len(people) + len({read.folded[slice(*one)] for one in strangers}) != 1:
        return None
    return strangers[0] if strangers else read.people[bisect_left(read.people, (end, end)) - 1]


def _paragraph_before(folded: str, offset: int) -> int:
    """Return where the paragraph before that of an offset begins; the title is none."""
    own = folded.rfind("\n", 0, offset)
    before = folded.rfind("\n", 0, max(0, own)) + 1
    return before or own + 1


def _others_named(printed: str, folded: str, span: Span, known: Set[str]) -> list[Span]:
    """Return where a stretch names people other than some, as far as titles and capitals show it."""
    found = [
        bare(printed, match.span())
        for match in _LATIN_NAME.finditer(printed, *span)
        if not any(name in match[0].lower() or match[0].lower() in name for name in known)
    ]
    for role in ROLE.finditer(folded, *span):
        length = name_length(folded, role.end())
        if length and not any(folded.startswith(name, role.end()) for name in known):
            found.append((role.end(), role.end() + length))
    return found + [match.span() for match in TITLED.finditer(folded, *span)]
