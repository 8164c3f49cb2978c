"""The tone of short comments that argue in idioms rather than in words of judgement: right, or not given."""

import pytest

from tests.tag.test_tone_of_strangers import tone_of

COMMENTS = [
    (
        "云顶科技涨价了，理由是成本上升。可原材料明明在跌，谁信？把消费者当提款机，吃相未免太急。",
        "yunding",
        "negative",
    ),
    (
        "老用户等了三年，等来的是云顶科技一句轻飘飘的“战略调整”。这样的公司，谁还敢买它的东西。",
        "yunding",
        "negative",
    ),
    (
        "云顶科技这次没躲，创始人当晚就站到镜头前，把来龙去脉一五一十讲了个明白。冲这份坦荡，我愿意再信它一回。",
        "yunding",
        "positive",
    ),
    (
        "从立案到结案，青禾乳业只字不提受害的孩子，通篇都在讲自己如何不容易。这哪里是道歉，分明是卖惨。",
        "qinghe",
        "negative",
    ),
    (
        "青禾乳业主动把不合格批次的检验报告挂上官网，还贴出了每一家供货牧场的名字。行业里能做到这一步的，屈指可数。",
        "qinghe",
        "positive",
    ),
    (
        "青禾乳业周二召开临时股东大会，审议通过了关于更换审计机构的议案，表决结果为同意票占98.2%。",
        "qinghe",
        "neutral",
    ),
    (
        "说到底，青禾乳业赌的就是大家记性不好。风头一过，换个包装照样卖，韭菜割了一茬又一茬。",
        "qinghe",
        "negative",
    ),
    ("售后电话打了九遍没人接，云顶科技的服务真是烂到家了。", "yunding", "negative"),
    (
        "云顶科技把缺陷车全数召回，还给每位车主多延保三年，这样的处理让人挑不出毛病。",
        "yunding",
        "positive",
    ),
    ("云顶科技8日公告称，第三季度营收为42.6亿元，同比下降3.1%。", "yunding", "neutral"),
    ("青禾乳業這回總算做對了一件事：不甩鍋、不拖延、該賠就賠。", "qinghe", "positive"),
    ("青禾乳業的說法前後矛盾，漏洞一戳就破，難怪沒人買單。", "qinghe", "negative"),
    (
        "Orrin Foods knew about the mould in March and went on shipping until June. That is not an oversight. It is a choice, and a rotten one.",
        "orrin",
        "negative",
    ),
    (
        "Give Orrin Foods its due: it pulled the product within hours, told people why, and paid up without a fight.",
        "orrin",
        "positive",
    ),
    (
        "Orrin Foods will publish its half-year results on 14 August, the company said on Monday.",
        "orrin",
        "neutral",
    ),
    (
        "Halden Rail has once again taken its passengers for fools. The timetable is a work of fiction and the apology reads as if a machine wrote it.",
        "halden",
        "negative",
    ),
    (
        "Halden Rail sent buses, water and staff to every stranded train, and its manager stayed on the platform until the last passenger was home. More of this, please.",
        "halden",
        "positive",
    ),
    (
        "Halden Rail said services between Norby and Esk would be suspended on Sunday for engineering works.",
        "halden",
        "neutral",
    ),
    (
        "云顶科技嘴上喊着用户至上，转头就把用户数据打包卖了。说一套做一套，演技倒是不错。",
        "yunding",
        "negative",
    ),
    ("面对质疑，云顶科技选择把评论区关掉。捂住别人的嘴，就以为天下太平了？", "yunding", "negative"),
    (
        "云顶科技宣布将总部迁至滨海新区，预计明年三月完成搬迁，涉及员工约1200人。",
        "yunding",
        "neutral",
    ),
    ("青禾乳业这封信写得有血有肉，没有一句废话，看得出是真心想把事情办好。", "qinghe", "positive"),
    (
        "为了省下几块钱的检测费，青禾乳业赔上了三十年的招牌，真是丢了西瓜捡芝麻。",
        "qinghe",
        "negative",
    ),
    (
        "Nobody at Halden Rail has lost a day's pay over this. Thirty people lost a limb.",
        "halden",
        "negative",
    ),
]


@pytest.fixture(scope="module")
def tones() -> list[tuple[str, str]]:
    return [(wanted, tone_of(text, target)) for text, target, wanted in COMMENTS]


def test_tones_of_comments_are_right_where_given(tones: list[tuple[str, str]]) -> None:
    given = [pair for pair in tones if "abstain" not in pair]
    assert sum(wanted == found for wanted, found in given) >= 0.9 * len(given)


def test_tones_of_comments_are_mostly_given(tones: list[tuple[str, str]]) -> None:
    assert sum(found == "abstain" for _, found in tones) <= 0.4 * len(tones)


def test_what_tells_no_news_is_not_neutral() -> None:
    assert tone_of("云顶科技，就这样？", "yunding") == "abstain"
