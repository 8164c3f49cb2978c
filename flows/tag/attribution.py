"""Who speaks a marked passage that no verb of saying introduces: 她摇头：“……。”, “……。”葛先生把门一关.

Such a passage is taken for speech where print shows it to be: behind a colon, or as a sentence of its own. Its
speaker is the subject of the clause beside it, if that begins with a name, an office or a body.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from flows.tag.adverbials import ADVERBIAL, OPENING, WHEN, adverbial_in
from flows.tag.people import ACTS, ROLE, SURNAMES, TITLED, name_length, person_at_end, person_within
from flows.tag.segmentation import dictionary, is_common
from flows.tag.spans import Span
from flows.tag.speakers import BODY, EXISTS, PARTY

_CLAUSE_END = re.compile(r"[，,、:：。！？!?；;…\n\"“”「」『』()（）]|\.(?= )")
_THING = re.compile(  # before a colon: what is printed or called, not said
    r"(?:标题|题目|题为|名为|口号|标语|横幅|词条|话题|热搜|栏目|写着|印着|挂着|贴着|打着|拉着|刻着|文章|主题|寓意|意思|含义|包括|如下|全文|称为|叫做|命名|定位|关键词|宗旨|校训|条款|规定|显示|A4纸|a4纸|白纸|纸条|字条|告示|海报|牌子|招牌|提供|赞助|鸣谢|供图|摄影|撰文)$"
)
_NOT_SAID = re.compile(
    r"(?:遭到?|受到?|惹|引发|引起|举报|起诉|指控|批评|指责|采访|联系|支持|反对|状告|逮捕|拘留|带走|关于|针对|面对|根据|对|向|跟|问|采访|询问|告诉|致|给|让|请|被|因|由|与|和|把|将|替|为)$"
)
_PRINTED_BY = re.compile("《[^》]{1,12}》(?:编辑部|杂志社|杂志|报社|官方)?")
_RELATIVE = re.compile(  # 他的母亲
    "[他她]的?(?:母亲|父亲|妈妈|爸爸|妻子|丈夫|儿子|女儿|哥哥|姐姐|弟弟|妹妹|爷爷|奶奶|同事|朋友|家人|律师|经纪人)"
)
_AGED = re.compile(rf"的(?P<name>[老小][{''.join(sorted(SURNAMES))}])")  # 跑网约车的老严
_OF_THEM = frozenset("们的") | {""}
_ONE = re.compile(r"(?:有|另|另外)?[一某这那该几两多数][几]?[位名个家些群]")
_OWNED = re.compile(r"[^，,。的]{0,6}的?")
_CONTRAST = frozenset("则却也的") | {""}  # “……。”某某则… tells of somebody else
_NO_OFFICE = frozenset("的部室组社会团队处界圈站们群") | {""}  # behind a role: 编辑部
_FULL_STOPS = frozenset(".。!?")
_GESTURE = re.compile(  # 他摇头，“……”
    "(?:[摇点低抬](?:了[摇点])?[下起]?头|叹(?:了口)?气|苦笑|笑了笑|摆(?:了?摆)?手|耸(?:了?耸)?肩|皱(?:了皱|着|起)?眉)$"
)
_FIRST_PERSON = re.compile("[我咱俺]")
_WORDS_OF = re.compile(  # 一位家长的话更直白
    r"(?:^|(?<=[，,。;\n]))(?P<who>[^，,。:;\"\n]{2,14}?)的(?:话|回答|说法|评价|回应|感受)[^，,:]{0,6}$"
)
_SAYING = ("说着", "说完", "说罢", "说到")
_MOODS = ("情绪", "神情", "眼眶", "声音", "语气", "满脸", "一脸", "面露", "泪流")
_LONGEST_NAME = 13  # characters of a name in marks, with its first mark
_LONGEST_CLAUSE = 24  # characters of a clause that are looked at
_LONGEST_HEAD = 14  # characters before the office of a speaker


def announced(
    text: str, start: int, marked: Span, names: Sequence[Span]
) -> tuple[Span, str] | None:
    """Return who speaks a passage behind a colon, or a whole sentence behind a comma."""
    mark, close = marked
    end = mark - (text[mark - 1 : mark] == " ") - 1
    is_clause = text[end] == "," and (
        text[close - 2] in _FULL_STOPS
        or _GESTURE.search(text, start, end)
        or (_FIRST_PERSON.match(text, mark + 1) and text[close : close + 1] in _FULL_STOPS)
    )
    if end <= start or not (text[end] == ":" or is_clause) or _THING.search(text, start, end):
        return None
    words_of = _WORDS_OF.search(text, start, end) if text[end] == ":" else None
    if words_of:
        return subject_of(text, *words_of.span("who"), names) or words_of.span("who"), ":"
    while end > start:
        low = max(start, *(text.rfind(comma, start, end) + 1 for comma in ",，"))
        if speaker := subject_of(text, low, end, names):
            return name_in_marks(text, speaker[1]) or speaker, ":"
        end = low - 1
    return None


def followed(text: str, marked: Span, names: Sequence[Span]) -> tuple[Span, str] | None:
    """Return who speaks a passage that is a sentence of its own, by the clause behind it."""
    before = text[max(0, marked[0] - 2) : marked[0]].rstrip(" ")[-1:]
    if before and before not in '。!?\n"':
        return None
    low = marked[1]
    while end := _CLAUSE_END.search(text, low):
        if speaker := subject_of(text, low, end.start(), names):
            is_other = text[speaker[1] : speaker[1] + 1] in _CONTRAST
            return None if is_other else (name_in_marks(text, speaker[1]) or speaker, ":")
        if end[0] not in ",，、":
            return None
        low = end.end()
    return None


def name_in_marks(text: str, opening: int) -> Span | None:
    """Return the name that stands in marks behind an office: 网友“江边小石头”."""
    close = text.find('"', opening + 1, opening + _LONGEST_NAME)
    return (opening + 1, close) if text.startswith('"', opening) and close > 0 else None


def subject_of(text: str, start: int, end: int, names: Sequence[Span]) -> Span | None:
    """Return who acts in a clause, if it surely begins with somebody: a name, 他, an office, a body."""
    low = start + len(text[start:end]) - len(text[start:end].lstrip())
    for opening in (OPENING, WHEN):
        if match := opening.match(text, low, end):
            low = match.end()
    if low >= end or text[low] in "这那此该":
        return None
    if exists := EXISTS.match(text, low, end):
        low = exists.end()
    party = PARTY.match(text, low, end)
    if party and not ROLE.match(text, party.end()):
        low = party.end()
    if relative := _RELATIVE.match(text, low, end):
        return relative.span()
    if text[low] in "他她" and text[low + 1 : low + 2] not in _OF_THEM:
        return low, low + 1
    known = next((name for name in _from(names, low) if name[0] == low and name[1] <= end), None)
    behind = known[1] if known else low
    acting = None if known else _leading_name(text, low, end)
    if acting and text[acting[1] : acting[1] + 1] in ACTS:
        return acting  # 王磊是老顾客
    found = _holder(text, low, behind, end, _from(names, behind)) or known
    if acting and found and found[0] == low and text[acting[1]] != "的":
        return acting  # 路远征呼吁受害老人…
    found = found or _named(text, low, end) or _body(text, low, end)
    owned = text.rfind("的", low, min(end, low + _LONGEST_CLAUSE)) + 1
    if not found and owned:
        found = _holder(text, owned, owned, end, _from(names, owned))  # 住在…的老人祝玉兰
        found = found if found and found[0] > owned else None
    if party and not found and (adverbial := ADVERBIAL.search(text, low + 2, end)):
        return low, adverbial.start()
    return found


def clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what lies between the commas and marks of a stretch."""
    low = start
    for mark in _CLAUSE_END.finditer(text, start, end):
        yield low, mark.start()
        low = mark.end()
    yield low, end


def _from(names: Sequence[Span], low: int) -> Sequence[Span]:
    return names[bisect_left(names, (low, low)) :][:4]


def _holder(text: str, low: int, behind: int, end: int, names: Sequence[Span]) -> Span | None:
    """Return the person, or else the office, in a subject with an office: 财务总监甘露, 一名追了她八年的歌迷."""
    limit = min(end, behind + _LONGEST_HEAD)
    first = adverbial_in(text, behind + 1, limit)
    if first and not text.startswith("的", first.end()) and not _ONE.match(text, low):
        limit = first.start()
    for role in ROLE.finditer(text, behind, limit):
        if _NOT_SAID.search(text, low, role.start()):
            return None
        if known := next((name for name in names if name[0] == role.end()), None):
            return known
        if length := name_length(text, role.end()):
            return role.end(), role.end() + length
        if person := person_at_end(text[low : role.end()]):
            return low + person[0], low + person[1]  # 薛万坤教授
        if ROLE.match(text, role.end()) or text[role.end() : role.end() + 1] in _NO_OFFICE:
            continue
        return low, role.end()
    return None


def _named(text: str, low: int, end: int) -> Span | None:
    if aged := _AGED.search(text, low, min(end, low + _LONGEST_HEAD)):
        return aged.span("name")
    if titled := TITLED.search(text, low, min(end, low + _LONGEST_HEAD)):
        return titled.span()
    if (owned := text.find("的", low, min(end, low + _LONGEST_HEAD)) + 1) > low:
        low = owned if name_length(text, owned) else low  # 同为律师的栾娜持不同看法
    if name := _leading_name(text, low, end):
        return name
    person = person_within(text[low : min(end, low + _LONGEST_CLAUSE)])
    if person is None or person[0] > _LONGEST_HEAD or _NOT_SAID.search(text, low, low + person[0]):
        return None
    return None if text.startswith("的", low + person[1]) else (low + person[0], low + person[1])


def _leading_name(text: str, low: int, end: int) -> Span | None:
    """Return the name of a person that a clause begins with; two characters want an act behind them."""
    length = name_length(text, low)
    does = text[low + 2 : low + 6]
    is_sure = length > 2 or (
        length == 2
        and (
            does[:1] in ACTS
            or does.startswith(_SAYING)
            or does in dictionary()[0]
            or does.startswith(_MOODS)
        )
    )
    if is_sure and low + length <= end and not is_common(text[low : low + 2]):
        return low, low + length  # 胡洁把门一关
    return None


def _body(text: str, low: int, end: int) -> Span | None:
    body = _PRINTED_BY.match(text, low, end) or BODY.match(text, low, end)
    behind = body.end() if body else end
    for role in ROLE.finditer(text, behind, min(end, behind + _LONGEST_HEAD)):
        if length := name_length(text, role.end()):
            return role.end(), role.end() + length  # 咨询公司研究员冯建林
    return body.span() if body else None
