"""Each kind of alteration: what is named, what is undone."""

import pytest

from flows.clean.restoration import restore_page, restore_text

# Enough annotations to open the gate: 網經業發 are annotated throughout.
PAGE = (
    "(網(wǎng)絡與經(jīng)濟)某市商業(yè)銀行昨日發(fā)布公告，網(wǎng)點調整之后，業(yè)務照常。\n"
)
PLAIN = "(网络与经济)某市商业银行昨日发布公告，网点调整之后，业务照常。\n"


def restored(line: str) -> str:
    """Restore a line within an altered page."""
    text = restore_text(PAGE + line).text
    assert text.startswith(PLAIN)
    return text.removeprefix(PLAIN)


def test_annotations_go_and_parentheses_stay() -> None:
    result = restore_text(PAGE + "他說(shuō)：“公司(股份)的網(wǎng)站(WEB)，是否(yes)改版？”")
    assert result.text == PLAIN + "他说：“公司(股份)的网站(WEB)，是否(yes)改版？”"
    assert result.families == ("pinyin-annotation", "machine-traditional")
    assert result.changed


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("內部?jī)纱蠛诵膯栴}：一是人手", "内部两大核心问题：一是人手"),
        ("因?yàn)椤梆囸I療法”受到質疑", "因为“饥饿疗法”受到质疑"),
        ("轉變?yōu)槠放粕鷳B(tài)圈", "转变为品牌生态圈"),
        ("警方找?guī)讉€目擊者談話", "警方找几个目击者谈话"),
        ("是否不合適？?jī)?nèi)部意見不一", "是否不合适？内部意见不一"),
        ("是否不合適？?jī)炔康囊庖姴灰?", None),
        ("引起大規(guī)??棺h之后", "引起大规模抗议之后"),
        ("問題??真的解決了嗎", "问题??真的解决了吗"),
    ],
)
def test_damage(damaged: str, whole: str | None) -> None:
    if whole is not None:
        assert restored(damaged) == whole
    else:
        assert restored(damaged).startswith("是否不合适？内部")


def test_punctuation_made_half_width_after_the_damage() -> None:
    page = PAGE.replace("，", ",") * 2
    assert restore_text(page + "是否不合適??jī)?nèi)部意見不一").text.endswith(
        "是否不合适?内部意见不一"
    )


def test_private_use_characters_carry_bytes() -> None:
    assert (
        restored("因?yàn)樾∶淄读宋遥\ue0e6麄兪懿涣恕＞W(wǎng)友說")
        == "因为小米投了我，他们受不了。网友说"
    )


def test_a_comma_and_a_letter_may_look_like_a_listed_character() -> None:
    assert restored("他說，F(xiàn)這個字母不該有讀音") == "他说，F这个字母不该有读音"


def test_the_gloss_of_the_author_stays() -> None:
    assert restored("業(yè)(nè)內，尷(gān)尬(gà)的局面") == "业(nè)内，尷(gān)尬(gà)的局面".replace(
        "尷", "尴"
    )


@pytest.mark.parametrize(
    ("machine", "written"),
    [
        ("他拿著原著，標志著新階段", "他拿着原著，标志着新阶段"),
        (
            "寫著名字，討論著，看著書，著手處理；著力改進",
            "写着名字，讨论着，看着书，着手处理；着力改进",
        ),
        ("著名學者的著作與名著、顯著、土著", "著名学者的著作与名著、显著、土著"),
        ("乾隆年間，乾淨的瞭望臺，哪吒", "乾隆年间，干净的瞭望台，哪吒"),
    ],
)
def test_conversion_knows_words(machine: str, written: str) -> None:
    assert restored(machine) == written


def test_conversion_alone_is_enough_to_be_restored() -> None:
    result = restore_text("隨后兩天，這家公司的網站什么也沒有發布，用戶關系部也沒有人接電話。")
    assert result.text == "随后两天，这家公司的网站什么也没有发布，用户关系部也没有人接电话。"
    assert result.families == ("machine-traditional",)


def test_the_title_is_judged_with_the_text() -> None:
    page = restore_page("商業(yè)銀行關閉網(wǎng)點", PAGE)
    assert (page.title, page.text) == ("商业银行关闭网点", PLAIN)
    credited = restore_page("", PAGE, ["商業(yè)時報", "張網(wǎng)", "2026-01-05"])
    assert credited.others == ("商业时报", "张网", "2026-01-05")
    other = restore_page("商業銀行關閉網點", PAGE)
    assert (other.title, other.text) == ("商业银行关闭网点", PLAIN)
    clean = restore_page("商业银行关闭网点", PLAIN)
    assert (clean.title, clean.text, clean.families, clean.changed) == (
        "商业银行关闭网点",
        PLAIN,
        (),
        False,
    )


@pytest.mark.parametrize(
    ("altered", "plain", "family"),
    [
        ("⼩城的⽤户和⽶商，⻛险由谁承担", "小城的用户和米商，风险由谁承担", "variant-glyphs"),
        ("小\u200b城公\u2060告\ufeff称", "小城公告称", "zero-width"),
        (
            "小 城 银 行 昨 日 公 告 ， 两 个 网 点 停 业 。",
            "小城银行昨日公告，两个网点停业。",
            "spaced",
        ),
        (
            "\n".join("小城银行昨日公告，两个网点停业。"),
            "小城银行昨日公告，两个网点停业。",
            "one-per-line",
        ),
        ("新款『芯片』『手机』发布，『电池』更大。", "新款芯片手机发布，电池更大。", "emoji-wrap"),
        (
            "新款🔥芯片🔥发布，🔥电池🔥更大，⭐价格⭐不变。",
            "新款芯片发布，电池更大，价格不变。",
            "emoji-wrap",
        ),
        ("小城昨天公告".encode().decode("gb18030"), "小城昨天公告", "mojibake"),
    ],
)
def test_other_families(altered: str, plain: str, family: str) -> None:
    result = restore_text(altered)
    assert (result.text, result.families, result.changed) == (plain, (family,), True)


def test_mojibake_twice() -> None:
    once = "小城昨天公告两天".encode().decode("gb18030")
    twice = once.encode().decode("gb18030")
    assert restore_text(twice).text == "小城昨天公告两天"


def test_hopeless_mojibake_is_left_out_where_other_text_remains() -> None:
    hopeless = "婵犵數濮烽弫鍛婃叏閻戣棄"
    result = restore_text(f"小城银行昨日公告。\n{hopeless}\n两个网点停业。")
    assert result.text == "小城银行昨日公告。\n两个网点停业。"
    assert result.families == ("mojibake",)
    alone = restore_text(hopeless)
    assert (alone.text, alone.families) == (hopeless, ("mojibake",))


def test_search_terms_before_the_text_go() -> None:
    head = "小城银行|银行网点|停业公告|小城新闻|网点查询|银行电话|营业时间\n"
    result = restore_text(head + PAGE)
    assert result.text == PLAIN
    assert "spam-head" in result.families
    converted = "隨后兩天，這家銀行什么也沒有發布。"
    result = restore_text(head + converted)
    assert result.text == "随后两天，这家银行什么也没有发布。"
    assert result.families == ("spam-head", "machine-traditional")


def test_the_crumb_of_the_copied_site_goes() -> None:
    result = restore_text("網(wǎng)易首頁 > 網(wǎng)易號 > 正文 申請入駐\n0\n分享至\n" + PAGE)
    assert result.text == PLAIN
    assert "mirror-chrome" in result.families


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("东说念主们发现，该公司的使命主谈主员没有到场。", "spinning"),
        ("犯法嫌疑人据音讯已被带走，音讯称案件正在侦办。", "spinning"),
        ("，银行停业。公告在昨日，。网点、。客户说，。两天后恢复。", "clause-shuffling"),
        (
            "这家银行\n停业公告\n宣布两个网点关闭，客户不满\n停业公告\n要求赔偿，银行回应\n停业公告\n称会处理，等待结果。",
            "keyword-injection",
        ),
    ],
)
def test_what_cannot_be_undone_is_named_and_left(text: str, family: str) -> None:
    result = restore_text(text)
    assert (result.text, result.families, result.changed) == (text, (family,), False)
