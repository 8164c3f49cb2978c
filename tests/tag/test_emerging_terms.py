"""Words that rise: found when new, silent about what is known, common or merely copied."""

from flows.tag.emerging import emerging_terms

PAST = {
    f"p{number}": text
    for number, text in enumerate(
        [
            "公司昨天发布了公告，用户在评论区讨论。",
            "评论区里有人支持公司，也有人反对公司。",
            "记者采访了三位用户，他们的看法不同。",
            "公司表示将继续改进，用户可以留言。",
            "两家媒体刊登了公司的声明。",
        ]
    )
}
NOW = {
    "a": "有网友叫他熊二号，公司没有回应。",
    "b": "评论区里满是熊二号的表情包。",
    "c": "熊二号成了新外号，用户觉得好笑。",
    "d": "直播间刷起了熊二号，公司关闭了评论。",
    "e": "记者采访了两位用户。",
}


def test_a_new_nickname_is_found_with_its_documents() -> None:
    found = emerging_terms(NOW, PAST)
    assert found[0].term == "熊二号"
    assert found[0].documents == ("a", "b", "c", "d")
    assert found[0].is_new
    assert found[0].rate == 0.8


def test_a_known_name_is_never_reported() -> None:
    assert not emerging_terms(NOW, PAST, {"熊二号"})
    assert not emerging_terms(NOW, PAST, {"万能的熊二号"})


def test_a_sentence_that_was_copied_counts_once() -> None:
    copies = {str(number): "熊二号成了新外号，用户觉得好笑。" for number in range(9)}
    assert not emerging_terms(copies, PAST)


def test_what_the_past_already_had_does_not_rise() -> None:
    assert not emerging_terms(NOW, NOW)


def test_traditional_text_is_the_same_word() -> None:
    now = {key: text.replace("号", "號") for key, text in NOW.items()}
    assert emerging_terms(now, PAST)[0].term == "熊二号"


def test_latin_words_rise_too() -> None:
    now = {
        str(n): f"{word} the bearpact was signed"
        for n, word in enumerate(["Today", "Then", "Now", "Here"])
    }
    assert "bearpact" in " ".join(one.term for one in emerging_terms(now, PAST))


def test_nothing_comes_from_nothing() -> None:
    assert emerging_terms({}, {}) == []
    assert emerging_terms({}, PAST) == []
    assert emerging_terms({"a": "", "b": " "}, {}) == []
