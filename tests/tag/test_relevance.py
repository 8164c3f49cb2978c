"""What raises and lowers relevance, and that the reasons say so in plain words."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flows.incident import Incident, load_incident
from flows.tag import tag_document
from warehouse.records import Document, Link, Relevance

Judge = Callable[..., Relevance]
AIRLINE = """\
id: cabin-meals
title: 星屿航空餐食中毒
started: 2026-01-01
timezone: Asia/Taipei
match: {any: [[星屿航空, 中毒]], not: [], minimum: 0.5}
queries: [星屿航空 中毒]
entities: [{id: airline, name: 星屿航空, kind: company}]
topics: [{id: hygiene, name: 卫生, terms: [鸡肉]}]
threads: [{id: captain, question: 机师吃了吗？, terms: [机师]}]
targets: [airline]
"""
FILLER = "其他消息与此无关，内容从略，读者不必细看。" * 40


@pytest.fixture
def judge(document: Callable[..., Document], xiaomi: Incident) -> Judge:
    return lambda *arguments: tag_document(document(*arguments), xiaomi).relevance


def test_a_story_is_more_central_than_a_passing_mention(judge: Judge) -> None:
    story = judge("小米就万能的大熊风波致歉", "徐洁云致歉，经办人员被辞退。")
    passing = judge("一周要闻", FILLER + "小米就万能的大熊风波致歉。" + FILLER)
    assert story.score > passing.score
    assert any(reason.startswith("in passing") for reason in passing.reasons)


def test_the_title_says_more_than_the_lead_and_the_lead_more_than_the_rest(judge: Judge) -> None:
    said = "万能的大熊发文。"
    scores = [
        judge("万能的大熊发文", "消息来自微博。", None).score,
        judge("数码圈消息", said, None).score,
        judge("数码圈消息", FILLER[:400] + said, None).score,
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_what_was_published_before_the_incident_is_another_story(judge: Judge) -> None:
    text = ("万能的大熊再批小米", "万能的大熊写下批评小米的话，米粉不满。")
    assert judge(*text, "2026-01-06").is_relevant
    before = judge(*text, "2025-09-12")
    assert not before.is_relevant
    assert any("before the incident began" in reason for reason in before.reasons)


def test_an_undated_text_that_tells_of_old_times_is_doubted(judge: Judge) -> None:
    old = judge("美的冰箱取消合作", "2020年5月17日，美的冰箱取消与万能的大熊的合作。", None)
    assert any("no later time than 2020-05" in reason for reason in old.reasons)
    assert not old.is_relevant


def test_words_that_speak_against_it_lower_the_score_without_a_veto(judge: Judge) -> None:
    plain = judge("小米就万能的大熊风波致歉", "徐洁云致歉。")
    lowered = judge("小米就万能的大熊风波致歉", "徐洁云致歉。旁边是大熊猫的新闻。")
    assert plain.score > lowered.score
    assert lowered.is_relevant
    assert any(reason.startswith("大熊猫 occurs") for reason in lowered.reasons)


def test_a_weak_pair_wants_a_second_sign(judge: Judge) -> None:
    assert not judge("手机行业消息", "小米与KOL的合作方式多样。", None).is_relevant
    assert judge("手机行业消息", "小米与KOL的合作引发米粉抗议，雷军回应。", None).is_relevant


def test_no_rule_no_relevance(judge: Judge) -> None:
    near = judge("雷军与徐洁云、许斐出席活动", "雷军、卢伟冰、徐洁云、许斐出席活动。")
    assert not near.is_relevant
    assert 0 < near.score < 0.5
    assert near.reasons[-1] == "none of the incident's rules is met"


def test_news_of_the_first_weeks_may_follow_up_in_words_of_no_rule(
    document: Callable[..., Document], write_incident: Callable[[str, str], Path]
) -> None:
    file = write_incident("cabin-meals.yaml", AIRLINE)
    judged = [
        tag_document(document(title, text, published), load_incident(file)).relevance
        for title, text, published in (
            ("星屿航空机师也吃了？", "两名机师吃了同一份鸡肉。", "2026-01-06"),
            ("星屿航空机师也吃了？", "两名机师吃了同一份鸡肉。", "2026-05-06"),
            ("星屿航空招聘", "招聘机师二十名。", "2026-01-06"),
            ("机师也吃了？", "星屿航空两名机师吃了同一份鸡肉。", "2026-01-06"),
        )
    ]
    assert [one.is_relevant for one in judged] == [True, False, False, False]
    assert any("in the title, a question and a topic" in reason for reason in judged[0].reasons)


def test_link_text_is_a_sign(document: Callable[..., Document], xiaomi: Incident) -> None:
    plain = document("小米致歉", "小米就KOL一事致歉。")
    linked = replace(plain, links=(Link("http://news.example/2", "万能的大熊风波始末"),))
    assert (
        tag_document(linked, xiaomi).relevance.score > tag_document(plain, xiaomi).relevance.score
    )


def test_a_minimum_is_a_minimum(document: Callable[..., Document], xiaomi: Incident) -> None:
    about = document("小米就万能的大熊风波致歉", "徐洁云致歉。")
    strict = xiaomi.model_copy(update={"match": xiaomi.match.model_copy(update={"minimum": 1.0})})
    assert tag_document(about, xiaomi).relevance.is_relevant
    assert not tag_document(about, strict).relevance.is_relevant


def test_traditional_and_simplified_text_are_judged_alike(judge: Judge) -> None:
    hans = judge("小米就万能的大熊风波致歉", "徐洁云称接触已经终止，经办人员被辞退。")
    hant = judge("小米就萬能的大熊風波致歉", "徐潔雲稱接觸已經終止，經辦人員被辭退。")
    assert hans == hant
