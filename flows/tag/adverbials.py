"""What stands before a subject, or between it and its verb: times, places, manners and links."""

import re

from flows.tag.people import SURNAMES, is_behind_office, is_surname_behind_office

# What ends the subject: 雷军 在直播中, 陆知远 对记者, 徐洁云 再次, 曹磊 就…提问
ADVERBIAL = re.compile(
    r"(?=[其透经藉在对给就于向针私主严郑急连赶起当原低高仅接受事会庭赛刚率纷通借则也还又亦再曾已均便却更近日随当昨今首明公直同并继进此后最终补反一多坦深凌上下晚傍周发微撰转回解分总谈提\d二三四五六七八九十])"
    r"(?:在(?![读职任场岗校逃押座家野建])|(?<![面相反绝应])对|就(?![业医读诊餐学任])|(?<![单鲜淳])于|向|针对|给(?=记者|本报|媒体|本台)|接受|受[访邀询]|通过|借|则|也|还|又|亦|再|曾|已|均|便|却|更|近日|日前|其后|随后|随即|透过|经由|藉由|当日|当晚|当天|昨|今|首次|明确"
    r"|公开|直接|同时|并|继续|进一步|进而|此前|此后|后来|最后|最终|终于|补充|反复|一再|多次|坦率|深夜|凌晨|上午|下午|晚间|傍晚|私下|当面|主动|严正|郑重|急忙|连忙|赶忙|低调|高调|仅|起初|最初|率先|纷纷|刚刚|刚才|(?<![董理执])事后(?!来)|(?<![协商工员董理合学金国议监大常证年晚教宴委])会后|[庭赛]后|一度|当初|原本"
    r"|\d+月|\d+日|[一二三四五六七八九十]+日|周[一二三四五六日天]|发[布表出](?=声明|通报|公告|微博|视频|消息|通知|长文|文章)|发文|公告|发帖|发微博|(?<!官方)微博|撰文|转发|回应|回复|回覆|回忆|解释|分析(?!师|人士|员|机构|公司)|总结|谈|提)"
)
WHEN = re.compile(
    r"(?:\d+(?:[年月日时分点号]|:\d+)+|近[日期]|日前|[昨今][日天晚]|当[日天晚]|随[后即]|其后|[此之]?[前后]|[早午深][间夜上]|凌晨|[上下]午|晚间?)+"
)
OPENING = re.compile(  # before the subject of a sentence
    r"(?:正如|诚如|身[旁边]的|一旁的|文[末中]|事后|会[后上]|席间|期间|其间|对此|此外|另外|为此|末了|不过|但是?|然而|而且?|可是?|如今|据了解|据悉|随后|后来|最后|其中|这时|当时|于是|甚至|只有|就连|据|也)+"
)
_MOOD = "无奈|感激|难过|激动|气愤|愤怒|哽咽|含泪|苦笑|坦诚|道歉|致歉|再度|再次|特别|进一步"
GOES_ON = re.compile(  # a clause whose subject stands in one before: 后改口称, 无奈表示
    r" ?(?:(?:后(?![勤方卫备台])|随后|之后|此后|又|仍|转而|继而|接着|当场|反复|多次|一边|改口|转头|回头|扭头)[^，,]{0,6}"
    rf"|(?:为此|对此|同时|甚至)?[也更还并]?(?:{_MOOD})+[地的]?|(?:眼[泛含带眶]|含着?泪|热泪|满脸|一脸|面露|面带|红着|声泪|语带|语气|神色|神情|情绪|声音)[^，,]{{0,8}}|在[^，,]{{2,30}}[上中里时后间]|但是?|却|而)$"
)


def adverbial_in(text: str, low: int, high: int) -> re.Match[str] | None:
    """Return the first adverbial of a stretch behind a word that begins before it.

    It may be in a name: 律师向厚英, 业主代表谈秋生, 律师丁亦凡.
    """
    match = ADVERBIAL.search(text, low, high)
    while match and _is_in_name(text, match, low):
        match = ADVERBIAL.search(text, match.start() + 1, high)
    return match


def _is_in_name(text: str, match: re.Match[str], low: int) -> bool:
    start = match.start()
    if text[start] in SURNAMES and is_surname_behind_office(text, start):
        return True
    if len(match[0]) > 1 or text[start - 1] not in SURNAMES:
        return False
    return start == low or text[start - 2] == "的" or is_behind_office(text, start - 1)
