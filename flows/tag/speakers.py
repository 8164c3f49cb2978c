"""Who is speaking: the subject before a verb of saying, without titles, times and places."""

import re
from collections.abc import Sequence

from flows.tag.adverbials import ADVERBIAL, GOES_ON, OPENING, WHEN, adverbial_in
from flows.tag.citing import cited_in, without_statement
from flows.tag.manner import without_manner
from flows.tag.people import (
    ROLE,
    ROLES,
    is_behind_office,
    is_called_by_age,
    is_person,
    may_be_name,
    name_length,
    person_at_end,
    person_within,
)
from flows.tag.segmentation import adverbs, is_common
from flows.tag.segments import own_segment, segments_of
from flows.tag.somebody import NAMELESS, ONE_OF, is_behalf, names_in
from flows.tag.spans import Span

_ACT = re.compile(rf"(?:{WHEN.pattern})?(?:{ADVERBIAL.pattern}|更新)|(?:{WHEN.pattern})?$")
_PRONOUN = re.compile(
    r"^(?:[还另也]有|多[名位]|留言|评论区?|第[一二三四五六七八九十]点|以[^，,]{1,6}名义|他|她|它|其|我|你|您|咱|谁|大家|人们|有人|有的|有些|不少|许多|很多|一些|部分|多数|双方|两人|三人|该|本|这|那|外界|业内|业界|坊间|网传|消息|报道|文章|有|当|如|若|虽|即使|由于|因|为了|从|把|被|让|使|是|但|而|式|的|等|之|并|与|和|及|此外|然后|纷纷|[上本下]周|期间|同时|因此|例如|譬|比如|历史|事实|换|面对|对|相对|一般|或者|可以|以上|以下|重要|总|具体|简单|所以|不|没|就|便|也)"
)
_ADDRESSED = re.compile(r"(?:安慰|劝说?|鼓励|告诫|嘱咐|责备|质问|催促|对|向|跟|冲)[他她我你]们?$")
_LONGEST_MARKED = 12  # characters of a name in marks
EXISTS = re.compile(  # 有股民, 陆续有同行
    rf"(?:也|还|又|亦|更|另|则|已|曾|陆续|先后|不断|接连|随即|同样)*有(?!关)(?:个(?!人))?(?=[^，,]{{0,8}}(?:{ROLES}|同行))"
)
_ASPECT = re.compile("[^的，,]{0,4}[了着过][^的，,]{0,6}")  # what somebody did before speaking
_GIVES = ("作出", "做出", "予以", "给出", "发表")
_ADVERBS = frozenset("仍只仅还也又则都便却就再曾已均并亦是这样如此")
_UNNAMED_OFFICE = re.compile(
    rf"(?:该|这家)[^，,]{{0,10}}(?:{ROLES})$|[这那][位名][^，,]{{0,12}}(?:{ROLES})$"
)
PARTY = re.compile(  # an office of a company: 主办方潮汐文化, 《云阙》运营方拾光网络
    "(?:《[^》]{1,20}》)?(?:冠名|独家|联合)?(?:(?:赞助|冠名|主办|承办|协办|运营|开发|供应|合作|出品|发行|制作|投资|代理|经销|租赁|涉事|运维|施工|建设|监理|生产)(?:方|商|单位|企业|公司|平台)|(?:其|该)?(?:母公司|子公司|控股股东|所属公司|所属机构|经纪公司|经理人公司))(?=..)"
)
_PART_OF_BODY = re.compile(
    r"\w{0,8}(?:工作室|后援会|协会|委员会|工会|[部局院所厅署司店校处室组队台社厂系])"
)
BODY = re.compile(
    r"[^的，,]{2,12}(?:公司|集团|协会|学会|商会|工会|联合会|研究院|研究所|大学|学院|医院|法院|检察院|警方|派出所|公安局|委员会|事务所|基金会|俱乐部|政府)"
)
_OTHERS = re.compile("对方|有人|别人|旁人|众人|大家")
_HE = re.compile(
    r"(?:让|令|使|[^他她，,]{1,4}[中里上时])?(?P<who>[他她]|(?<=据)其)(?![们的])"
)  # 影片中她
_OF_BODY = re.compile(
    "(?:方面|官方|政府|微博|微信|公众号|账号|官微|公司|集团|[部局院所会厅署司店校处室组社])$"
)
_BODY_ENDS = frozenset("面方府博信号微司团部局院所会厅署店校处室组社")
_PLACE = re.compile(  # where many speak: 涌到徐洁云的评论区留言
    "(?:评论区|留言区|留言板|弹幕|直播间|朋友圈|超话|群[聊组里]|微博|帖子|贴吧)[下里中上]面?$|(?:评论区|留言区|留言板|弹幕|朋友圈|超话)$"
)
_OF_ADVERBS = frozenset("间地") | {""}
_SHORT_SUBJECT = 6  # characters
_LONGEST_SUBJECT = 16  # characters; a longer one is a clause that was not understood
_OFFICE = re.compile("(?:相关|有关)?(?:负责人|发言人|负责同志|工作人员)$")
_LONGEST_OFFICE = 30  # characters: 药监局食品药品审核查验中心有关负责人


def chinese_subject(text: str, start: int, verb: int, names: Sequence[Span]) -> Span | None:
    """Return where the subject of the verb at `verb` stands, in a sentence that begins at `start`.

    `names` are the known names, in order. That may be 他 or 她. None: the sentence names nobody.
    """
    while verb > start and text[verb - 1] in _ADVERBS:
        verb -= 1
    is_own = text[verb - 1] not in "，,、"
    own = own_segment(text, start, verb) if is_own else None
    if own and (own in names_in(names, *own) or text[slice(*own)] in "他她"):
        return own
    if own and not (own[0] > start and text[own[0] - 1] != '"' and GOES_ON.match(text, *own)):
        return _subject(text, *own, names) or _pronoun(text, segments_of(text, start, verb))
    segments = segments_of(text, start, verb)
    if not segments:
        return _marked_before(text, start) if text[start - 1 : start] == '"' else None
    if len(segments) > 1 and text[segments[-1][0] - 1] in ")）" and _ACT.match(text, *segments[-1]):
        segments = segments[:-1]  # 黄国栋（音）向路透社表示
    if is_own and len(segments) > 1 and GOES_ON.match(text[slice(*segments[-1])]):
        segments, is_own = segments[:-1], False
    if is_own:
        return _subject(text, *segments[-1], names) or _pronoun(text, segments)
    return _subject_behind(text, segments, names)


def _subject_behind(text: str, segments: Sequence[Span], names: Sequence[Span]) -> Span | None:
    """Return the subject of a verb that a comma parts from it: the last that is surely somebody."""
    start = segments[0][0]
    spoken = [one for one in segments if text.count('"', start, one[0]) % 2 == 0]
    first = None
    for segment in reversed(spoken):
        if subject := _subject(text, *segment, names):
            if subject in names_in(names, *subject) or is_person(text[slice(*subject)]):
                return subject
            first = subject if _may_speak(text[slice(*subject)]) else first
    marked = [one for one in segments if one not in spoken and one in names_in(names, *one)]
    return next(iter(marked), None) or _pronoun(text, segments) or first


def _may_speak(words: str) -> bool:
    """Tell whether a clause that is no name may yet be somebody: an office or a body."""
    return len(words) <= _SHORT_SUBJECT or bool(ROLE.search(words) or _OF_BODY.search(words))


def bare_name(text: str, span: Span, names: Sequence[Span]) -> Span | None:
    """Return a name without the office before it: 商学院教授裴听澜; None: it names no person."""
    subject = _subject(text, *span, names)
    if subject is None:
        return None
    words = text[slice(*subject)]
    is_known = subject in names_in(names, *subject)
    return subject if is_known or is_person(words) or words[0].isascii() else None


def _pronoun(text: str, segments: Sequence[Span]) -> Span | None:
    """Return where 他 or 她 stands as the subject of a clause; None: it does not."""
    for low, high in reversed(segments):
        if _OTHERS.match(text, low, high):
            return None  # 他打过电话，对方每次都说…
        low += text.startswith("据其", low, high)
        low += len(text[low:high]) - len(text[low:high].lstrip())
        low += text.startswith("在", low, high) and text.startswith("看来", high)
        if opening := OPENING.match(text, low, high):
            low = opening.end()
        found = _HE.match(text, low, high)
        if found:
            return found.span("who")
    return None


def _subject(text: str, low: int, high: int, names: Sequence[Span]) -> Span | None:
    low += len(text[low:high]) - len(text[low:high].lstrip())
    low += text.startswith("据", low, high)  # 据…介绍
    low += text.startswith("在", low, high) and text.startswith("看来", high)
    if cited := cited_in(text, low, high):
        return _called(text, *cited, names)
    if text[low - 1 : low] == '"' and (_ACT.match(text, low, high) or text[low] == "的"):
        marked = _marked_before(text, low)  # “万能的大熊”7日发文称
        if marked or text[low] == "的":
            return marked
    if opening := OPENING.match(text, low, high):
        low = opening.end()
    if when := WHEN.match(text, low, high):
        low = when.end()
    if exists := EXISTS.match(text, low, high):
        low = exists.end()
    low = _behind_clause(text, low, high)
    begin = text.rfind("的", low, high) if NAMELESS.match(text[low:high]) else low
    adverbial = adverbial_in(text, max(low, begin) + 1, high)  # 一名在夜市经营的摊商
    high = adverbial.start() if adverbial else high
    if addressed := _ADDRESSED.search(text, low + 2, high):
        high = addressed.start()
    high = without_manner(text, low, high)
    while high > low + 2 and text[high - 1] in _ADVERBS:
        high -= 1
    last = text[high - 2 : high]
    if is_common(last) and last in adverbs() and is_behind_office(text, high - 2):
        high -= 2  # 网友普遍认为
    if high > low + 4 and text.startswith(_GIVES, high - 2):
        high -= 2  # 有关负责人作出表态
    high = without_statement(text, low, high)
    high = low + len(text[low:high].rstrip())
    return _called(text, low, high, names)


def _behind_clause(text: str, low: int, high: int) -> int:
    """Return where a subject begins behind the clause that tells of it: 曾在酒店做保洁的孙桂芳."""
    begin = text.rfind("的", low, high) + 1
    if not begin or not ADVERBIAL.search(text, low, begin):
        return low
    adverbial = ADVERBIAL.search(text, begin + 1, high)
    words = text[begin : adverbial.start() if adverbial else high]
    is_name = (is_person(words) and may_be_name(words, "")) or is_called_by_age(words)
    is_somebody = is_name or BODY.fullmatch(words) or person_at_end(words)
    return begin if is_somebody else low


def _called(text: str, low: int, high: int, names: Sequence[Span]) -> Span | None:
    """Return the name in a subject that is free of times, places and manners, or all of it."""
    head = text[low:high]
    owned = head.rpartition("的")[2]
    if is_person(owned) and not ROLE.search(owned):
        low, head = high - len(owned), owned  # 复旦大学的沈越
    if (party := PARTY.match(head)) and not ROLE.match(head, party.end()):
        low, head = low + party.end(), head[party.end() :]
    inside = names_in(names, low, high)
    known = [name for name in inside if name[1] == high]
    is_anybody = (
        not head
        or head.endswith("有人")
        or (_PRONOUN.match(head) and not _UNNAMED_OFFICE.match(head))
    )
    if _PLACE.search(head) or (not inside and head[:2] in adverbs() and head[2:] in _OF_ADVERBS):
        return None  # 毫不夸张地说
    if known and not is_anybody:
        return (low, high) if NAMELESS.match(head) else min(known)
    person = person_at_end(head)
    if is_anybody and (person is None or _PRONOUN.match(head[person[0] :])):
        return None
    if person:
        return low + person[0], low + person[1]
    if inside and inside[0][0] == low and _PART_OF_BODY.fullmatch(text, inside[0][1], high):
        return low, high  # 纪遥工作室
    if inside and inside[0][0] == low and len(head) <= _LONGEST_OFFICE and ONE_OF.search(head):
        return low, high  # 小米一位不愿透露姓名的产品经理
    is_body = head[-1:] in _BODY_ENDS and _OF_BODY.search(head)
    is_owner = inside and not is_body and not _is_full_name(text[slice(*inside[0])])
    person = person_within(text[inside[0][1] : high]) if is_owner else None
    if person and inside[0][0] == low:
        return inside[0][1] + person[0], inside[0][1] + person[1]  # 恒能电池董秘魏青岚
    if inside and inside[0][0] == low and not is_behalf(text, inside[0][1], high):
        rest = text[inside[0][1] : high]
        return (low, high) if NAMELESS.match(rest) else inside[0]  # 午后狂睡宣布停掉年框，称…
    last = max((name for name in inside if name[1] < high), default=None)
    if last and high - last[1] <= 2 and not is_behalf(text, last[1], high):
        return last  # 徐洁云致歉，承诺…
    return _person_among(text, low, high, is_body=bool(is_body))


def _is_full_name(name: str) -> bool:
    """Tell whether a known name is a person's, behind which no other is looked for."""
    return len(name) == 3 and is_person(name)


def _person_among(text: str, low: int, high: int, *, is_body: bool) -> Span | None:
    """Return the one who stands among the other words of a subject without known names, or all of it."""
    head = text[low:high]
    for role in ROLE.finditer(head):
        if not role.start() and _ASPECT.fullmatch(head, role.end()):
            return low, low + role.end()  # 柜员查了半天告诉她
        if length := name_length(head, role.end()):
            end = low + role.end() + length
            is_owner = text.startswith("的", end)
            return low + role.end(), high if is_owner else end  # 副总经理甄宁私下, 伤者陈果的母亲
    if len(head) > _LONGEST_SUBJECT and BODY.fullmatch(head.rpartition("的")[2]):
        return high - len(head.rpartition("的")[2]), high  # 为电车供货的衡通公司
    is_whole = is_person(head) or is_body or ROLE.search(head)
    if not is_whole and (person := person_within(head)):
        is_owner = head.startswith("的", person[1])
        return low + person[0], high if is_owner else low + person[1]  # 球评尤孟哲泼冷水
    if len(head) > _LONGEST_SUBJECT and (one := ONE_OF.search(head)):
        return low + one.start(), high  # 公关部一位王姓工作人员
    longest = _LONGEST_OFFICE if _OFFICE.search(head) else _LONGEST_SUBJECT
    return (low, high) if 2 <= len(head) <= longest else None


def _marked_before(text: str, low: int) -> Span | None:
    opening = text.rfind('"', max(0, low - 2 - _LONGEST_MARKED), low - 1)
    is_name = opening >= 0 and 2 <= low - 2 - opening <= _LONGEST_MARKED
    is_name = is_name and text[low - 2] not in ".。!?"  # no speech that ends there
    return (opening + 1, low - 1) if is_name else None
