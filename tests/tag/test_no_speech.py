"""Words in marks, and verbs of saying, with which nobody says anything."""

import pytest

from tests.tag.reading import said

NO_SPEECH = [
    "她到了门口，看到的是一张A4纸：“因经营困难，即日起停课。”",
    "截图真伪未经青岚公司证实，“青岚 召回”登上热搜。",
    "这一说法尚未得到青岚公司证实，“青岚 召回”登上热搜。",
    "“今天”二字写在门上。",
    "“什么”二字印在墙上。",
    "按照精细化要求，各车间逐一检查了设备。",
    "三人登台发表演讲，台下掌声不断。",
    "可以肯定地说，这不是最后一次。",
    "成本总体来讲，要高出去年两成。",
    "理性分析，降价只是一个开始。",
    "揣着希望，他们又等了一个冬天。",
    "校长的表态“很及时”。",
    "某护肤品牌的市场负责人称，他们昨晚就接到了通知。",
    "Witnesses said that thousands had been waiting.",
    "公司声明遭网友批评，股价当天下跌两成。",
    "“人抓了，房子谁来盖？”得知消息后，业主群里有人这样问。",
    "小区287名业主联名发出告知书，称若不复工将停止还贷。",
    "记者从家属处证实，赔偿协议已经签署。",
    "路透社援引知情人士的话称，谈判已经破裂。",
    "该银行长期从事这项业务。",
    "苏敏被通报批评，“经办人员”被辞退。",
    "所谓的“终身质保”不过三年。",
    "电影《“再见”》下周上映。",
    "墙上挂着“安全第一”的横幅。",
    "公司打出“零缺陷”的口号。",
    "网友戏称他为“召回之王”。",
    "他被称为“铁腕”局长。",
    "小说“长夜”的作者去世。",
    "“双十一”临近，商家忙备货。",
    "会议通过了“关于加强管理的决定”。",
    'Flint described it as a "miracle" that nobody died.',
    'The so-called "golden hour" had passed.',
    'The film "Long Night" opens on Friday.',
    "“停！”他大喊一声，但没人听见。",
    "这家店的“祖传秘方”卖了二十年。",
    "她以“身体原因”为由辞职。",
    "这起案件被媒体称为“世纪骗局”。",
    "“健康中国”行动启动。",
    "合同里的“不可抗力”条款成了挡箭牌。",
    "公安机关以“涉嫌诈骗”立案。",
    "The minister has denied any wrongdoing.",
    'Critics call it a "tax on the poor".',
    '"I could not breathe," the 34-year-old said.',
    "Experts say the fix could take weeks.",
    "据新城日报报道，工厂已停工。",
    "警方发布情况说明，全文如下：“6月3日，我局接到报警。”",
    "一所大学如果只会说“零容忍”，谁还敢开口？",
    "Consumers posted photographs of the swollen cans.",
    'Outside, pilots held placards reading "Fair skies, fair pay".',
    "网友普遍认为，降价只是一个开始。",
    "一名离职员工称“浮光”卡池的概率是开会定的。",
    "Parking fines: 'They never read my letter'",
    "Whistleblower says council was warned about its cameras.",
    "青岚公司称印章系伪造的第二天，多名储户拿出了鉴定书。",
    "病人家属出示的诊断书显示，伤者左腿粉碎性骨折。",
    "Giles Penhallow pleaded for a second chance.",
]


@pytest.mark.parametrize("text", NO_SPEECH)
def test_marks_around_what_nobody_says_are_no_speech(text: str) -> None:
    assert said(text) == []
