"""Whether the subject of a verb is somebody by name or office, or one of many."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from flows.tag.people import ROLE, ROLES, is_behind_office, is_called_by_age, is_person
from flows.tag.spans import Span

NAMELESS = re.compile(
    r"^某(?!某)[^，,]{2,}的|^(?:第[一二三四五六七八九十]|一|另一|另外一|某|几|多|两|三|数|\d+余?)[位名个些家户]"
)
ONE_OF = re.compile(r"[一某这那][位名]|\d余?[名位]")  # 宣传部一名工作人员
OUTSIDER = re.compile(  # who is named by an entity and does not speak for it: 小米供应商
    r"(?:供应商|供货商|经销商|代理商|加盟商|竞争对手|对手|友商|竞品|合作伙伴|合作方|股东|投资者|投资人|股民|债权人"
    r"|消费者|客户|顾客|车主|业主|用户|粉丝|乘客|旅客|会员|家属|邻居|内部人士|知情人士|消息人士|知情者|前员工|前高管)"
)
_BESIDE = re.compile(  # 接近小米的人士
    r"(?:接近|靠近|贴近|熟悉|熟知|了解|认识|离开|(?<![目此日之以先年天月周])前|原|\b(?:close to|familiar with|near|former|ex-?))\s*$",
    re.IGNORECASE,
)
_BEHALF = re.compile(
    r"方面|官方|公司|集团|发言人|负责人|创始人|高管|员工|总裁|粉丝|用户|的|\w{0,6}(?:分公司|分行|支行|分店|分部)"
)
_VOICE = re.compile(r"发言人|负责人|代表|高管|公关|客服|法务|官方|spokes|representative|official")
_ANY_OFFICE = re.compile(
    rf"(?:办案|涉事|相关|有关|现场|值班|当地|附近|资深|业内|随行|在场|退休|一线|知名|普通)*(?:{ROLES})"
)
_OFFICES = frozenset(  # there is one of each
    [
        "发言人",
        "负责人",
        "董事长",
        "总裁",
        "总经理",
        "审判长",
        "院长",
        "校长",
        "局长",
        "市长",
        "县长",
        "镇长",
        "部长",
        "船长",
        "机长",
        "会长",
        "馆长",
        "园长",
        "主席",
        "秘书长",
        "主教练",
        "主帅",
        "总统",
        "首相",
    ]
)
_OF_MANY = re.compile(
    "(?:业主|村民|居民|网友|用户|粉丝|顾客|乘客|旅客|家长|学生|工人|民警|交警|司机|车主|消费者|市民|游客|球迷|歌迷|股民|投资者|邻居|商户|店员|保安|护士|志愿者|骑手|会员|学员|读者|观众|客服|路人|摊商|摊贩|店家|业者|商家|民众|同行)$"
)
_ANYBODY = re.compile(
    r"(?:通报|公告|声明|报告|报道|文章|评论|分析|调查|消息|者|人士|(?<![警检校院])方|中|里|上|内|下|后|前|时|期间|(?<![景园社小])区|条|次|项|教科书|内文|网名|化名|笔名|署名|音讯|小编|部门|之余|之际|一幕|观点|看法|舆论|声音|传闻|说法)$|(?:将|应该|需要|可以|开始|拒绝了|[^，,]的)$|^一[句番段声]|^上述[^，,]*(?:专家|学者|分析师|人员)$"
)
_BODY_END = re.compile(
    "(?:[部局院所会厅署司处室组社委方办]|大学|公司|集团|政府|银行|学校|平台|媒体|[日晚]报|联盟)$"
)
_REPORTER = re.compile("记者[从在向自]")  # 记者从多名家属处证实
_ANY_BODY = re.compile(
    r"(?:涉事|有关|相关|国内外?|海外|多家|部分|一些|其他|上述|第三方|各|主流|头部|中国|外国|地方|权威|专业|市场)*(?:公司|企业|品牌|平台|媒体|机构|银行|医院|学校|酒店|工厂|厂家|商场|超市)"
)


def names_somebody(text: str, subject: Span, names: Sequence[Span]) -> bool:
    """Tell whether a subject is a name or an office, not one of many: 一位米粉, 学者, 公司."""
    words = text[slice(*subject)]
    if text[subject[0] - 1 : subject[0]] == '"' == text[subject[1] : subject[1] + 1]:
        return True  # 博主“车圈老司机”
    if NAMELESS.match(words) or words in _OFFICES:
        return words in _OFFICES
    if is_person(words) and is_behind_office(text, subject[0]):
        return True  # 副教授裘千里
    known = [end for _, end in names_in(names, *subject) if end <= subject[1]]
    if known:
        rest = text[max(known) : subject[1]]
        return not (NAMELESS.match(rest) or ONE_OF.search(rest))
    if words.endswith("方") and is_person(words):
        return len(words) > 2 or is_behind_office(text, subject[0])  # 韩方 is a country
    if (
        _REPORTER.search(words)
        or _ANYBODY.search(words)
        or _ANY_BODY.fullmatch(words)
        or ONE_OF.search(words)
    ):
        return False
    if _OF_MANY.search(words):
        return False
    owner, _, office = words.rpartition("的")
    is_owner = is_person(owner) or is_called_by_age(owner)
    return is_owner or not _ANY_OFFICE.fullmatch(office)  # 老聂的妻子


def is_behalf(text: str, low: int, high: int) -> bool:
    """Tell whether what follows a name makes it somebody else: 小米公司, 小米发言人."""
    return bool(
        _BEHALF.match(text, low, high)
        or ROLE.search(text, low, high)
        or OUTSIDER.match(text, low, high)
    )


def speaks_for(before: str, behind: str) -> bool:
    """Tell whether somebody who is called by an entity's name, with these words around it, is its voice.

    A spokesman is, one of its staff, its customers and whoever is close to it are not.
    """
    if not (before or behind):
        return True
    if _BESIDE.search(before) or OUTSIDER.search(behind):
        return False
    is_one_of_many = NAMELESS.match(before) or ONE_OF.search(behind)
    return bool(_VOICE.search(behind)) or not is_one_of_many


def is_surely_somebody(text: str, subject: Span, names: Sequence[Span]) -> bool:
    """Tell whether a subject is a person, an office, a body or a known name by its form alone."""
    words = text[slice(*subject)]
    if is_person(words) or is_called_by_age(words) or words[0].isascii():
        return True
    return bool(names_in(names, *subject) or ROLE.search(words) or _BODY_END.search(words))


def names_in(names: Sequence[Span], low: int, high: int) -> Sequence[Span]:
    """Return the names that begin in a stretch."""
    return names[bisect_left(names, (low, low)) : bisect_left(names, (high, high))]
