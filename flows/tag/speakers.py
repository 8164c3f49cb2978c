"""Who is speaking: the subject before a verb of saying, without titles, times and places."""

import re
from bisect import bisect_left
from collections.abc import Sequence, Set

from flows.tag.spans import Span

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛"
    "禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌"
    "霍虞万支柯管卢莫房解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢滑裴陆荣翁荀羊甄曲封储靳段富巫焦牧山谷车侯宓蓬全班"
    "仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲台从鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭"
    "劳姬申扶堵冉宰雍桑桂牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎慕连茹习艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广"
    "东欧沃利蔚越夔隆师巩聂晁敖融冷辛阚那简饶曾沙养鞠须丰巢关蒯相查后荆红游权盖益桓公肖覃涂苟佟佘商牟岳帅麦洛楚晏闫粟迟"
)
_ROLES = (
    "记者|律师|顾问|分析师|评论员|评论人|时评人|观察家|从业者|爆料人|主播|主持人|创始人|学者|教授|研究员|负责人|发言人|总裁|总经理|董事长|主任|专家|博主|经理"
    "|米粉|粉丝|用户|网友|委员|编辑|主席|院长|会长|秘书长|合伙人|投资人|作家|导演|演员|工程师|设计师|员工|高管|部长|局长|主管"
    "|执行官|财务官|运营官|技术官|市场官|营销官|官员|首席|观察人士|人士|站长|店主|店长|乘客|旅客|机长|飞行员|经济学家|策略师|议员"
    "|CEO|CMO|CFO|COO|CTO|博士|讲师|创办人|总监|主编|馆长|校长|法官|检察官|警官|医生|司机|车主|消费者|客户|股东|教师|所长|书记|市长|省长|县长|镇长|州长|院士|编剧|首相|总统|领袖|会长|理事长|组长|队长|领队|教练"
)
_ROLE = re.compile(
    f"(?=[{''.join(sorted({role[0] for role in _ROLES.split('|')}))}])(?:{_ROLES})", re.IGNORECASE
)
_TITLE_BEHIND = re.compile(r"(?:教授|律师|先生|女士|老师|博士|医生|小姐)$")
# What ends the subject: 雷军 在直播中, 陆知远 对记者, 徐洁云 再次, 曹磊 就…提问
_ADVERBIAL = re.compile(
    r"(?=[在对就于向针接通借则也还又亦再曾已均便却更近日随当昨今首明公直同并继进此后最终补反一多坦深凌上下晚傍周发微撰转回解分总谈提\d二三四五六七八九十])"
    r"(?:在|对|就|于|向|针对|接受|通过|借|则|也|还|又|亦|再|曾|已|均|便|却|更|近日|日前|随后|随即|当日|当晚|当天|昨|今|首次|明确"
    r"|公开|直接|同时|并|继续|进一步|进而|此前|此后|后来|最后|最终|终于|补充|反复|一再|多次|坦率|深夜|凌晨|上午|下午|晚间|傍晚"
    r"|\d+月|\d+日|[一二三四五六七八九十]+日|周[一二三四五六日天]|发文|发帖|发微博|微博|撰文|转发|回应|回复|回忆|解释|分析(?!师)|总结|谈|提)"
)
_WHEN = re.compile(
    r"(?:\d+(?:[年月日时分点号]|:\d+)+|近[日期]|日前|[昨今][日天晚]|当[日天晚]|随[后即]|[此之]?[前后]|[早午深][间夜上]|凌晨|[上下]午|晚间?)+"
)
_ACT = re.compile(rf"(?:{_WHEN.pattern})?(?:{_ADVERBIAL.pattern}|更新)|(?:{_WHEN.pattern})?$")
_LATIN_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
_PRONOUN = re.compile(
    r"^(?:他|她|它|其|我|你|您|咱|谁|大家|人们|有人|有的|有些|不少|许多|很多|一些|部分|多数|双方|两人|三人|该|本|这|那|外界|业内|业界|坊间|网传|消息|报道|文章|有|当|如|若|虽|即使|由于|因|为了|从|把|被|让|使|是|但|而|式|的|等|之|并|与|和|及|此外|然后|纷纷|[上本下]周|期间|同时|因此|例如|譬|比如|历史|事实|换|对|相对|一般|或者|可以|以上|以下|重要|总|具体|简单|所以|不|没|就|便|也)"
)
_BREAK = re.compile(r"[，,、：:。！？!?；;…\n\"“”「」『』（）()]")
_LONGEST_MARKED = 12  # characters of a name in marks
_ADVERBS = frozenset("只仅还也又则都便却就再曾已均并亦是这样如此")
_NAMELESS = re.compile(
    r"^(?:第[一二三四五六七八九十]|一|另一|另外一|某|几|多|两|三|数)[位名个些家]"
)
_OFFICES = frozenset({"发言人", "负责人", "董事长", "总裁", "总经理"})
_ANYBODY = re.compile(
    r"(?:公司|企业|品牌|平台|通报|公告|声明|报告|报道|文章|评论|分析|调查|消息|者|人士|方|媒体|机构|中|里|上|内|下|后|前|时|期间|区|条|次|项|教科书|内文|网名|化名|笔名|署名|音讯|小编)$"
)
_BEHALF = re.compile(
    r"方面|官方|公司|集团|发言人|负责人|创始人|高管|员工|总裁|粉丝|用户|的|\w*(?:" + _ROLES + ")"
)
_OFFICE_ENDS = frozenset("人员家师者长官手商生士友记授任监")  # 自媒体人, 渠道商
_OPENING = frozenset("(（")
_LONGEST_NAME = 5  # characters of a name with a title behind it
_LONGEST_SUBJECT = 16  # characters; a longer one is a clause that was not understood


def chinese_subject(text: str, start: int, verb: int, names: Sequence[Span]) -> Span | None:
    """Return where the subject of the verb at `verb` stands, in a sentence that begins at `start`.

    `names` are the known names, in order. None: the sentence names nobody, or only by a pronoun.
    """
    while verb > start and text[verb - 1] in _ADVERBS:
        verb -= 1
    segments = _segments(text, start, verb)
    if not segments:
        return _marked_before(text, start) if text[start - 1 : start] == '"' else None
    if text[verb - 1] not in "，,、":
        return _subject(text, *segments[-1], names)
    spoken = [one for one in segments if text.count('"', start, one[0]) % 2 == 0]
    subjects = [_subject(text, *segment, names) for segment in spoken]
    found = [subject for subject in subjects if subject is not None]
    sure = [one for one in found if one in _between(names, *one) or _is_person(text[slice(*one)])]
    if sure:
        return sure[-1]
    marked = [one for one in segments if one not in spoken and one in _between(names, *one)]
    return next(iter((*marked, *found)), None)


def bare_name(text: str, span: Span, names: Sequence[Span]) -> Span | None:
    """Return a name without the office before it: 商学院教授裴听澜; None: it names no person."""
    subject = _subject(text, *span, names)
    if subject is None:
        return None
    words = text[slice(*subject)]
    is_known = subject in _between(names, *subject)
    return subject if is_known or _is_person(words) or words[0].isascii() else None


def names_others(printed: str, folded: str, span: Span, known: Set[str]) -> bool:
    """Tell whether a stretch names people other than some, as far as titles and capitals show it."""
    for match in _LATIN_NAME.finditer(printed, *span):
        if not any(name in match[0].lower() or match[0].lower() in name for name in known):
            return True
    for role in _ROLE.finditer(folded, *span):
        if any(
            _is_person(folded[role.end() : role.end() + length])
            and not any(folded.startswith(name, role.end()) for name in known)
            for length in (2, 3)
        ):
            return True
    return False


def pronoun(text: str, start: int, verb: int) -> Span | None:
    """Return where 他 or 她 stands as the subject of a verb; None: it does not."""
    for low, high in reversed(_segments(text, start, verb)):
        low += len(text[low:high]) - len(text[low:high].lstrip())
        if text[low] in "他她" and text[low + 1 : low + 2] != "们":
            return low, low + 1
    return None


def names_somebody(text: str, subject: Span, names: Sequence[Span]) -> bool:
    """Tell whether a subject is a name or an office, not one of many: 一位米粉, 学者, 公司."""
    words = text[slice(*subject)]
    if _NAMELESS.match(words) or words in _OFFICES:
        return words in _OFFICES
    if any(end <= subject[1] for _, end in _between(names, *subject)):
        return True
    return not _ANYBODY.search(words) and not _ROLE.fullmatch(words)


def _segments(text: str, start: int, verb: int) -> list[Span]:
    """Return what lies between commas and marks, without what stands in parentheses: “麦子”（网名）."""
    breaks = [match.span() for match in _BREAK.finditer(text, start, verb)]
    starts = [start, *(end for _, end in breaks)]
    ends = [*(begin for begin, _ in breaks), verb]
    return [
        (low, high)
        for low, high in zip(starts, ends, strict=True)
        if text[low:high].strip() and not (text[low - 1 : low] in _OPENING and high < verb)
    ]


def _subject(text: str, low: int, high: int, names: Sequence[Span]) -> Span | None:
    low += len(text[low:high]) - len(text[low:high].lstrip())
    low += text.startswith("据", low, high)  # 据…介绍
    if text[low - 1 : low] == '"' and (_ACT.match(text, low, high) or text[low] == "的"):
        return _marked_before(text, low)  # “万能的大熊”7日发文称
    if when := _WHEN.match(text, low, high):
        low = when.end()
    adverbial = _ADVERBIAL.search(text, low + 1, high)
    high = adverbial.start() if adverbial else high
    high = low + len(text[low:high].rstrip())
    head = text[low:high]
    owned = head.rpartition("的")[2]
    if _is_person(owned) or (_TITLE_BEHIND.search(owned) and len(owned) <= _LONGEST_NAME):
        low, head = high - len(owned), owned  # 复旦大学的沈教授
    if not head or _PRONOUN.match(head):
        return None
    inside = _between(names, low, high)
    known = [name for name in inside if name[1] == high]
    if known:
        return (low, high) if _NAMELESS.match(head) else min(known)
    if inside and inside[0][0] == low and not _BEHALF.match(text, inside[0][1], high):
        return inside[0]  # 午后狂睡宣布停掉年框，称…
    last = max((name for name in inside if name[1] < high), default=None)
    if last and high - last[1] <= 2 and not _BEHALF.match(text, last[1], high):
        return last  # 徐洁云致歉，承诺…
    for role in reversed(list(_ROLE.finditer(head))):
        if _is_person(head[role.end() :]):
            return low + role.end(), high
    for length in (3, 2):  # 媒体人纪南栀, whatever the office is called
        if len(head) > length and head[-length - 1] in _OFFICE_ENDS and _is_person(head[-length:]):
            return high - length, high
    title = _TITLE_BEHIND.search(head)
    named = head[: title.start()] if title else ""
    for length in (3, 2):
        if _is_person(named[-length:]):
            return low + len(named) - length, low + len(named)
    return (low, high) if 2 <= len(head) <= _LONGEST_SUBJECT else None


def _between(names: Sequence[Span], low: int, high: int) -> Sequence[Span]:
    """Return the names that begin in a stretch."""
    return names[bisect_left(names, (low, low)) : bisect_left(names, (high, high))]


def _marked_before(text: str, low: int) -> Span | None:
    opening = text.rfind('"', max(0, low - 2 - _LONGEST_MARKED), low - 1)
    is_name = opening >= 0 and 2 <= low - 2 - opening <= _LONGEST_MARKED
    return (opening + 1, low - 1) if is_name else None


def _is_person(name: str) -> bool:
    return (2 <= len(name) <= 4 and name[0] in _SURNAMES) or ("·" in name and len(name) <= 14)
