"""Speech within reported speech: words that a report quotes, and others who speak in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from flows.tag.saying import REPORTED
from flows.tag.sentences import Sentences
from flows.tag.speech import Utterance, trimmed

SHORTEST_REPORT = 6  # characters; 表示歉意 and 表示不满 report no words
CLOSING = "。；; \u3000.,，\n"
CONTRAST = frozenset("则却")
FULL_STOPS = frozenset(".。!！?？")
_QUOTED_CLAUSE = re.compile(
    r'(?:(?:,? adding)?[,，:：] ?|, (?:saying|warning|insisting)(?: that)? )"(?P<said>(?:[^"\n]|(?<=\w)"[^",，。\n]{1,8}"(?=\w)){4,})"(?:(?<=[?？!！。]")|(?=[,，。;；]|$))'
)
_NO_CLAUSE = re.compile(  # 凡是骗保行为，“发现一起、查处一起”
    "(?:凡是?|对于?|关于|至于|针对|面对|如果|只要|一旦|由于|因为|为了|虽然|尽管|即使|无论|不管|除了|当(?![时天日晚地事年场初]))[^,，。]+"
    "|[^,，。]{2,14}(?:时|之?后|之?前|期间|的话)"
)
_QUOTED_WHOLE = re.compile(  # 称自己“没有跑路”
    r'(?:自己|当时|其|他|她|目前|对此|已|将|会){1,2}"(?P<said>[^"\n]{6,})"(?=[,，。;；]|$)'
)
_SHORTEST_PART = 4  # characters before words that are quoted
_PRONOUNS = frozenset("他她其")
_ALSO_SAYS = re.compile("[,，;；][他她][还又也并]?(?:建议|呼吁|强调|补充|透露|坦言|提醒|促请)")
_OTHERWISE = re.compile(r"[^，,。;；]{2,10}则")  # …；某某则获交保 is told by the text


def end_of_report(text: str, start: int, sentences: Sentences) -> int:
    """Return where reported speech ends that begins at `start`: with its sentence, or where it is another's.

    It may go on behind a semicolon, and ends before …，他建议….
    """
    high = sentences.span(sentences.number(start - 1))[1]
    while high < len(text) and text[high - 1] in ";；":
        following = sentences.span(sentences.number(high))
        if _OTHERWISE.match(text, *following) or text.find('"', *following) >= 0:
            break
        if REPORTED.search(text, *following):
            break
        high = following[1]
    another = _ALSO_SAYS.search(text, start + SHORTEST_REPORT, high)
    return another.start() if another else high


def apart(
    indirect: Sequence[Utterance], direct: Sequence[Utterance], folded: str
) -> tuple[list[Utterance], list[Utterance]]:
    """Return reported and direct speech where others speak within a report.

    据甲介绍，医院起初回复“系统生成” is told by 甲 alone; 甲说，…，乙则表示：“……。” is cut before 乙.
    """
    kept: list[Utterance] = []
    told: set[Utterance] = set()
    by_speaker = sorted(direct, key=_speaker_at)
    for one in indirect:
        low, high = one.text
        first = bisect_right(by_speaker, low, key=_speaker_at)
        within = by_speaker[first : bisect_left(by_speaker, high, key=_speaker_at)]
        told.update(other for other in within if not _is_apart(other, folded))
        others = [other.speaker[0] for other in within if other not in told]
        if others:
            high = max(low, *(folded.rfind(mark, low, min(others)) for mark in ",，、;"))
        if not others:
            kept.append(one)
        elif high - low >= SHORTEST_REPORT:
            kept.append(one._replace(text=trimmed(folded, low, high, CLOSING)))
    return kept, [one for one in direct if one not in told]


def _speaker_at(one: Utterance) -> int:
    return one.speaker[0]


def _is_apart(one: Utterance, folded: str) -> bool:
    """Tell whether marked words are a speech of their own, not words that a clause quotes."""
    is_behind = one.speaker[0] > one.text[1]
    if folded[slice(*one.speaker)] in _PRONOUNS:
        return True  # 甲说明，已经解约，他保证“不会再犯”
    is_parted = folded[one.text[0] - 2] in ":,，" or folded[one.text[1] - 1] in FULL_STOPS
    return is_behind or is_parted or folded[one.speaker[1] : one.speaker[1] + 1] in CONTRAST


def with_marks(one: Utterance, folded: str) -> Iterator[Utterance]:
    """Yield reported speech up to words that it quotes as a clause of their own, and those words."""
    low, high = one.text
    mark = _QUOTED_WHOLE.match(folded, low, high) or _QUOTED_CLAUSE.search(folded, low, high)
    if mark is None:
        yield one
        return
    if mark.start() - low >= _SHORTEST_PART and not _NO_CLAUSE.fullmatch(folded, low, mark.start()):
        yield one._replace(text=(low, mark.start()))
    yield one._replace(text=trimmed(folded, *mark.span("said"), ", ，"), is_direct=True)
