"""The forms in which speech is printed, whoever speaks: before, behind and between, in every kind of marks."""

import pytest

from flows.tag.quotes import find_utterances
from flows.tag.sentences import Sentences
from warehouse.folding import fold

FORMS: list[tuple[str, list[tuple[str, str]]]] = [
    ("集团总裁萧望舒称：“产线已经停了。”", [("萧望舒", "产线已经停了。")]),
    ("萧望舒表示，“我们愿意承担责任”。", [("萧望舒", "我们愿意承担责任")]),
    ("陶知远坦言：“这一课太贵了。”", [("陶知远", "这一课太贵了。")]),
    ("陶知远直言“没有人会相信这份报告”。", [("陶知远", "没有人会相信这份报告")]),
    ("骆青禾在微博发文称：“明天见真章。”", [("骆青禾", "明天见真章。")]),
    ("骆青禾在朋友圈写道：“从此两清。”", [("骆青禾", "从此两清。")]),
    ("工会代表邬小满呼吁：“请把加班费还给我们。”", [("邬小满", "请把加班费还给我们。")]),
    ("独立董事齐慕言在接受采访时透露：“审计还没结束。”", [("齐慕言", "审计还没结束。")]),
    ("环保组织发起人卓一航强调：“河水不会说谎。”", [("卓一航", "河水不会说谎。")]),
    (
        "前员工夏知秋向本报讲述：“那天夜里所有的灯都灭了。”",
        [("夏知秋", "那天夜里所有的灯都灭了。")],
    ),
    ("面对追问，厂长雷震霆只说了一句：“等调查结果。”", [("雷震霆", "等调查结果。")]),
    ("殷素素反驳道：“这是断章取义。”", [("殷素素", "这是断章取义。")]),
    ("她丈夫祝长庚补充道：“合同在律师手里。”", [("祝长庚", "合同在律师手里。")]),
    ("欧阳明月告诉记者：“押金至今没退。”", [("欧阳明月", "押金至今没退。")]),
    ("司徒静对《江城晚报》说：“我等了三个月。”", [("司徒静", "我等了三个月。")]),
    ("消费者李女士无奈地说：“客服电话永远占线。”", [("李女士", "客服电话永远占线。")]),
    ("家长周先生气愤地表示：“这是拿孩子当小白鼠。”", [("周先生", "这是拿孩子当小白鼠。")]),
    (
        "住建局局长范仲谦在发布会上通报说：“地基检测将在三天内完成。”",
        [("范仲谦", "地基检测将在三天内完成。")],
    ),
    ("阿依努尔笑着说：“羊群又回来了。”", [("阿依努尔", "羊群又回来了。")]),
    ("马克·霍兰德警告说：“冬天之前修不好。”", [("马克·霍兰德", "冬天之前修不好。")]),
    ("“押金会在七日内退还。”客服主管魏紫说。", [("魏紫", "押金会在七日内退还。")]),
    ("“我们没有隐瞒任何数据，”首席科学家林归晚强调。", [("林归晚", "我们没有隐瞒任何数据")]),
    (
        "“这不是技术问题，是态度问题。”业内人士郑观澜一针见血地指出。",
        [("郑观澜", "这不是技术问题，是态度问题。")],
    ),
    ("“钱什么时候退？”张女士追问。", [("张女士", "钱什么时候退？")]),
    (
        "“合同我没签，”白露说，“字是别人代签的。”",
        [("白露", "合同我没签"), ("白露", "字是别人代签的。")],
    ),
    (
        "“楼歪了，”居民吴桂香指着窗户说，“窗都关不上。”",
        [("吴桂香", "楼歪了"), ("吴桂香", "窗都关不上。")],
    ),
    ("發言人沈嘉欣表示：「我們正配合調查。」", [("沈嘉欣", "我們正配合調查。")]),
    (
        "沈嘉欣強調：「他當時說『不知道』，我有錄音。」",
        [("沈嘉欣", "他當時說『不知道』，我有錄音。")],
    ),
    (
        "「我不會走，」顧念安說，「除非董事會趕我走。」",
        [("顧念安", "我不會走"), ("顧念安", "除非董事會趕我走。")],
    ),
    ("顧念安在臉書發文指出：「真相只有一個。」", [("顧念安", "真相只有一個。")]),
    ("受訪時，顧念安哽咽道：「對不起。」", [("顧念安", "對不起。")]),
    ('工程师贺兰山说:"螺栓少了四颗。"', [("贺兰山", "螺栓少了四颗。")]),
    ("蓝鲸物流创始人庄梦蝶3日现身法庭。他说：“我愿意赔偿。”", [("庄梦蝶", "我愿意赔偿。")]),
    (
        "庄梦蝶说：“我愿意赔偿。”她还表示：“越快越好。”",
        [("庄梦蝶", "我愿意赔偿。"), ("庄梦蝶", "越快越好。")],
    ),
    ("据市教育局副局长关山月介绍，全市已排查四十所学校。", [("关山月", "全市已排查四十所学校")]),
    ("律师言午认为，平台难辞其咎。", [("言午", "平台难辞其咎")]),
    ("钟灵毓透露，召回名单将于周五公布。", [("钟灵毓", "召回名单将于周五公布")]),
    ('"We are sorry," said Tilda Marsh, the chief executive.', [("Tilda Marsh", "We are sorry")]),
    ('Tilda Marsh said: "We are sorry."', [("Tilda Marsh", "We are sorry.")]),
    (
        "“We are sorry,” Marsh said. “It should not have happened.”",
        [("Marsh", "We are sorry"), ("Marsh", "It should not have happened.")],
    ),
    (
        '"The boat," Capt. Owen Pryce told the court, "was already sinking."',
        [("Owen Pryce", "The boat"), ("Owen Pryce", "was already sinking.")],
    ),
    (
        '"Nobody called us," the mayor, Ines Duarte, said on Friday.',
        [("Ines Duarte", "Nobody called us")],
    ),
    (
        "Regulators were slow, said Gwen Abara, who chairs the panel.",
        [("Gwen Abara", "Regulators were slow")],
    ),
    ("According to Gwen Abara, regulators were slow.", [("Gwen Abara", "regulators were slow")]),
    ('Spokesperson Raj Mehta called the claim "utterly false".', [("Raj Mehta", "utterly false")]),
    ("“It’s over,” tweeted striker Leo Banks.", [("Leo Banks", "It’s over")]),
    ('"I heard a bang," recalled Nora Flint, 61.', [("Nora Flint", "I heard a bang")]),
    ("'We were lied to,' said Mary Quill.", [("Mary Quill", "We were lied to")]),
    ("‘We were lied to,’ Mary Quill said.", [("Mary Quill", "We were lied to")]),
    ("Lin Wei, a driver, said he had seen the smoke.", [("Lin Wei", "he had seen the smoke")]),
    (
        "The airline's chief, Bo Larsen, told reporters that flights would resume on Monday.",
        [("Bo Larsen", "flights would resume on Monday")],
    ),
    ("市监局副局长申屠锦强调：“一个批次都不会放过。”", [("申屠锦", "一个批次都不会放过。")]),
    ("“我只想要一个说法。”受害人家属孟大妈哭着说。", [("孟大妈", "我只想要一个说法。")]),
    ("云顶科技CEO沈翊在内部信中写道：“我们低估了风险。”", [("沈翊", "我们低估了风险。")]),
    ("学者温如玉撰文指出，这类事故本可避免。", [("温如玉", "这类事故本可避免")]),
    ("供应商代表冉阿让表示，货款拖欠已超过半年。", [("冉阿让", "货款拖欠已超过半年")]),
    (
        "有业主质疑：“电梯为什么半年没检修？”物业经理柳如烟回应说：“正在排查。”",
        [("业主", "电梯为什么半年没检修？"), ("柳如烟", "正在排查。")],
    ),
    ("对于是否赔偿，柳如烟回答：“会的。”", [("柳如烟", "会的。")]),
    ("「這筆錢去哪了？」立委鍾曉彤質問。", [("鍾曉彤", "這筆錢去哪了？")]),
    ("市長盧思齊今天受訪表示，補助下週發放。", [("盧思齊", "補助下週發放")]),
    (
        "盧思齊說：「會查到底。」他並強調，「不護短。」",
        [("盧思齊", "會查到底。"), ("盧思齊", "不護短。")],
    ),
    ("云顶科技方面表示，数据没有外泄。", [("云顶科技方面", "数据没有外泄")]),
    ("云顶科技相关负责人告诉记者，数据没有外泄。", [("云顶科技相关负责人", "数据没有外泄")]),
    ('"It went dark," said Ana, a nurse at the hospital.', [("Ana", "It went dark")]),
    (
        'A company spokeswoman said: "We are looking into it."',
        [("A company spokeswoman", "We are looking into it.")],
    ),
    (
        "Harlan Voss, the union leader, warned that strikes would follow.",
        [("Harlan Voss", "strikes would follow")],
    ),
    (
        '"Enough," Voss told the crowd. "We walk out at noon."',
        [("Voss", "Enough"), ("Voss", "We walk out at noon.")],
    ),
    (
        'In a statement, Orrin Foods said it was "deeply sorry".',
        [("Orrin Foods", 'it was "deeply sorry"')],
    ),
    (
        "“We were told nothing,” says Petra Lund, who owns the shop.",
        [("Petra Lund", "We were told nothing")],
    ),
    ("祁连山站在门口，把烟掐灭：“该说的都说了。”", [("祁连山", "该说的都说了。")]),
    ("主办方星河文化昨日辟谣：“一场不少。”", [("星河文化", "一场不少。")]),
    ("“夜里没人接电话。”周三下午，店主老邓把账本推过来。", [("老邓", "夜里没人接电话。")]),
    ("总编辑马库斯·韦伯在邮件中补充道，文章将撤回。", [("马库斯·韦伯", "文章将撤回")]),
    ("物业协会秘书长段立认为，根子在外包。", [("段立", "根子在外包")]),
    ("独立股评人卢浩天直斥管理层“把小股东当提款机”。", [("卢浩天", "把小股东当提款机")]),
    ("院长易伯钧只留下一句“请给我们一点时间”便离开了。", [("易伯钧", "请给我们一点时间")]),
    ("卫东起初否认，后改口称，自己当晚在场。", [("卫东", "自己当晚在场")]),
    (
        "“我没有动过账。”会计柴桂兰说。退休工人谷长河就住在隔壁，他叹了口气：“谁信呢？”",
        [("柴桂兰", "我没有动过账。"), ("谷长河", "谁信呢？")],
    ),
    (
        "祝晓岚说：“是我错了。”父亲却说：“你没错。”她摇头：“不，是我错了。”",
        [("祝晓岚", "是我错了。"), ("父亲", "你没错。"), ("祝晓岚", "不，是我错了。")],
    ),
    (
        'Airport manager Rhys Pugh said that staff had been brought in, adding: "We cannot fly."',
        [("Rhys Pugh", "staff had been brought in"), ("Rhys Pugh", "We cannot fly.")],
    ),
    ('Her husband, Emmanuel, was blunter: "It\'s a disgrace."', [("Emmanuel", "It's a disgrace.")]),
    (
        '"It is late," said Bo Larsen. Transport Secretary Nadia Clough urged calm. "Go home," she warned.',
        [("Bo Larsen", "It is late"), ("Nadia Clough", "Go home")],
    ),
    ("居民祝思站在门口，把烟掐灭：“没完。”", [("祝思", "没完。")]),
    ("“没完。”胡洁把门一关。", [("胡洁", "没完。")]),
    ("解说员魏海一语道破：“没完。”", [("魏海", "没完。")]),
    ("创始人聂云开在视频里说：“没完。”", [("聂云开", "没完。")]),
    ("律师向厚英认为，这件事还没有完。", [("向厚英", "这件事还没有完")]),
    ("同为律师的栾娜持不同看法。她说：“没完。”", [("栾娜", "没完。")]),
    ("王磊是这家店的老顾客，他说自己“再也不会来了”。", [("王磊", "再也不会来了")]),
    ("“没有人告诉我们。”住在三楼的租客韩冰说。", [("韩冰", "没有人告诉我们。")]),
    (
        "教育局负责人表示，将开展排查。据其介绍，已排查三百家。",
        [("教育局负责人", "将开展排查"), ("教育局负责人", "已排查三百家")],
    ),
    (
        "Analysts at Brook & Lane said the recall would cost 40 million.",
        [("Analysts at Brook & Lane", "the recall would cost 40 million")],
    ),
    ("调查组通报指出，这家医院两年间多收一千万元。", [("调查组", "这家医院两年间多收一千万元")]),
    ("审判长宣布，案件将择期宣判。", [("审判长", "案件将择期宣判")]),
    ("护士长佟晓介绍，家属也可以在线提交材料。", [("佟晓", "家属也可以在线提交材料")]),
    (
        "演艺工会发表声明，呼吁平台停止克隆声音。声明称，声音是演员赖以为生的工具。",
        [("演艺工会", "平台停止克隆声音"), ("演艺工会", "声音是演员赖以为生的工具")],
    ),
    (
        "店主老冯回忆，那晚他听见楼上有人喊“着火了”，就往外跑。",
        [("老冯", "那晚他听见楼上有人喊“着火了”，就往外跑")],
    ),
    (
        "骆远说，家里已经没有积蓄了，院长尚文则表示：“钱可以分期付。”",
        [("骆远", "家里已经没有积蓄了"), ("尚文", "钱可以分期付。")],
    ),
    ("骆远形容，当时“所有人都吓呆了”。", [("骆远", "所有人都吓呆了")]),
    ("面对镜头，老板闫凯低着头，“我对不起大家”。", [("闫凯", "我对不起大家")]),
    ("“我只要一个说法。”家属苏敏泣不成声。", [("苏敏", "我只要一个说法。")]),
    ("“有没有人管管？”网友“江边小石头”留言道。", [("江边小石头", "有没有人管管？")]),
    ("检方指控称，屈某明知药品过期仍对外销售。", [("检方", "屈某明知药品过期仍对外销售")]),
    ("教授黄国栋（音）向记者表示，这一判决史无前例。", [("黄国栋", "这一判决史无前例")]),
    ("路透社援引董事苏敏的话称，谈判已经破裂。", [("苏敏", "谈判已经破裂")]),
    ("队长马丁内斯则为球队辩护：“我们踢得没有问题。”", [("马丁内斯", "我们踢得没有问题。")]),
    ("院长龚景行今天表示，医院会负责到底。", [("龚景行", "医院会负责到底")]),
    (
        "老聂的妻子告诉本报，丈夫已经连续工作了16个小时。",
        [("老聂的妻子", "丈夫已经连续工作了16个小时")],
    ),
    ("團員阿澈在臉書發文，「對不起，讓大家難過了」。", [("阿澈", "對不起，讓大家難過了")]),
    (
        "“这不是个案。”蒲松年说，他手上就有十多起类似的案子。",
        [("蒲松年", "这不是个案。"), ("蒲松年", "他手上就有十多起类似的案子")],
    ),
    (
        "Dr. Susan Park, an epidemiologist at Eastvale, cautioned that the true number could be higher.",
        [("Susan Park", "the true number could be higher")],
    ),
    (
        '"No comment," Castle said when asked whether executives would resign.',
        [("Castle", "No comment")],
    ),
    (
        'Laura Chen told parliament that there would be an inquiry, saying "lessons must be learned".',
        [("Laura Chen", "there would be an inquiry"), ("Laura Chen", "lessons must be learned")],
    ),
    ("律师丁亦凡提醒业主，单方面停贷属于违约。", [("丁亦凡", "单方面停贷属于违约")]),
    ("业主代表谈秋生表示，大家并不想走到这一步。", [("谈秋生", "大家并不想走到这一步")]),
    (
        "市公安局16日发布警情通报：洪某等三人已被依法刑事拘留。",
        [("市公安局", "洪某等三人已被依法刑事拘留")],
    ),
    (
        "明济医院6日发布情况说明。说明称，经初步核查，确有重复收费。",
        [("明济医院", "经初步核查，确有重复收费")],
    ),
    (
        "吕若溪指出，如果凭证系伪造，开发商可能涉罪；如果银行未尽义务，也要赔偿。",
        [("吕若溪", "如果凭证系伪造，开发商可能涉罪；如果银行未尽义务，也要赔偿")],
    ),
    ("身旁的老伴提醒她别高兴太早：“等钥匙拿到手再哭。”", [("老伴", "等钥匙拿到手再哭。")]),
    (
        "跑手的太太區女士在社交網站留言：「錢可以退，人何時醒？」",
        [("區女士", "錢可以退，人何時醒？")],
    ),
    (
        "冠名贊助商永泰保險的發言人說：「我們對事件深感遺憾。」",
        [("永泰保險的發言人", "我們對事件深感遺憾。")],
    ),
    (
        'When Aisha Malik opened the letter, she froze. "I cried for two days," the 18-year-old recalled.',
        [("Aisha Malik", "I cried for two days")],
    ),
    (
        "目击者王女士说，当时饲养员正在打扫，“突然听到一声叫，人就没了”。",
        [("王女士", "当时饲养员正在打扫"), ("王女士", "突然听到一声叫，人就没了")],
    ),
    (
        "林草局值班人员向极光新闻证实了此事，称已派人前往现场处置。",
        [("林草局值班人员", "已派人前往现场处置")],
    ),
    (
        "处长易志豪说明，已与厂商解约，他保证“不会让任何孩子饿肚子”。",
        [("易志豪", "已与厂商解约"), ("易志豪", "不会让任何孩子饿肚子")],
    ),
    (
        "议员石沛然批评，县府至今没有检讨制度，“换了厂商，没换脑袋”。",
        [("石沛然", "县府至今没有检讨制度"), ("石沛然", "换了厂商，没换脑袋")],
    ),
    (
        'Feng Yiming told local media the car "did not slow down at all".',
        [("Feng Yiming", 'the car "did not slow down at all"')],
    ),
    ("对此，宁东学院就业处处长麦永强回应，实习出于自愿。", [("麦永强", "实习出于自愿")]),
    ("省教育厅21日通报调查结果。通报指出，学院私下收取返费。", [("省教育厅", "学院私下收取返费")]),
    (
        "市监局公布处罚决定：因未审核商户，罚款三百万元。",
        [("市监局", "因未审核商户，罚款三百万元")],
    ),
    (
        "研究员贡雪松认为，要斩断利益链条。他呼吁建立统一的备案平台。",
        [("贡雪松", "要斩断利益链条"), ("贡雪松", "建立统一的备案平台")],
    ),
    ("领到退款的小蒲不敢相信。“本来都不抱希望了，”她笑着说。", [("小蒲", "本来都不抱希望了")]),
    ("家住城南的方亦雨表示：“这件事还要等结果。”", [("方亦雨", "这件事还要等结果。")]),
    ("歌手杨方坦言，这件事还要等结果出来。", [("杨方", "这件事还要等结果出来")]),
    (
        "同日，其所属公司悦橙传媒宣布，即日起终止与她的合作。",
        [("悦橙传媒", "即日起终止与她的合作")],
    ),
    ("税务师解晓东则提醒从业者，此类手段早已在监控之中。", [("解晓东", "此类手段早已在监控之中")]),
    (
        "负责人熊力表示，“没有争议”。记者联系上学生小温，他只说了一句“现在不方便”，便挂断了电话。",
        [("熊力", "没有争议"), ("小温", "现在不方便")],
    ),
    ("一位家长的话更直白：“孩子吃什么我不知道。”", [("一位家长", "孩子吃什么我不知道。")]),
    (
        "某护肤品牌的市场负责人称，他们昨晚就接到了通知，“一刻都没敢耽误”。",
        [("某护肤品牌的市场负责人", "一刻都没敢耽误")],
    ),
]

NO_SPEECH = [
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
]


@pytest.mark.parametrize(("text", "wanted"), FORMS)
def test_every_form_of_speech_is_read(text: str, wanted: list[tuple[str, str]]) -> None:
    assert _said(text) == [(speaker, _bare(said)) for speaker, said in wanted]


@pytest.mark.parametrize("text", NO_SPEECH)
def test_marks_around_what_nobody_says_are_no_speech(text: str) -> None:
    assert _said(text) == []


def _said(text: str) -> list[tuple[str, str]]:
    found = find_utterances(text, fold(text), Sentences(text), ())
    return [(text[slice(*one.speaker)], _bare(text[slice(*one.text)])) for one in found]


def _bare(said: str) -> str:
    return said.strip(" 。，.,")
