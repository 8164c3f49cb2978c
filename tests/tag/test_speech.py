"""Who said what, and the numbers in it."""

from collections.abc import Callable

import pytest

from flows.incident import Incident
from flows.tag import tag_document
from flows.tag.numbers import numbers_in
from warehouse.folding import fold
from warehouse.records import Document, Quote

TITLE = "小米就万能的大熊风波致歉"


@pytest.fixture
def quotes_of(
    document: Callable[..., Document], xiaomi: Incident
) -> Callable[[str], tuple[Quote, ...]]:
    return lambda text: tag_document(document(TITLE, text), xiaomi).quotes


SAID = [
    ("小米公关部人士表示，将依法处理。", "小米公关部人士", "xiaomi", "将依法处理", False),
    (
        "接近小米公司的知情人士透露，合同金额是16万元。",
        "接近小米公司的知情人士",
        None,
        "合同金额是16万元",
        False,
    ),
    (
        "一位小米员工说：“我也是看新闻才知道的。”",
        "一位小米员工",
        None,
        "我也是看新闻才知道的。",
        True,
    ),
    ("一位小米高管说：“订单没有变化。”", "一位小米高管", "xiaomi", "订单没有变化。", True),
    ("小米供应商称，订单没有变化。", "小米供应商", None, "订单没有变化", False),
    ("徐洁云表示，“以后也不会合作”。", "徐洁云", "xu-jieyun", "以后也不会合作", True),
    ("“以后也不会合作。”徐洁云说。", "徐洁云", "xu-jieyun", "以后也不会合作。", True),
    ("徐潔雲說：「以後也不會合作。」", "徐潔雲", "xu-jieyun", "以後也不會合作。", True),
    ("律师苏闻笛指出，制度应当写明。", "苏闻笛", None, "制度应当写明", False),
    ("在接受采访时，品牌顾问陆知远坦言：“我没想到。”", "陆知远", None, "我没想到。", True),
    ("“万能的大熊”7日发文称，“无奈”。", "万能的大熊", "zong-ning", "无奈", True),
    ("据陆知远介绍，门店的客流没有变化。", "陆知远", None, "门店的客流没有变化", False),
    (
        '"Nobody asked the fans," said Mina Sorrel.',
        "Mina Sorrel",
        None,
        "Nobody asked the fans",
        True,
    ),
    (
        "Consultant Mina Sorrel said that nobody had asked the fans.",
        "Mina Sorrel",
        None,
        "nobody had asked the fans",
        False,
    ),
    ("复旦大学的沈教授说，舆论会过去。", "沈教授", None, "舆论会过去", False),
    (
        "On Tuesday Xiaomi said that it had dismissed the employee.",
        "Xiaomi",
        "xiaomi",
        "it had dismissed the employee",
        False,
    ),
]


@pytest.mark.parametrize(("text", "speaker", "tag", "said", "is_direct"), SAID)
def test_speech_has_a_speaker(
    quotes_of: Callable[[str], tuple[Quote, ...]],
    text: str,
    speaker: str,
    tag: str | None,
    said: str,
    *,
    is_direct: bool,
) -> None:
    (quote,) = quotes_of(text)
    assert (quote.speaker, quote.speaker_tag, quote.text, quote.is_direct) == (
        speaker,
        tag,
        said,
        is_direct,
    )
    assert quote.offset == f"{TITLE}\n{text}".index(said)


@pytest.mark.parametrize(
    "text",
    [
        "被称为“反米先锋”的博主没有露面。",
        "所谓“年框”并不存在。",
        "公司尚未回应，“热搜”已经换了两轮。",
        "对手拍手称快，用户各有想法。",
        "许斐被通报批评，“经办人员”被辞退。",
        "公司对此表示歉意。",
        "对大多数人来说，这件事已经过去。",
        "此举被认为是徐洁云的主意。",
        "电子商务协会（下称“协会”）关注此事。",
        "米粉们称得上是忠实的用户。",
    ],
)
def test_words_in_marks_are_not_always_speech(
    quotes_of: Callable[[str], tuple[Quote, ...]], text: str
) -> None:
    assert quotes_of(text) == ()


def test_a_pronoun_is_the_last_speaker(quotes_of: Callable[[str], tuple[Quote, ...]]) -> None:
    quotes = quotes_of("徐洁云说，对不起米粉。有人追问大熊的事，他回答：“以后也不会合作。”")
    assert [quote.speaker for quote in quotes] == ["徐洁云", "徐洁云"]


def test_a_quote_goes_on_behind_its_speaker(
    quotes_of: Callable[[str], tuple[Quote, ...]],
) -> None:
    quotes = quotes_of('"We were naive," Lei Jun told viewers. "It will not happen again."')
    assert {quote.speaker_tag for quote in quotes} == {"lei-jun"}
    assert len(quotes) == 2


def test_words_quoted_inside_reported_speech_stand_for_themselves(
    quotes_of: Callable[[str], tuple[Quote, ...]],
) -> None:
    quotes = quotes_of("雷军表示，问题在于辱骂用户而不是批评，“该起诉就要起诉”，并请大家谅解。")
    assert [(quote.text, quote.is_direct) for quote in quotes] == [
        ("问题在于辱骂用户而不是批评", False),
        ("该起诉就要起诉", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "群主“麦子”（网名）说，他更想知道以后怎样挑选博主。",
        "网友“麦子”则认为，这件事可以翻篇。",
        "“麦子”18日发文称，“可以翻篇”。",
    ],
)
def test_a_name_in_marks_is_a_name(
    quotes_of: Callable[[str], tuple[Quote, ...]], text: str
) -> None:
    assert [quote.speaker for quote in quotes_of(text)] == ["麦子"]


def test_equal_quotes_have_equal_keys(quotes_of: Callable[[str], tuple[Quote, ...]]) -> None:
    (one,) = quotes_of("雷军说：“该起诉就要起诉。”")
    (other,) = quotes_of("雷軍在直播中表示，「該起訴 就要起訴」。")
    assert one.key == other.key


MORE_SAID = [
    (
        "According to consultant Mina Sorrel, nobody asked the fans.",
        "Mina Sorrel",
        "nobody asked the fans",
    ),
    (
        "Nobody asked the fans, argues columnist Mina Sorrel.",
        "Mina Sorrel",
        "Nobody asked the fans",
    ),
    ("自媒体人陆知远表示，门店的客流没有变化。", "陆知远", "门店的客流没有变化"),
    ("Blue Heron's Mina Sorrel said that nobody asked.", "Mina Sorrel", "nobody asked"),
    ("徐洁云谈到此事，说门店的客流没有变化。", "徐洁云", "门店的客流没有变化"),
    ("黎梓晴話：「買咗十年嘢，真係心淡。」", "黎梓晴", "買咗十年嘢，真係心淡。"),
    ("徐洁云再次露面。他表示，门店的客流没有变化。", "徐洁云", "门店的客流没有变化"),
]


@pytest.mark.parametrize(("text", "speaker", "said"), MORE_SAID)
def test_speech_is_told_in_many_ways(
    quotes_of: Callable[[str], tuple[Quote, ...]], text: str, speaker: str, said: str
) -> None:
    assert [(quote.speaker, quote.text) for quote in quotes_of(text)] == [(speaker, said)]


@pytest.mark.parametrize(
    "text",
    [
        "徐洁云和雷军再次露面。他表示，门店的客流没有变化。",
        "律师苏闻笛为徐洁云辩护。他表示，门店的客流没有变化。",
        "雷军谈到公司与“徐洁云”接触的事。他表示，门店的客流没有变化。",
        "Mina Sorrel met Lei Jun on Monday. According to her, nobody asked the fans.",
        "他认为，门店的客流没有变化。",
    ],
)
def test_a_pronoun_that_could_be_several_is_nobody(
    quotes_of: Callable[[str], tuple[Quote, ...]], text: str
) -> None:
    assert quotes_of(text) == ()


def test_answers_of_an_interview_are_speech(
    quotes_of: Callable[[str], tuple[Quote, ...]],
) -> None:
    quotes = quotes_of(
        "记者：您怎么看？\n品牌顾问陆知远：门店很冷清。\n问：然后呢？\n陆知远：等。\n来源：晨报"
    )
    assert [(quote.speaker, quote.text) for quote in quotes] == [
        ("陆知远", "门店很冷清。"),
        ("陆知远", "等。"),
    ]


@pytest.mark.parametrize(
    "text", ["时间：周一\n地点：门店", "价格：1999元\n颜色：黑色\n重量：200克"]
)
def test_a_list_is_no_dialogue(quotes_of: Callable[[str], tuple[Quote, ...]], text: str) -> None:
    assert quotes_of(text) == ()


NUMBERS = [
    ("16万元", ("160000 CNY",)),
    ("赔偿16万余元", ("160000 CNY",)),
    ("十六万元", ("160000 CNY",)),
    ("more than 160,000 yuan", ("160000 CNY",)),
    ("至多25亿港元", ("2500000000 HKD",)),
    ("HK$2.5 bn", ("2500000000 HKD",)),
    ("257万粉丝", ("2570000 粉丝",)),
    ("下降8.5分，占60.64%", ("8.5 分", "60.64 %")),
    ("第三次道歉", ()),
    ("逾三成用户", ("30 %",)),
    ("三成为新品", ()),
    ("百分之二十", ("20 %",)),
    ("新台幣5億元", ("500000000 TWD",)),
    ("RMB 160,000", ("160000 CNY",)),
    ("五百多名员工", ("500 名",)),
    ("两三天之内", ()),
    ("千万不要", ()),
    ("万能的大熊", ()),
]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_numbers_have_one_form(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(fold(text)) == numbers
