"""Names of people in Chinese text: surnames, the offices before them and the titles behind."""

import re
from functools import lru_cache
from itertools import pairwise

from flows.tag.segmentation import dictionary, divided, is_common, words_for_names

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛"
    "禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌"
    "霍虞万支柯管卢莫房解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢滑裴陆荣翁荀羊甄曲封储靳段富巫焦牧山谷车侯宓蓬全班"
    "仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲台鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭"
    "劳姬申扶堵冉宰雍桑桂牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎慕连茹习艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广"
    "东欧沃利蔚越夔隆师巩聂晁敖融冷辛阚那简饶曾沙养鞠须丰巢关蒯相查后荆红游权盖益桓公肖覃涂苟佟佘商牟岳帅麦洛楚晏闫粟迟郗仝佟逄亓仉翦逯苑檀冼缑裘訾贠邸郄郏隋雒隗付兰栗楼邝晋牟矫竺岑"
)
_ONLY_SURNAMES = SURNAMES - frozenset(
    "于时和安常全曾都还向连就便沿边万单那简过应能明当相后多居公成方计通查"
)
ROLES = (
    "记者|候选人|总理|国王|外长|防长|财长|大臣|大使|特使|律师|顾问|分析师|评论员|评论人|时评人|观察家|从业者|爆料人|主播|主持人|创始人|学者|教授|研究员|负责人|发言人|总裁|总经理|董事长|主任|专家|博主|经理"
    "|米粉|粉丝|用户|网友|委员|编辑|主席|院长|会长|秘书长|合伙人|投资人|作家|导演|演员|工程师|设计师|员工|高管|部长|局长|主管"
    "|法定代表人|代表人|执行官|财务官|运营官|技术官|市场官|营销官|官员|首席|观察人士|人士|主委|委员|代表|董事|监事|保安|店员|工人|居民|村民|业主|家长|母亲|父亲|妻子|丈夫|儿子|女儿|老人|顾客|房东|租客|邻居|民警|交警|警察|消防员|法医|志愿者|学生|护士|会员|学员|租户|读者|观众|船员|船东|水手|骑手|快递员|解说员|村支书|支书|外卖员|客服|站长|店主|店长|乘客|旅客|机长|飞行员|经济学家|策略师|议员"
    "|研究生|博士生|硕士生|大学生|毕业生|考生|同学|校友|歌迷|影迷|球迷|车友|亲属|家属|亲友|好友|朋友|同事|知情人|当事人|经纪人|举报人|发帖人|乐评人|影评人|制片人|承办人|代理人|辩护人|申请人|助理|秘书|董秘|主秘|总工程师|总工|高工|翻译|目击者|幸存者|受害者|遇难者|患者|伤者|记录者|工作人员|从业人员|人员|市民|游客|食客|摊主|老板娘|老板|掌柜|同门|同窗|室友|股民|投资者|储户|股东|职工|农民|渔民|商户|住户|户主|哥哥|姐姐|弟弟|妹妹|爷爷|奶奶|外公|外婆|叔叔|舅舅|男子|女子|小伙|姑娘|孩子|裁判|球员|队员|选手|运动员|主帅|主教练|门将|前锋|歌手|画家|摄影师|厨师|船长|企业家|科学家|审计师|会计师|药师|园长|班长|班主任|村主任|站务员|调度员|指挥官|参谋长"
    "|CEO|CMO|CFO|COO|CTO|博士|讲师|创办人|总监|主编|馆长|校长|法官|检察官|警官|医生|司机|车主|消费者|客户|股东|教师|所长|书记|市长|省长|县长|镇长|州长|院士|编剧|首相|总统|领袖|会长|理事长|组长|队长|领队|教练"
    "|群主|版主|吧主|楼主|风控|清洁工|环卫工|矿工|保姆|月嫂|家教|校医|助教|学长|学姐|主唱|鼓手|吉他手|贝斯手|团长|护士长|列车长|乘务长|检察长|审判长|科长|处长|厅长|司长|行长|社长|区长|乡长|台长|厂长|矿长|署长|次长|里长|村长|楼长|警长|探长|轮机长|执行长|财务长|营运长|社工|教官|保洁员|收银员|讲解员|列车员|售票员|安全员|质检员|技术员|实验员|调查员|巡视员|侦查员|稽查员|仲裁员|调解员|陪审员|书记员|辅导员|保育员|网格员|护林员|服务员|警员|员警|团员|成员|督察|药剂师|营养师|咨询师|规划师|医师|麻醉师|技师|牙医|兽医|队医|护工|策展人|主理人|召集人|受访者|发起人|委托人|代言人|制作人|音乐人|作词人|猎人|立委|参赞|大使|国务卿|议长|消保官|法务|总干事|副总|老总|导游|主厨|房客|住客|研究者|舞者|跑者|车手|骑师|球探|教头|大副|二副|渔夫|农户|养殖户|种植户|义工|街坊|买家|卖家|玩家|作曲家|漫画家|插画师|神父|牧师|住持|老伴|书记长|总召|干事长|召委|党鞭|柜员|包工头|领班|导师|师傅|学徒|工友|病友|病人|产妇|护理员|编导|评委|考官|宿管|前妻|前夫|闺蜜|婆婆|公公|岳父|岳母|儿媳|女婿|孙子|孙女|亲戚|师兄|师姐|师弟|师妹|老乡|宇航员|航天员"
)
_LONGEST_FIRST = "|".join(sorted(set(ROLES.split("|")), key=lambda role: (-len(role), role)))
_FREQUENT = frozenset(  # surnames
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾田董潘袁蔡蒋余杜叶程魏苏吕丁任卢姚沈姜崔谭范陆汪金石廖贾夏韦付方邹熊孟秦白江薛雷侯尹段郝孔邵毛顾武贺严温尚钱"
)
_ROLES = frozenset(role.lower() for role in ROLES.split("|"))
_ROLE_ENDS = frozenset(role[-1] for role in _ROLES)
_ROLE_LENGTHS = sorted({len(role) for role in _ROLES})
ROLE = re.compile(
    f"(?=[{''.join(sorted({role[0] for role in ROLES.split('|')}))}])(?:{_LONGEST_FIRST})"
    "(?!(?<=长)[期年远久达沙江春城])",  # 银行长期
    re.IGNORECASE,
)
_DOUBLE_SURNAMES = "欧阳|司徒|单于|鲜于|赫连|澹台|闻人|百里|拓跋|万俟|西门|尉迟|上官|诸葛|皇甫|慕容|令狐|司马|夏侯|公孙|长孙|宇文|南宫|端木|呼延|独孤|申屠|东郭|钟离|轩辕|濮阳|淳于"
_DOUBLE = re.compile(f"(?:{_DOUBLE_SURNAMES}).{{1,2}}$")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6})+$")
_OUTLET = re.compile(  # 向极光新闻证实
    r"\w{1,4}?(?:新闻|日报|晚报|周刊|时报|早报|晨报|都市报|电视台|财经)|\w{0,6}记者|\w{0,2}(?:媒体|警方|检方|校方|店方|法院|法庭|公司|平台|外界|公众)"
)
_SOUNDS = (  # characters that foreign names are written with
    "阿埃艾安昂奥巴班邦鲍贝本比彼宾波伯博布查达戴丹德登迪蒂丁杜多恩尔法范菲费芬佛弗福盖甘冈戈哥格根古哈海汉豪赫亨怀惠霍基吉加贾杰金卡凯坎康考科克肯库隆拉莱兰朗劳勒雷里利莉林卢鲁路伦罗洛马玛迈麦曼芒梅蒙米摩莫姆穆纳娜内尼妮努诺欧帕派潘佩皮普奇乔切琼瑞萨塞桑森沙莎舍圣施史斯思松苏索塔泰坦汀汤唐特廷图托瓦威韦维魏温沃乌武西希锡夏谢辛休逊雅亚延扬耶叶伊因英尤约泽扎詹珍朱佐治"
)
_TRANSCRIBED = re.compile(f"[{_SOUNDS}]{{4,8}}")  # 马丁内斯, behind an office
_DOTTED = re.compile(
    rf"[{_SOUNDS}夫大卫罕默赞门什娅茨柴琳彻奎琴赖]{{1,6}}(?:·[{_SOUNDS}夫]{{1,6}})+"
)
_TRANSCRIBED_END = re.compile(f"[{_SOUNDS}]{{3,8}}$")
_DOTTED_END = re.compile(f"{_DOTTED.pattern}$")
_TITLE = re.compile(r"(?:教授|律师|老?先生|女士|老师|博士|医生|小姐|太太|阿姨|奶奶|爷爷|同学)$")
_TITLE_ENDS = frozenset("授师生士姐太姨奶爷学")
TITLED = re.compile(f"[{''.join(sorted(SURNAMES))}](?:老?先生|女士|太太|小姐|阿姨|老太)")
_CHANNELS = ("微博", "微信", "公众号", "账号", "官微", "官网")
_OFFICE_ENDS = frozenset("人员家师者长官手商生士友记授任监")  # 自媒体人, 渠道商
_BODIES = frozenset(
    "局院所部委会厅署司社厂店行校方处庭市县镇乡省宫"
)  # end the name of a body, no person's
_UNITS = frozenset("科组队室股站社台")  # end the name of a part of a body
_NO_END = _BODIES | frozenset("他她它我你们")  # of a person's name
_WELL_KNOWN = 20  # occurrences in the dictionary: 方面, 团队; people in it have 3 or so
_RARE = 150  # behind an office: 甘露
_COMMON = 500
_NEXT = frozenset(
    "说称表指认回透坦介在对就于向也还又曾已将则却今写道的"
)  # no name goes on with these
ACTS = frozenset(  # begin what somebody does, and end hardly any name
    "是唱读念嚷吼站坐走蹲躺叹拿指笑哭摇点看想只没不把被让给跟从很太都仍才顿愣喊叫问答讲谈带推抬低抱握拍递翻打拨追跑赶冲挤挥掏撕擦抹咬皱眯瞪盯着了过去到得地及持愁怒急慌"
)
_LONGEST_WORD = 4  # characters of an office that is looked up


def is_person(name: str) -> bool:
    """Tell whether a word looks like the whole name of a person."""
    if "·" in name:
        return len(name) <= 14
    if not 2 <= len(name) <= 4:
        return False
    return name[0] in SURNAMES or _DOUBLE.fullmatch(name) is not None


def is_called_by_age(name: str) -> bool:
    """Tell whether a word is a surname with an age before it, or a pet name: 老邓, 小周, 阿澈."""
    return len(name) == 2 and (name[0] in "小阿" or (name[0] == "老" and name[1] in SURNAMES))


@lru_cache(maxsize=16_384)  # who speaks in one article speaks in others
def person_at_end(head: str) -> tuple[int, int] | None:
    """Return where a person's name stands that a subject ends with; None: it ends with none.

    It follows an office (独立董事齐慕言), or has a title behind it that is left out (葛晓滨教授); of a mere
    surname the title is part: 方女士.
    """
    title = _TITLE.search(head) if head[-1:] in _TITLE_ENDS else None
    if title and title.start():
        return _titled(head, title.start())
    if _ends_with_role(head) or head.endswith(_CHANNELS):
        return None
    if foreign := _FOREIGN.search(head):
        before = [role.end() for role in ROLE.finditer(head, 0, head.index("·"))]
        dotted = _DOTTED_END.search(head)
        if dotted and _ends_with_word(head[: dotted.start()]):
            before.append(dotted.start())  # 核心人物尼赞·阿隆
        return max((foreign.start(), *before)), len(head)  # 主编卢卡斯·韦伯
    transcribed = _TRANSCRIBED_END.search(head)
    if transcribed and _ends_with_role(head[: transcribed.start()], transcribed[0]):
        return transcribed.span()  # 法国总理菲利普
    names = [head[-length:] for length in (4, 3, 2) if len(head) > length]
    behind_role = [name for name in names if _ends_with_role(head[: -len(name)], name)]
    for name in (*behind_role, *names):  # 分析师冷锋
        office = head[: -len(name)]
        is_word_too = (
            name in behind_role and name[0] in SURNAMES and name in words_for_names()
        )  # 民警唐宋
        if not (is_word_too or may_be_name(name, office)):
            continue
        if _ends_with_role(head[: len(office) + 1]):
            continue  # 师白石 in 分析师白石
        if len(name) == 3 and name[0] in _OFFICE_ENDS and office[-1] + name[0] in dictionary()[0]:
            continue  # 二手车商卢卡
        if name in behind_role or office[-1] in _OFFICE_ENDS or _ends_with_word(office):
            return len(office), len(head)
    return None


@lru_cache(maxsize=16_384)
def person_within(words: str) -> tuple[int, int] | None:
    """Return where a stretch first names a person, as far as its division into words shows it."""
    pieces = list(divided(words))
    for (start, middle), (_, end) in pairwise([*pieces, (len(words), len(words))]):
        if middle - start == 1 and 2 <= end - middle <= 2 and words[start] in _ONLY_SURNAMES:
            middle = end  # 景 大卫
        name = words[start:middle]
        if name[-1:] in _UNITS:
            continue  # 宣传科
        if len(name) == 3 and may_be_name(name, "") and not is_common(name[1:]):
            return start, middle
    return None


def name_length(text: str, start: int) -> int:
    """Return how long the name of a person is that begins in a text behind an office; 0: none does."""
    foreign = _DOTTED.match(text, start) or _TRANSCRIBED.match(text, start)
    if foreign and not ROLE.search(foreign[0]):
        return len(foreign[0])
    for length in (4, 3, 2):
        name, following = text[start : start + length], text[start + length : start + length + 1]
        if len(name) < length or not may_be_name(name, "人士"):
            continue
        last_word = dictionary()[0].get(name[-1] + following, 0) if following else 0
        if following in _NEXT and last_word < _WELL_KNOWN:
            last_word = 0  # 聂云开在, but 甘露坐在
        if name[-1] == "一" and name[-1] + following in dictionary()[0]:
            last_word = 1  # 魏海一语道破
        if text[start + length - 1 : start + length + 3] in dictionary()[0]:
            last_word = 1  # 闫凯支支吾吾
        least = 3 if _DOUBLE.fullmatch(name) else 2
        if length > least and (last_word or name[-1] in _NEXT or name[-1] in ACTS):
            continue
        if is_person(name) or is_called_by_age(name):
            return length
    return 0


def is_surname_behind_office(text: str, start: int) -> bool:
    """Tell whether 于 or 向 begins a name, as in 律师向厚英, and is not a preposition."""
    if not is_behind_office(text, start) or is_common(text[start + 1 : start + 3]):
        return False
    if _OUTLET.match(text, start + 1):
        return False
    return name_length(text, start) > 0 and not dictionary()[0].get(text[start : start + 2], 0)


def is_behind_office(text: str, start: int) -> bool:
    """Tell whether the words before a place end with an office."""
    return _ends_with_role(text[max(0, start - _ROLE_LENGTHS[-1]) : start])


def _titled(head: str, end: int) -> tuple[int, int] | None:
    for length in (4, 3, 2):
        name, office = head[max(0, end - length) : end], head[: max(0, end - length)]
        is_apart = not office or office[-1] == "的" or _ends_with_word(office)
        if len(name) == length and is_apart and may_be_name(name, office):
            return len(office), end
    if is_behind_office(head, end - 1) or head.endswith(("太太", "的"), 0, end - 1):
        return end - 1, len(head)  # 跑手的太太區女士
    if head[end - 1] in SURNAMES or head[end - 2 : end] in _DOUBLE_SURNAMES.split("|"):
        start = end - 1 if head[end - 1] in SURNAMES else end - 2
        return start, len(head)
    return None


def may_be_name(name: str, office: str) -> bool:
    """Tell whether a word may be a person's name, as far as the word before it and the dictionary tell."""
    is_like = is_person(name)
    if not is_like and not 2 <= len(name) <= 3:
        return False
    if len(name) == 4 and not _DOUBLE.fullmatch(name):
        return False
    if len(name) == 3 and name[-1] in "后前时" and dictionary()[0].get(name[:2], 0) > _COMMON:
        return False  # 消息公布后
    known = dictionary()[0].get(name, 0)
    is_word = len(name) == 3 and dictionary()[0].get(name[1:], 0) > _COMMON
    if (
        is_word
        and office
        and not _ends_with_role(office, name)
        and dictionary()[0].get(office[-1] + name[0], 0) > _WELL_KNOWN
    ):
        return False  # 监管机构
    if name[0] in "老小" and len(name) == 2 and name[1] in _FREQUENT and known < _COMMON:
        return _ends_with_role(office, name)  # 学生小张
    if known > (_COMMON if len(name) > 2 else _RARE):
        return False
    if not is_like or known > _WELL_KNOWN:
        if not _ends_with_role(office, name):
            return False
        if not is_like and known > _WELL_KNOWN:
            return False
    may_end = name[-1] in "庭行方" and (len(name) > 2 or _ends_with_role(office, name))
    if (name[-1] in _NO_END and not may_end) or name[0] in "人的了" or ROLE.search(name):
        return False
    return all("\u4e00" <= one <= "\u9fff" for one in name)


def _ends_with_role(office: str, following: str = "") -> bool:
    """Tell whether an office ends a stretch; of 秘书长段立 that is 秘书长, so that 秘书 ends none."""
    if office[-1:].lower() not in _ROLE_ENDS:
        return False
    text, end = (office + following).lower(), len(office)
    longer = range(1, min(2, len(following)) + 1)
    return any(
        text[end - length : end] in _ROLES
        and not any(text[end - length : end + more] in _ROLES for more in longer)
        for length in _ROLE_LENGTHS
        if length <= end
    )


def _ends_with_word(office: str) -> bool:
    words = dictionary()[0]
    lengths = range(2, min(_LONGEST_WORD, len(office)) + 1)
    return any(words.get(office[-length:], 0) for length in lengths)
