"""Who said what: speech in quotation marks, and reported speech behind a verb of saying.

Words in marks that nobody utters, like “头号米黑”, are no quote: without a verb and a speaker beside it a
marked passage is left alone.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from flows.tag.dialogue import answers
from flows.tag.english_speech import reported, said_beside
from flows.tag.pronouns import Read, with_names
from flows.tag.sentences import Sentences
from flows.tag.spans import Cover, Span
from flows.tag.speakers import chinese_subject, names_somebody, pronoun
from flows.tag.speech import Utterance, trimmed

_MARKED = re.compile(
    "(?=[“「『\"‘'])"  # looked at before the kinds of marks are
    '(?:“([^“”\n]{2,600})”|「([^「」\n]{2,600})」|『([^『』\n]{2,600})』|"([^"\n]{2,600})"'
    "|‘((?:[^‘’\n]|’(?=\\w)){2,600})’(?!\\w)|(?<![\\w'])'((?:[^'\n]|'(?=\\w)){2,600})'(?!\\w))"
)
_SAYING = (
    r"告诉[^，,:：。\"]{1,8}|写了?一?句话?|说了?一?句话?|扬言|放言|形容|直斥|狠批|预言|预测|估计|指出|表示|认为|写道|写下|强调|坦言|直言|透露|提醒|问道|提问|反问|质问|追问"
    "|呼吁|感叹|感慨|预计|建议|介绍|喊话|怒斥|吐槽|答道|回答|答复|宣称|声称|坚称|笑称|怒称|辩称|重申|承诺|承认|否认|直指"
    "|评论道|批评道|说道|喊道|叹道|留言|跟帖|直呼|表态|坦承|明言|放话|调侃|自嘲|打趣|控诉|分析|解释|回复|回应|补充|讲述|回忆|反驳|反映|警告|说明|直斥|痛批|痛斥|抱怨|诉苦|哭诉|叮嘱|坚持|推测|提出|发声|致辞|道(?=:)"
    "|说到|谈到|提到|通报|看来|回覆|(?:提示|要求)(?=[:,，])|(?:宣布|发(?:朋友圈|微博|帖|文|推|声明))(?=:)|说|称|话(?=:)"
)
_FIRST = "".join(sorted({verb[0] for verb in _SAYING.split("|")}))  # looked at before the verbs are
_BEFORE = re.compile(
    rf"(?=[{_FIRST}])(?P<verb>(?:{_SAYING})(?:说|称|道)?)(?P<gap>[:,，： ]{{0,2}}(?:[这那]?是)?)$"
)
_AFTER = re.compile(
    rf"[,，]?(?P<subject>[^，,。!?;\"\n]{{1,24}}?)(?=[{_FIRST}])(?P<verb>(?:{_SAYING})(?:说|称|道)?)(?=[。，,:；;\n]|$)"
)
_REPORTED = re.compile(
    rf"(?=[{_FIRST}])(?:(?P<verb>(?:{_SAYING})(?:说|称|道)?)(?P<gap>[,:，：])"
    r"|(?P<plain>(?<![被号自据名简职俗尊谎诈戏昵堪可下著统合])称(?![作之快道赞王霸雄谓呼为职心病之得])|表示|认为|指出|强调|透露|回应称|坦言|坦承|直言|声称|宣称|重申|建议|提醒|(?<=[他她,，])说(?![法明话服到起来白穿破不]))(?=[^,:，：。为呼号\"]))"
)
_NAMING = frozenset("被号自名简职俗尊戏昵堪可下著统合")  # before 称: it names, it does not say
_NO_SPEECH = frozenset("电对谈讲神童实笑废")  # before 话, which says in Hong Kong: 电话, 对话
_NAMED = re.compile(r"(?:网名|化名|笔名|昵称|名叫|名为|账号)$")  # what follows in marks is a name
_MANNER = re.compile(
    r"(?:[来话般所小传听虽]|可以|应该|也就是|或者|(?:一般|具体|严格|简单|准确|确切|坦率)地)$"
)  # 对大多数人来说: no speech
_ANNOUNCER = re.compile(r"(?:警方|公安|[局院委办厅署])$")
_IN_EYES = re.compile(r"(?:^|[,，。!?;\n\"])在[^,，]{1,16}$")
_TELLING = frozenset(
    ("表示", "认为", "指出", "强调", "透露", "坦言", "介绍", "提醒", "建议", "解释", "补充", "重申")
)
_TURN = re.compile(
    r"[,，](?:但|然而|不过|随后|接着|并|又|还|记者|[他她]|而)"
)  # “……。”某某说，但记者…
_LONGEST_SILENCE = 6  # characters
_SILENCE = re.compile(r"(?:未|没有|没|不|不会|不能|不愿|拒绝|无法)(?:就此|对此|作出|做出|公开)?$")
_FULL_STOPS = frozenset(".。!！?？")
_CONTINUES = re.compile(r"[^\n\"“”「」]{0,60}[.。]\s*")  # “……。”某某说。“……。”
_LONGEST_SENTENCE = 300  # characters before a mark in which its speaker may stand
_QUOTED_CLAUSE = re.compile(r'[,，:：]"(?P<said>[^"\n]{6,})"(?=[,，。;；]|$)')
_LONGEST_NAME = 13  # characters of a name in marks, with its first mark
_LONGEST_VERB = 16  # characters from a verb of saying to the mark behind it
_SHORTEST_REPORT = 6  # characters; 表示歉意 and 表示不满 report no words
_CLOSING = "。；; \u3000.,，\n"
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
    taken = Cover(
        (min(one.speaker[0], one.text[0]), max(one.text[1], one.speaker[1])) for one in direct
    )
    # “……。”某某说，但… tells of something else; “……。”某某表示，根据… goes on with what is said.
    spoken = {
        one.speaker
        for one in direct
        if one.speaker[0] >= one.text[1]
        and (one.verb not in _TELLING or _TURN.match(folded, one.speaker[1] + len(one.verb)))
    }
    indirect = [
        one
        for one in chain(
            _reported(folded, sentences, names, taken), _english_reported(printed, sentences, taken)
        )
        if one.speaker not in spoken
    ]
    indirect = [part for one in indirect for part in _with_marks(one, folded)]
    found = sorted((*direct, *indirect), key=lambda one: one.text)
    return list(with_names(found, Read(printed, folded, names, people)))


def _with_marks(one: Utterance, folded: str) -> Iterator[Utterance]:
    """Yield reported speech up to words that it quotes as a clause of their own, and those words."""
    low, high = one.text
    mark = _QUOTED_CLAUSE.search(folded, low, high)
    if mark is None:
        yield one
        return
    if mark.start() - low >= _SHORTEST_REPORT:
        yield replace(one, text=(low, mark.start()))
    yield replace(one, text=trimmed(folded, *mark.span("said"), ", ，"), is_direct=True)


def _direct(printed: str, folded: str, names: Sequence[Span]) -> Iterator[Utterance]:
    last, closed_at = None, 0
    for match in _MARKED.finditer(printed):
        low, high = match.span(match.lastindex or 0)
        is_name = (
            _is_known((low, high), names)
            or _NAMED.search(folded, max(0, match.start() - 2), match.start()) is not None
        )
        is_word = printed[high - 1] not in _FULL_STOPS  # “零缺陷”的口号, but “……。”为何
        if is_name or (is_word and folded.startswith(("为", "是", "的"), match.end())):
            continue
        is_announced = folded.startswith(":", match.start() - 1)  # its speaker stands before it
        speech = (
            _said_before(folded, match.start(), match.end(), names)
            or (not is_announced and _said_after(folded, match.end(), names))
            or said_beside(printed, match.start(), match.end(), is_closed=printed[high - 1] == ".")
            or None
        )
        if speech is None and last and printed[high - 1] in _FULL_STOPS:
            between = printed[closed_at : match.start()]
            speech = last if _CONTINUES.fullmatch(between) else None
        if speech is not None:
            last, closed_at = speech, match.end()
            yield Utterance(*speech, trimmed(printed, low, high, ", ，"), is_direct=True)


def _is_known(span: Span, names: Sequence[Span]) -> bool:
    index = bisect_left(names, span)
    return index < len(names) and names[index] == span


def _said_before(text: str, mark: int, end: int, names: Sequence[Span]) -> tuple[Span, str] | None:
    start = _sentence_start(text, mark)
    match = _BEFORE.search(text, max(start, mark - _LONGEST_VERB), mark)
    if match is None or not _is_saying(text, start, match):
        return None
    if match["gap"].endswith("是") and text[end : end + 1].isalnum():
        return None  # 强调，这是“顶格”处分: the marks are a part of what is said
    speaker = chinese_subject(text, start, match.start(), names)
    speaker = speaker or pronoun(text, start, match.start())
    return None if speaker is None else (speaker, match["verb"])


def _said_after(text: str, mark: int, names: Sequence[Span]) -> tuple[Span, str] | None:
    match = _AFTER.match(text, mark)
    if match is None or not _is_saying(text, mark, match, "verb"):
        return None
    speaker = chinese_subject(text, match.start("subject"), match.end("subject"), names)
    speaker = speaker or pronoun(text, match.start("subject"), match.end("subject"))
    return None if speaker is None or speaker[0] < mark else (speaker, match["verb"])


def _is_saying(text: str, start: int, match: re.Match[str], group: str | int = 0) -> bool:
    verb = match.start(group)
    if text[max(start, verb - 1) : verb] == "被":
        return False
    if match[group].startswith("称") and text[max(start, verb - 1) : verb] in _NAMING:
        return False
    if match[group].startswith("话") and text[max(start, verb - 1) : verb] in _NO_SPEECH:
        return False
    if match["verb"] == "通报" and not (
        text.startswith("据", start) or _ANNOUNCER.search(text, start, verb)
    ):
        return False  # 据警方通报 and 警方通报, but 发布通报
    if match["verb"] == "看来" and not _IN_EYES.search(text, max(0, start - 1), verb):
        return False  # 在她看来, but 由此看来
    if match[group].startswith("说") and _MANNER.search(text, max(start, verb - 3), verb):
        return False
    return _SILENCE.search(text, max(start, verb - _LONGEST_SILENCE), verb) is None


def _reported(
    text: str, sentences: Sentences, names: Sequence[Span], taken: Cover
) -> Iterator[Utterance]:
    free_from = 0
    for match in _REPORTED.finditer(text):
        if match.start() < free_from:
            continue
        low, high = sentences.span(sentences.number(match.start()))
        if not _is_saying(text, low, match):
            continue
        free_from = high
        span = trimmed(text, match.end(), high, _CLOSING)
        verb = match["verb"] or match["plain"]
        shortest = 4 if match["gap"] or verb.endswith("称") else _SHORTEST_REPORT
        if span[1] - span[0] < shortest or text[span[0]] == '"' or taken.touches(span):
            continue
        speaker = chinese_subject(text, low, match.start(), names)
        is_named = speaker is not None and names_somebody(text, speaker, names)
        if speaker is None:
            speaker = pronoun(text, low, match.start())
            is_named = speaker is not None
        if speaker and is_named:
            yield Utterance(speaker, verb, span, is_direct=False)


def _english_reported(text: str, sentences: Sentences, taken: Cover) -> Iterator[Utterance]:
    for (speaker, verb), span in reported(text, sentences):
        said = trimmed(text, *span, _CLOSING)
        if not taken.touches(said):
            yield Utterance(speaker, verb, said, is_direct=False)


def quote_key(folded: str) -> str:
    """Return what is equal for equal quotes: letters, digits and characters only."""
    return _NO_LETTER.sub("", folded)


def _sentence_start(text: str, offset: int) -> int:
    earliest = max(0, offset - _LONGEST_SENTENCE)
    start = max(earliest - 1, *(text.rfind(mark, earliest, offset) for mark in "。!?;\n")) + 1
    while (mark := text.rfind('"', start, offset)) >= 0:
        opening = text.rfind('"', max(start, mark - _LONGEST_NAME), mark)
        if opening < 0 or text[mark - 1] in ",，.。!?":
            return mark + 1  # somebody's speech ends there
        offset = opening  # a name in marks
    return start
