"""Who said what: speech in quotation marks, and reported speech behind a verb of saying.

Words in marks that nobody utters, like “头号米黑”, are no quote: without a verb and a speaker beside it a
marked passage is left alone.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from flows.tag.adverbials import GOES_ON
from flows.tag.attribution import announced, followed, subject_of
from flows.tag.dialogue import answers
from flows.tag.english_speech import reported, said_beside
from flows.tag.issuers import issuer
from flows.tag.preceding import acting_before, reported_before
from flows.tag.pronouns import Read, with_names
from flows.tag.saying import AFTER, BEFORE, JUDGED, NOUNS, REPORTED, is_saying
from flows.tag.sentences import Sentences, sentence_start
from flows.tag.somebody import is_surely_somebody, names_somebody
from flows.tag.spans import Cover, Span
from flows.tag.speakers import chinese_subject
from flows.tag.speech import Utterance, trimmed
from flows.tag.within import (
    CLOSING,
    CONTRAST,
    FULL_STOPS,
    SHORTEST_REPORT,
    apart,
    end_of_report,
    with_marks,
)

_MARKED = re.compile(
    "(?=[“「『\"‘'])"  # looked at before the kinds of marks are
    '(?:“([^“”\n]{2,600})(?:”|(?=\n+“))|「([^「」\n]{2,600})」|『([^『』\n]{2,600})』|"([^"\n]{2,600})(?:"|(?=\n+"))'
    "|‘((?:[^‘’\n]|’(?=\\w)){2,600})’(?!\\w)|(?<![\\w'])'((?:[^'\n]|'(?=\\w)){2,600})'(?!\\w))"
)
_NAMED = re.compile(r"(?:网名|化名|笔名|昵称|名叫|名为|账号)$")  # what follows in marks is a name
_TURN = re.compile(r"[,，](?:但|然而|不过|随后|接着|并|又|还|记者|而)")  # “……。”某某说，但记者…
_CONTINUES = re.compile(  # “……。”某某说。“……。”; “……。”她顿了顿，“……。”
    r"\s+|[^\n\"“”「」]{0,60}[.。]\s*|[^\n\"“”「」.。]{0,140}[.。]\s*|[^\n\"“”「」.。]{1,40}[,，] ?"
)
_QUOTED_PART = re.compile(r'"(?P<said>[^"\n]{6,})"(?=[,，。;；]|$)')
_OF_A_NOUN = re.compile(  # 公司称印章系伪造的第二天，…
    "[^，,。]{2,24}的(?:第[二三]天|次日|当[天晚日]|同时|时候|说法|消息|传闻)[,，]"
)
_LONGEST_BETWEEN = 160  # characters between two parts of one speech
_LONGEST_VERB = 16  # characters from a verb of saying to the mark behind it
_LONGEST_WORD = 8  # characters of a word in marks, with them
_GOING_ON = frozenset("就后并而还也又让使被但便随来去地着")  # behind speech: 说“没钱”就走
_ASKING = frozenset({"提醒", "建议", "呼吁"})
_ASKED = re.compile(  # 提醒民众，…
    r"(?:广大)?[^，,。:;\"\n]{1,5}(?:[者人众民客友户生主东业家员们党会]|公众|司机|用户|机构|部门|单位|学校)[,，:]"
)
_NO_LETTER = re.compile(r"[\W_]+")


def find_utterances(
    printed: str,
    folded: str,
    sentences: Sentences,
    names: Sequence[Span],
    people: Sequence[Span] = (),
) -> list[Utterance]:
    """Return what is said in a text, in order.

    `names` are the known names that occur in it, `people` those of persons; both in order.
    """
    direct = [*_direct(printed, folded, names)]
    direct += answers(folded, names, direct)
    # “……。”某某说，但… tells of something else; “……。”某某表示，根据… goes on with what is said.
    spoken = {
        one.speaker
        for one in direct
        if one.speaker[0] >= one.text[1] and _TURN.match(folded, one.speaker[1] + len(one.verb))
    }
    indirect = [
        one
        for one in chain(_reported(folded, sentences, names), _english_reported(printed, sentences))
        if one.speaker not in spoken
    ]
    indirect, direct = apart(indirect, direct, folded)
    taken = Cover(one.text for one in direct)
    parts = chain.from_iterable(with_marks(one, folded) for one in indirect)
    indirect = [part for part in parts if not taken.touches(part.text)]
    found = sorted((*direct, *indirect), key=lambda one: one.text)
    return list(with_names(found, Read(printed, folded, names, people)))


def _direct(printed: str, folded: str, names: Sequence[Span]) -> Iterator[Utterance]:
    last, closed_at = None, 0
    for match in _MARKED.finditer(printed):
        low, high = match.span(match.lastindex or 0)
        is_name = (
            _is_known((low, high), names)
            or _NAMED.search(folded, max(0, match.start() - 2), match.start()) is not None
        )
        is_sentence = _ends_sentence(printed, high)  # “零缺陷”的口号, but “……。”为何
        if is_name or (not is_sentence and folded.startswith(("为", "是", "的"), match.end())):
            continue
        is_announced = folded.startswith(":", match.start() - 1)  # its speaker stands before it
        start = sentence_start(folded, match.start())
        speech = (
            _said_before(folded, start, match.span(), names)
            or (not is_announced and _said_after(folded, *match.span(), names))
            or said_beside(printed, match.start(), match.end(), is_closed=printed[high - 1] == ".")
            or _announced(folded, start, match.span(), names)
            or (is_sentence and followed(folded, match.span(), names))
            or None
        )
        is_near = match.start() - closed_at <= _LONGEST_BETWEEN
        if speech is None and last and is_near and is_sentence:
            between = printed[closed_at : match.start()]
            if _CONTINUES.fullmatch(between):
                is_clause = between.rstrip().endswith(("，", ","))
                other = is_clause and subject_of(folded, closed_at, match.start() - 1, names)
                speech = (other, ":") if other else last
        if speech is None and folded.startswith("。", match.start() - 1):
            speech = reported_before(folded, match.start() - 1, names)
            if speech is None and is_sentence:
                speech = acting_before(folded, match.start() - 1, names)
        if speech is not None:
            speech = (issuer(folded, speech[0], names) or speech[0], speech[1])
            last, closed_at = speech, match.end()
            yield Utterance(*speech, trimmed(printed, low, high, ", ，"), is_direct=True)


def _ends_sentence(printed: str, end: int) -> bool:
    """Tell whether a passage ends with a full stop, perhaps in nested marks: He said, 'Go.'"""
    return printed[end - 1 - (printed[end - 1] in "'’”』」")] in FULL_STOPS


def _is_known(span: Span, names: Sequence[Span]) -> bool:
    index = bisect_left(names, span)
    return index < len(names) and names[index] == span


def _said_before(
    text: str, start: int, marked: Span, names: Sequence[Span]
) -> tuple[Span, str] | None:
    mark, end = marked
    match = BEFORE.search(text, max(start, mark - _LONGEST_VERB), mark)
    if match is None and end - mark > SHORTEST_REPORT:
        match = JUDGED.search(text, max(start, mark - _LONGEST_VERB), mark)
        if match and REPORTED.search(text, start, match.start()):
            return None  # 伏波说，车主要求退车“底气足多了”
    if match is None or not is_saying(text, start, match):
        return None
    is_part = text[end : end + 1].isalnum() and text[end - 2] not in FULL_STOPS
    if is_part and (match["gap"].endswith("是") or (not match["gap"] and _is_word(text, marked))):
        return None  # 强调，这是“顶格”处分; 称“浮光”卡池: the marks are a part of what is said
    speaker = chinese_subject(text, start, match.start(), names)
    return None if speaker is None else (speaker, match["verb"])


def _is_word(text: str, marked: Span) -> bool:
    """Tell whether a marked passage is a word of the sentence, whose noun may follow: “浮光”卡池."""
    low, high = marked
    return high - low <= _LONGEST_WORD and text[high] not in _GOING_ON


def _announced(
    text: str, start: int, marked: Span, names: Sequence[Span]
) -> tuple[Span, str] | None:
    """Return who is announced to speak, unless the passage goes on with what a sentence reports."""
    is_told = text.startswith((",", "，"), marked[0] - 1) and REPORTED.search(
        text, start, marked[0]
    )
    return None if is_told else announced(text, start, marked, names)


def _said_after(text: str, start: int, mark: int, names: Sequence[Span]) -> tuple[Span, str] | None:
    match = AFTER.match(text, mark)
    if match and text[start - 1 : start].isalnum():
        return None  # 海内外关心“十五五”，某某说
    if match is None or match["verb"] == "否认" or not is_saying(text, mark, match, "verb"):
        return None
    is_other = match["subject"][-1] in CONTRAST or match["subject"].startswith("另")
    if is_other and text[mark - 2] in FULL_STOPS:
        return None  # “……。”某某则表示 tells of somebody else
    speaker = chinese_subject(text, match.start("subject"), match.end("subject"), names)
    return None if speaker is None or speaker[0] < mark else (speaker, match["verb"])


def _reported(text: str, sentences: Sentences, names: Sequence[Span]) -> Iterator[Utterance]:
    free_from = 0
    for match in REPORTED.finditer(text):
        if match.start() < free_from:
            continue
        low, high = sentences.span(sentences.number(match.start()))
        if not is_saying(text, low, match) or _is_overtaken(text, match.end()):
            continue
        if match["plain"] and _OF_A_NOUN.match(text, match.end(), high):
            continue
        free_from = high = end_of_report(text, match.end(), sentences)
        asked = match["plain"] in _ASKING and _ASKED.match(text, match.end(), high)
        span = trimmed(text, asked.end() if asked else match.end(), high, CLOSING)
        verb = match["verb"] or match["plain"]
        shortest = 4 if match["gap"] or verb.endswith("称") else SHORTEST_REPORT
        if span[1] - span[0] < shortest or text[span[0]] == '"':
            continue
        speaker = chinese_subject(text, low, match.start(), names)
        cited = speaker or (low, match.start() + len("说明"))  # 说明称 begins the sentence
        speaker = issuer(text, cited, names) or speaker
        if speaker and match["verb"] in NOUNS and not is_surely_somebody(text, speaker, names):
            free_from = match.end()  # 据…消息，警方通报：…
            continue
        if speaker and names_somebody(text, speaker, names):
            yield Utterance(speaker, verb, span, is_direct=False)
        elif speaker and (mark := _QUOTED_PART.search(text, *span)):
            yield Utterance(speaker, verb, mark.span("said"), is_direct=True)


def _is_overtaken(text: str, end: int) -> bool:
    """Tell whether another verb of the same subject says it: 起初否认，后改口称，…."""
    following = REPORTED.search(text, end, end + _LONGEST_VERB)
    if following and following.start() == end:
        return True  # 发表声明，呼吁…
    if following and text[following.start() - 2 : following.start()] in (",但", "，但"):
        return True  # 表示认罪，但称…
    return following is not None and GOES_ON.match(text[end : following.start()]) is not None


def _english_reported(text: str, sentences: Sentences) -> Iterator[Utterance]:
    for (speaker, verb), span in reported(text, sentences):
        said = trimmed(text, *span, CLOSING)
        if " " in text[slice(*said)]:
            yield Utterance(speaker, verb, said, is_direct=False)


def quote_key(folded: str) -> str:
    """Return what is equal for equal quotes: letters, digits and characters only."""
    return _NO_LETTER.sub("", folded)
