"""Words that look like a term and are none, and terms that look like a part of another word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.incident import Incident
from flows.tag.compiled import compiled
from flows.tag.matching import find_terms
from warehouse.folding import fold

AN_INCIDENT = Incident.model_validate(
    {
        "id": "w",
        "title": "w",
        "started": "2026-01-01",
        "match": {"any": ["召回门", "年框", "KOL"]},
        "entities": [
            {"id": "changan", "name": "长安", "kind": "company", "aliases": ["长安汽车"]},
            {"id": "pingan", "name": "平安", "kind": "company", "aliases": ["中国平安"]},
            {"id": "haidilao", "name": "海底捞", "kind": "company"},
            {"id": "apple", "name": "苹果", "kind": "company", "ambiguous": ["苹果"]},
            {"id": "gree", "name": "格力", "kind": "company"},
            {"id": "amap", "name": "高德", "kind": "company"},
            {"id": "ideal", "name": "理想", "kind": "company", "ambiguous": ["理想"]},
            {"id": "vw", "name": "大众", "kind": "company", "ambiguous": ["大众"]},
            {"id": "bright", "name": "光明", "kind": "company", "ambiguous": ["光明"]},
            {"id": "wanda", "name": "万达", "kind": "company"},
            {"id": "evergrande", "name": "恒大", "kind": "company"},
            {"id": "baidu", "name": "百度", "kind": "company"},
            {"id": "xupeng", "name": "小鹏", "kind": "company"},
            {"id": "byd", "name": "比亚迪", "kind": "company"},
            {"id": "lihua", "name": "李华", "kind": "person"},
            {"id": "zongning", "name": "宗宁", "kind": "person"},
            {"id": "wangwei", "name": "王伟", "kind": "person"},
            {"id": "gaoming", "name": "高明", "kind": "person"},
            {"id": "heping", "name": "何平", "kind": "person"},
            {"id": "fangyuan", "name": "方圆", "kind": "person", "ambiguous": ["方圆"]},
            {"id": "xufei", "name": "Xu Fei", "kind": "person"},
            {"id": "meta", "name": "Meta", "kind": "company"},
            {"id": "ant", "name": "Ant", "kind": "company"},
            {"id": "xiaohongshu", "name": "小红书", "kind": "company"},
            {"id": "douyin", "name": "抖音", "kind": "company"},
            {"id": "hedong", "name": "河东", "kind": "place"},
            {"id": "nanjing", "name": "南京", "kind": "place"},
            {"id": "xian", "name": "西安", "kind": "place"},
        ],
        "topics": [
            {
                "id": "t",
                "name": "t",
                "terms": [
                    "KOL",
                    "召回",
                    "理赔",
                    "下架",
                    "停产",
                    "和解",
                    "处分",
                    "合同",
                    "中标",
                    "内控",
                    "起诉",
                    "上市",
                    "退市",
                    "出发",
                ],
            }
        ],
    }
)

NAMES = sorted(name for entity in AN_INCIDENT.entities for name in (entity.name, *entity.aliases))
TERMS = sorted(str(term) for topic in AN_INCIDENT.topics for term in topic.terms)

COUNTED = [
    ("长安发布新车", "长安"),
    ("长安汽车股价上涨", "长安汽车"),
    ("与长安签约", "长安"),
    ("平安宣布回购", "平安"),
    ("中国平安回应", "中国平安"),
    ("平安银行柜台", "平安"),
    ("海底捞致歉", "海底捞"),
    ("苹果发布会", "苹果"),
    ("格力回应", "格力"),
    ("高德地图", "高德"),
    ("理想汽车", "理想"),
    ("大众汽车召回", "大众"),
    ("人民大众的", "大众"),
    ("光明乳业", "光明"),
    ("万达广场", "万达"),
    ("恒大集团", "恒大"),
    ("百度回应", "百度"),
    ("小鹏汽车", "小鹏"),
    ("比亚迪召回", "比亚迪"),
    ("李华说", "李华"),
    ("宗宁表示", "宗宁"),
    ("宗 宁表示", "宗 宁"),
    ("宗\u3000宁（左）", "宗 宁"),
    ("王伟致歉", "王伟"),
    ("高明指出", "高明"),
    ("何平表示", "何平"),
    ("Xu Fei said", "Xu Fei"),
    ("XU FEI resigned", "Xu Fei"),
    ("ＸＵ ＦＥＩ", "Xu Fei"),
    ("Meta said", "Meta"),
    ("meta's plan", "Meta"),
    ("the Ant Group", "Ant"),
    ("KOLs quit", "KOL"),
    ("KOL们离开", "KOL"),
    ("kol合作", "KOL"),
    ("小红书博主", "小红书"),
    ("一本小红书", "小红书"),
    ("抖音回应", "抖音"),
    ("河东区法院", "河东"),
    ("三十年河东三十年河西", "河东"),
    ("南京市长江大桥", "南京"),
    ("西安交大", "西安"),
    ("召回两万辆", "召回"),
    ("办理理赔", "理赔"),
    ("双方和解", "和解"),
    ("受到处分", "处分"),
    ("处分子公司", "处分"),
    ("签了合同", "合同"),
    ("项目中标", "中标"),
    ("公司上市", "上市"),
    ("产品下架", "下架"),
    ("停产整顿", "停产"),
    ("公开年框", "年框"),
    ("起诉书", "起诉"),
]

TRAPS = [
    ("长安街两侧挂满灯笼", "长安"),
    ("祝您一生平安夜快乐", "平安"),
    ("平安夜的街头", "平安"),
    ("一斤苹果五块钱", "苹果"),
    ("苹果树开花", "苹果"),
    ("苹果汁下架", "苹果"),
    ("性格力求沉稳", "格力"),
    ("严格力行节约", "格力"),
    ("崇高德行", "高德"),
    ("理想主义者", "理想"),
    ("光明日报", "光明"),
    ("高达百万达标率", "万达"),
    ("永恒大爱", "恒大"),
    ("九百度高温", "百度"),
    ("三百度电", "百度"),
    ("桃李华章", "李华"),
    ("李华明出席", "李华"),
    ("行李华丽", "李华"),
    ("正宗宁波菜", "宗宁"),
    ("正宗 宁波菜", "宗 宁"),
    ("国王伟大", "王伟"),
    ("王伟明致歉", "王伟"),
    ("崇高明德", "高明"),
    ("为何平台沉默", "何平"),
    ("如何平息怒火", "何平"),
    ("方圆十里", "方圆"),
    ("Xu Feifei said", "Xu Fei"),
    ("Xu-Fei", "Xu-Fei"),
    ("metadata", "Meta"),
    ("Metaverse", "Meta"),
    ("want and elephant", "Ant"),
    ("MKOL", "KOL"),
    ("KOL2026", "KOL"),
    ("东西安放好", "西安"),
    ("号召回家过年", "召回"),
    ("感召回响", "召回"),
    ("办理赔偿手续", "理赔"),
    ("说明和解释", "和解"),
    ("调查和解决", "和解"),
    ("各处分布", "处分"),
    ("联合同学", "合同"),
    ("综合同比", "合同"),
    ("其中标明", "中标"),
    ("文中标注", "中标"),
    ("晚上市民", "上市"),
    ("网上市场", "上市"),
    ("海上市集", "上市"),
    ("从地下架起", "下架"),
    ("暂停产品销售", "停产"),
    ("今年框架", "年框"),
    ("已发出发票", "出发"),
    ("提起诉讼", "起诉"),
    ("发起诉求", "起诉"),
]


@pytest.mark.parametrize(("text", "term"), COUNTED)
def test_a_term_is_counted(text: str, term: str) -> None:
    assert _starts(text, term)


@pytest.mark.parametrize(("text", "term"), TRAPS)
def test_a_part_of_another_word_is_not_counted(text: str, term: str) -> None:
    assert not _starts(text, term)


FILLERS = st.text(alphabet="召回家过年的公司在市场上为何平安夜长街宣布，。 abc12\n", max_size=12)


@settings(deadline=None)  # the first text reads jieba's dictionary
@given(before=FILLERS, term=st.sampled_from(NAMES + TERMS), after=FILLERS)
def test_a_term_between_marks_always_counts(before: str, term: str, after: str) -> None:
    text = f"{before}，{term}。{after}"
    assert len(before) + 1 in _starts(text, term)


@settings(deadline=None)  # the first text reads jieba's dictionary
@given(text=FILLERS, term=st.sampled_from(NAMES + TERMS), more=FILLERS)
def test_what_stands_far_away_changes_nothing(text: str, term: str, more: str) -> None:
    near = f"{text}{term}，下一句在这里。"
    assert _starts(f"{near}{more}", term)[: len(_starts(near, term))] == _starts(near, term)


def _starts(text: str, term: str) -> list[int]:
    folded = fold(text)
    found = find_terms(compiled(AN_INCIDENT), folded)
    groups = (found.entities, found.doubtful, found.topics, found.matches)
    spans = {span for group in groups for places in group.values() for span in places}
    wanted = fold(term).replace(" ", "")
    return sorted(
        start for start, end in spans if folded[start:end].replace(" ", "").startswith(wanted)
    )
