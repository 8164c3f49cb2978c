"""Verbs of saying in Chinese, where they stand beside what is said, and where they say nothing."""

import re

from flows.tag.adverbials import WHEN
from flows.tag.people import ROLE

_SAYING = (
    r"(?:叮嘱|嘱咐|告诫|奉劝|劝告|警告(?!诉))(?!了[^，,:：]{1,5}[，,])[^，,:：。\"]{1,6}(?<![时后的])(?=[,，:])|告诉[^，,:：。\"]{1,8}(?<![时后的])|写了?一?句话?|说了?(?:这样|这么)?一?句话?|扬言|放言|形容|直斥|狠批|预言|预测|估计|指出|表示|认为|写道|写下|强调|坦言|直言|透露|提醒|问道|提问|反问|质问|追问"
    "|呼吁|感叹|感慨|预计|建议|介绍|喊话|怒斥|吐槽|答道|回答|答复|宣称|声称|坚称|笑称|怒称|辩称|重申|承诺|承认|否认|直指|促请|敦促|吁请"
    '|评论道|批评道|说道|喊道|叹道|留言|跟帖|直呼|表态|坦承|明言|放话|调侃|自嘲|打趣|控诉|分析|解释|回应[^，,:。"]{1,8}(?<=[闻报者刊体媒])(?=:)|回复|回应|补充|讲述|回忆|反驳|反映|警告|说明|直斥|痛批|痛斥|抱怨|诉苦|哭诉|叮嘱|坚持|推测|提出|发声|致辞|转述|忆述|供称|证实|披露|爆料|(?<=[仅只笑冷])回|供述(?=[,:])|(?:指控|举报|投诉|供述|陈述|作证|汇报|报道|交代|威胁)(?=[称说道])|道(?=:)'
    '|辩解|申辩|质疑(?=[,:])|(?:公布|作出)[^，,。:"]{0,20}决定(?=:)|算了?一?笔账(?=:)|发布[^，,。:"]{0,6}(?:通报|声明|公告|通知|通告|情况说明)(?=:)|发布(?:消息|视频|长文)(?=:")|讲到|(?<!演)讲(?=[,:"])|说到|谈到|提到|(?:交代|讲解|阐述|断言|续称|续指|裁定|认定|炮轰|砲轰|怒轰|开轰|反击|回击|还击|反呛|呛声|驳斥|疾呼|喊冤|研判|揭露)(?=[,，:])|(?<=[诉决]书)(?:记载|载明|写明|显示)(?=[,，:])|通报|看来|回覆|留下一句话?|丢下一句话?|撂下一句话?|甩下一句话?|抛下一句话?|消息(?=[,，:])|公告(?=[,，:])|(?:发[布表出])?声明(?=[,，:])|(?:公布|(?<!通报)(?<!点名)批评|抨击|指控|澄清|提示|要求|宣布|(?<![手戒食股期拇中无名])指)(?=[:,，])|(?:希望|保证|相信|坚信|担心)(?=[:,，]|$)|发(?:朋友圈|微博|帖|文|推|声明)(?=:|[,，]$)|说|称|话(?=:)'
)
_GROUP = re.compile(r"(?:\(\?:|\(\?<[=!][^()]*\))*")  # before a verb
_HEADS = sorted({_GROUP.sub("", verb, count=1)[:3] for verb in _SAYING.split("|")})
_LONG = [head for head in _HEADS if re.fullmatch(r"\w\w(?!\?)\W?\w?", head)]
_FIRST, _SECOND = ("".join(sorted({head[place] for head in _LONG})) for place in (0, 1))
_SHORT = re.escape("".join(sorted({head[0] for head in _HEADS if head not in _LONG})))
_START = f"(?=[{_FIRST}][{_SECOND}]|[{_SHORT}])"  # looked at before the verbs are
BEFORE = re.compile(
    rf"{_START}(?P<verb>(?:{_SAYING})(?:说|称|道)?)(?P<gap>[:,，： ]{{0,2}}(?:[这那]?是)?)$"
)
JUDGED = re.compile(  # 直斥管理层“把小股东当提款机”
    r"(?P<verb>要求|呼吁|告诫|劝|感谢|称赞|盛赞|质疑|抨击|直斥|狠批|痛批|批评|怒斥|斥责|痛斥|指责|形容|直指|嘲讽|讽刺)(?P<gap>[^,，:：。\"]{1,12})$"
)
AFTER = re.compile(
    rf"[,，]?(?P<subject>[^，,。!?;\"\n]{{1,24}}?){_START}(?P<verb>(?:{_SAYING})(?:说|称|道)?)(?=[。，,:；;\n]|$)"
)
REPORTED = re.compile(
    rf"{_START}(?:(?P<verb>(?:{_SAYING})(?:说|称|道)?)(?P<gap>[,:，：])"
    r"|(?P<plain>(?<![被号自据名简职俗尊谎诈戏昵堪可下著统合匀])称(?![作之快道赞王霸雄谓呼为职心病之得])|表示|认为|指出|强调|透露|回应称|坦言|坦承|直言|[声宣辩坚供诉]称|重申|建议|提醒|(?<=[他她,，])呼吁|证实|承认|(?:(?<=(?:声明|通报|公告|查询)[,，])|(?<=[,，]并))指(?![责控挥导示数定标派着认令使望])|(?<=[他她,，])(?:促请|敦促|吁请|承诺|保证)|说(?=自己|[他她][^们])|(?<=[他她,，])说(?![法明话服到起来白穿破不]))(?!出了)(?=[^,:，：、。为呼号了过的\"]))"
)
NOUNS = frozenset(  # as often nouns as verbs: 公开消息，…; 理性分析，…
    {
        "要求",
        "希望",
        "提示",
        "建议",
        "说明",
        "分析",
        "消息",
        "提醒",
        "相信",
        "公布",
        "补充",
        "质疑",
        "承认",
    }
)
_OF_SOMETHING = frozenset({"要求", "希望", "提示", "建议", "说明", "分析"})
_BY = re.compile("(?:按照|按|根据|依照|依据|符合|满足|达到|对照|怀着|揣着|抱着|围绕)[^,，]*$")
_BLAMED = frozenset({"批评", "抨击", "质疑"})
_PASSIVE = re.compile("[遭受被引惹招]")
_CONFIRMING = frozenset(["证实", "承认", "披露", "回应", "回复", "答复", "说明", "解释", "表态"])
_AWAITED = re.compile(  # 未经小米证实 says that nobody has spoken
    "(?:未经|未获|未得到?|未有|没有?得到|没有?经过|有待|尚待|等待)[^,，的后时]*$"
)
_NAMING = frozenset("被号自名简职俗尊戏昵堪可下著统合匀对")  # before 称: it names, it does not say
_NO_SPEECH = frozenset("电对谈讲神童实笑废")  # before 话, which says in Hong Kong: 电话, 对话
_REPLY = re.compile("的(?:回答|回应|答复|解释|评价)[^，,]{1,6}$")
_MANNER = re.compile(
    r"(?:[来般所小传听虽去]|(?<!电)话|可以|应该|也就是|或者|(?:一般|具体|严格|简单|准确|确切|肯定|客观|通俗|形象)地)$"
)  # 对大多数人来说: no speech
_CANDIDLY = re.compile(  # of a clause without a subject: 毫不夸张地说
    r"(?:^|[,，。!?;\n\"])(?:毫不|不|说)?(?:夸张|坦率|坦白|公平|公正|客气|谦虚|保守)[地点]$"
)
_ANNOUNCED = frozenset({"通报", "公布", "公告", "消息"})
_ANNOUNCER = re.compile(  # 警方16日通报, 平台在群组公布
    rf"(?:警方|公安|[局院委办厅署会部])(?:{WHEN.pattern})?$|在[^，,]{{2,24}}(?<!发布)$"
)
_NOUN = re.compile(r"(?:[的则份该此]|情况|警情|案情|事故|发布|处罚|整改)$")
_NOMINAL = re.compile(
    "回答|回应|回复|回覆|解释|说明|分析|介绍|建议|答复|承诺|警告|提醒|推测|预测|估计|提问|追问|质问|反问|留言|表态|发声|致辞|声明|通报|公告|质疑|控诉|反映|要求|希望|担心"
)
_AS_NOUN = re.compile(  # 不是批评，而是…; 列了五条建议，…
    "(?:[是非]|的(?:重要|庄严|郑重|明确|公开|具体|详细|相关|有关|初步|完整|正式|书面|口头|强烈|积极|共同)|[在等属关对基]于|[与和或及]|[0-9一二三四五六七八九十两几多数各][条项点份种些次句个番通则])$"
)
_SUPPOSED = re.compile("如果|假如|要是|倘若|一旦|是否|会不会|能不能")
_IN_EYES = re.compile(r"(?:^|[,，。!?;\n\"])在[^,，]{1,16}$")
_LONGEST_SILENCE = 6  # characters
_SILENCE = re.compile(
    r"(?:未|没有|没|不|不会|不能|不敢|不愿|拒绝|无法)(?:就此|对此|作出|做出|公开|及时|主动|如实|立即|马上|第一时间|按时)?$"
)


def is_saying(text: str, start: int, match: re.Match[str], group: str | int = 0) -> bool:
    """Tell whether a verb says something, in a sentence that begins at `start`."""
    verb, said = match.start(group), match[group]
    last = text[verb - 1] if verb > start else ""
    if last == "被" or (said[0] == "称" and last in _NAMING):
        return False
    if match["verb"] in _CONFIRMING and _AWAITED.search(text, max(start, verb - 16), verb):
        return False
    if match["verb"] in _BLAMED and _PASSIVE.search(text, max(start, verb - 8), verb):
        return False  # 遭网友批评，…
    is_nominal = match["verb"] in _BLAMED or _NOMINAL.match(text, verb)
    if is_nominal and (last == "的" or _AS_NOUN.search(text, max(start, verb - 3), verb)):
        return False  # 他的回答“很得体”
    if said[0] == "话" and (last in _NO_SPEECH or _REPLY.search(text, start, verb)):
        return False  # 电话; 他的回答只有一句话
    if match["verb"] in _ANNOUNCED and not (
        text.startswith("据", start)
        or _ANNOUNCER.search(text, start, verb)
        or (ROLE.search(text, start, verb) and not _NOUN.search(text, start, verb))
    ):
        return False  # 警方16日通报 and 局长栾树声在会上通报, but 发布通报
    if match["verb"] == "说明" and text.startswith("情况", verb - 2):
        return False
    if match["verb"] == "看来" and not _IN_EYES.search(text, max(0, start - 1), verb):
        return False  # 在她看来, but 由此看来
    if _SUPPOSED.search(text, max(start, text.rfind(",", start, verb)), verb):
        return False  # 如果只会说“零容忍”
    if match["verb"] in _OF_SOMETHING and _BY.search(text, start, verb):
        return False  # 按照精细化要求，…
    if said[0] in "说讲" and _MANNER.search(text, max(start, verb - 3), verb):
        return False
    if said[0] == "说" and _CANDIDLY.search(text, max(0, start - 1), verb):
        return False
    return _SILENCE.search(text, max(start, verb - _LONGEST_SILENCE), verb) is None
