"""Is it a person, is it an outlet: told by surnames and by the words that outlets end in."""

import re

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵万覃武钱戴严莫孔向常汤康易"
    "乔牛翁文温庞樊葛季殷施柳安童梅盛詹岳纪焦俞倪耿涂聂包祝齐左靳华凌霍庄柯阎翟解舒裴章苗单关辛管冷鲁柴蓝佟费甘曲尚盖卜连辜支柏路项冉谷骆管宫查匡桑戚宁游褚饶司娄臧欧阮区蒲阳卓幸牟车苟邢岑屈应战畅晏兰米宗时佘言储喻成"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮蕭葉蘇呂盧鐘鍾譚陸範賈鄒閻龍賀顧龔萬錢嚴湯喬莊裘竇簡蔣關藍魯費蘭項饒歐陽區車應紀齊聶單畢仇古尤花狄祁丘巫池冼上官端木司马欧阳诸葛慕容皇甫夏侯令狐"
    "萧闻党燕麻强池乐桂隋芦娜幸贡班仝荆游滕荀晁尧郗廉敖暴宓宦仉郏虞谌麦花毕郎茹习仲邬奚芮羿靖汲糜宿巩聂勾敬冷訾阚那简饶空沙养鞠须丰巢蒯相后红逄楚闾仇栾暨甄曲封储松井富巴弓牧隗山侬宁郜黎濮扈冀浦农别瞿阎充茹宦艾鱼容慎戈庾终居衡步都耿满弘匡国"
    "廣冼賴湛閔褚諸鄔麥駱謬繆饒藺祖褟刁粘"
)
COMPOUND = frozenset(
    [
        "欧阳",
        "歐陽",
        "上官",
        "司马",
        "司馬",
        "诸葛",
        "諸葛",
        "慕容",
        "皇甫",
        "夏侯",
        "令狐",
        "端木",
        "尉迟",
        "东方",
        "公孙",
        "西门",
        "南宫",
        "独孤",
        "长孙",
        "宇文",
        "申屠",
        "司徒",
        "万俟",
        "闻人",
        "呼延",
        "轩辕",
        "钟离",
        "公冶",
        "濮阳",
        "淳于",
        "单于",
        "太史",
        "赫连",
    ]
)
_OUTLET = re.compile(
    r"(?:网|網|报|報|社|刊|杂志|雜誌|新闻|新聞|电视台?|電視台?|广播|廣播|电台|客户端|频道|在线|財經|财经|资讯|观察|时报|通讯|媒体|号|研究院?|中心|公众号|公號|公号|娱乐|科技|体育|军事|汽车|委员会|协会|學會|学会|政府|办公室|局|厅|部|法院|"
    r"检察院|公安|[纪监党团]委|[支大总]队|派出所|管委会|公司|集团|学院|大学|医院|发布|论坛|之家|周末|周报|晚报|日报|晨报|早报|青年|快讯|中国|中國|視頻|视频|综合|自媒体|官微|头条|News|Times|Post|Daily|Herald|Tribune|Journal|Weekly|Agency|Press|Media|Reuters|Wire|Gazette|Chronicle|Observer|Guardian|Bulletin|Telegraph|Insider|Dispatch|Courier|Examiner|Magazine|Network|Radio|TV|com|cn|APP)(?:[》）)」”]|$)|"
    r"^(?:新华|中新|人民|央视|澎湃|经济|中央社|法新社|路透|美联|共同社|韩联社|塔斯|中時|联合早报|聯合)",
    re.I,
)
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}$")
_FOREIGN = re.compile(
    r"(?:[\u4e00-\u9fff]{1,7}[·•][\u4e00-\u9fff]{1,8}|[A-Z][\w.'’-]+(?:(?: (?:van|von|der|den|de|da|di|du|dos|del|la|le|el|al|bin|ter|y)){0,2} [A-Z][\w.'’-]*){1,3})$"
)
TAIWAN = "台北|臺北|新北|桃園|新竹|苗栗|台中|臺中|彰化|南投|雲林|嘉義|台南|臺南|高雄|屏東|宜蘭|花蓮|台東|臺東|澎湖|金門|馬祖|基隆"
PLACES = "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|臺灣|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|美国|日本|英国"
_PLACE = re.compile(
    rf"(?:来自|發佈|发布于|IP属地|IP屬地|属地)?\s*[:：]?\s*(?:{PLACES}|{TAIWAN})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)?$"
)
_BUTTON = re.compile(
    r"^音频|^视频$|^(?:撰文|文|图|编辑|作者|By|编者|专栏)$|约?\d+\s?(?:分钟|min)|^(?:星期|周)[一二三四五六日天]$|^追[蹤踪]$|个人中心|帐号设置|意见反馈|登录|登錄|注册|退出|首页|首頁|正文|举报|收藏|打印|列印|字号|字體|放大|缩小|^(?:[\d(（]*|我要|我来|我也|发表|查看|网友|热门|参与|最新|全部|暂无|条)?评论|留言|分享|转发|参与|微信|微博|QQ|朋友圈|扫码|二维码|原创$|Original$|Posted on|Weixin|关注|订阅|客户端下载|下载|打开|查看|更多|展开|收起|"
    r"阅读|点击|浏览|最新$|纠错|投稿|无障碍|长者|简体|繁体|手机版|设为|发表|播放|朗读|语音|专题|推荐|热门|相关|标签|广告|声明|全文|^\W*$|微信号|功能介绍|合集|篇原创|内容$|新闻热线|^\d+$|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)\w*\.? \d|^News$|^(?:AM|PM)|Updated|Published|Share|Comment|min read"
)
_COUNT = re.compile(
    r"[\d.,]+\s*[万萬千wWkK+]{0,2}\s*(?:次|人|条|條|个|個|篇|位)?(?:阅读|閱讀|浏览|瀏覽|喜欢|喜歡|点赞|赞|讚|收藏|评论|評論|播放|粉丝|粉絲|弹幕|关注|關注|参与|跟贴|人[气氣]|分享|转发|围观|点击|點閱|热度|字|回复|回應|投币|推荐|views?|likes?|comments?)",
    re.I,
)
POST = re.compile(
    r"[·•\s]*(?:高级|首席|资深|特约|特派|财经|见习|实习)*(?:记者|記者|撰稿人|专栏作[者家]|主笔|分析师|评论员)$"
)  # of its writer, behind an outlet's name
LATIN_POST = re.compile(
    r"\b(?:correspondent|reporter|writer|editor|columnist|journalist|contributor|bureau chief|staff)s?\b",
    re.I,
)
_STATED = re.compile(  # what is left of a statement when its date or number is taken away
    r"(?:由|於|于)?(?:最[后後]|最新|首次)?(?:发布|發布|發佈|发表|發表|出版|刊登|刊出|提交|更新|更改|修改|上传|創建|创建|编辑|編輯|张贴|張貼)(?:于|於|在|者|时间|時間|日期)?|(?:人[气氣]|點閱|点阅|瀏覽|閱讀|热度)[数數率]?\s*[\d.,]*|HKT|GMT|UTC|AM|PM|北京时间|北京時間|周[一二三四五六日]|(?:星期|週)[一二三四五六日天]"
)
_COLUMN = re.compile(
    r"(?:社会|社會|国内|國內|国际|國際|财经|財經|娱乐|娛樂|体育|體育|科技|本地|时政|時政|军事|軍事|民生|公司|产经|产业|综合|要闻|要聞|热点|熱點|图片|滚动|生活|地方|两岸|兩岸|港澳|台湾|教育|健康|文化|旅游|房产|汽车|法治|评论|觀點|观点|即時|即时|最新|头条|焦点|政治|政務|政务|大陆|环球|城市|互联网|数码|股市|证券|基金|理财|人物|专题|突發)(?:新闻|新聞|频道|頻道|资讯|資訊|要闻|动态|快讯|报道|中心)?"
)
_NO_FOREIGNER = re.compile(
    r"(?<![A-Za-z])(?:AM|PM|GMT|UTC|[ECMP][SD]T|Jan\w*|Feb\w*|Mar(?:ch)?|Apr\w*|May|June?|July?|Aug\w*|Sep\w*|Oct\w*|Nov\w*|Dec\w*|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Updated|Published|Share|"
    r"Read|Minutes?|News|The|Sign|Log|Subscribe|Facebook|Twitter|Copy|Link|Staff|Editor|Reporter|Home|More|Video|Photo\w*|Image\w*|Via|Source|Courtesy|Original\w*|Correspondents?|Writers?|Bureau)(?![a-z])"
)
# Words of bylines and menus that begin like names.
_WORDS = frozenset(
    [
        "时间",
        "时政",
        "时事",
        "时评",
        "官方",
        "国际",
        "国内",
        "文化",
        "文学",
        "文明",
        "文旅",
        "金融",
        "高清",
        "全国",
        "成都",
        "周刊",
        "周末",
        "项目",
        "方案",
        "商业",
        "商务",
        "安全",
        "关键",
        "关于",
        "华南",
        "华东",
        "华北",
        "华中",
        "路线",
        "马上",
        "万象",
        "温馨",
        "水利",
        "公益",
        "公告",
        "公开",
        "法治",
        "法制",
        "农业",
        "农村",
        "党建",
        "金属",
        "黄金",
        "能源",
        "车市",
        "房价",
        "荐读",
        "包含",
        "解读",
        "解析",
        "查询",
        "和平",
        "居民",
        "支付",
        "应急",
        "应用",
        "易读",
        "应届",
        "時間",
        "國際",
        "國內",
        "高層",
        "關鍵",
        "關於",
        "華語",
        "應用",
        "車市",
        "黃金",
        "項目",
        "溫馨",
    ]
)
_NO_NAME = re.compile(
    r"[周週][刊末報报]|简介|最新|文章|问题|内容|原创|原創|首页|正文|评论|分享|举报|收藏|打印|关闭|字号|返回|更多|登录|注册|阅读|点击|关注|下载|转载|网友|发表|来源|作者|编辑|记者|今日|推荐|图片|视频|新闻|要闻|广告|客户端|简体|繁体|"
    r"展开|收起|留言|列印|网络|整理|未知|佚名|匿名|不详|本站|admin|全文|声明|纠错|专题|专栏|微博|微信|手机|放大|缩小|默认|标准|朗读|播放|标签|综合|报道|通讯员|热线|地址|电话|版权|责任"
)


_NOBODY = re.compile(
    r"网络|整理|综合|转载|未知|佚名|匿名|编辑部|小编|admin|官方|本站|不详|原创|简介|最新|授权|首发|公众号|出品|题图"
)


def is_outlet(text: str) -> bool:
    """Whether a string reads like the name of an outlet or institution."""
    return 2 <= len(text) <= 40 and bool(_OUTLET.search(text))


def is_person(text: str) -> bool:
    """Whether a string is surely the name of a person: a surname and one to three more characters."""
    if _FOREIGN.fullmatch(text):
        return not (_NO_FOREIGNER.search(text) or _NO_NAME.search(text) or is_outlet(text))
    if (
        not _HAN_NAME.fullmatch(text)
        or text in _WORDS
        or is_outlet(text)
        or is_place(text)
        or _NO_NAME.search(text)
    ):
        return False
    return text[:2] in COMPOUND if len(text) == 4 else text[0] in SURNAMES


def could_be_name(text: str) -> bool:
    """Whether a string after a label may be a pen name."""
    return (
        1 < len(text) <= 24
        and not _NO_NAME.fullmatch(text)
        and not _NOBODY.search(text)
        and not re.search(r"[。！？?!]|[《》]|[；;：:\d]{2,}|https?:", text)
    )


def is_button(text: str) -> bool:
    """Whether a string is a button, a menu entry or a place instead of a name."""
    return bool(
        _BUTTON.search(text) or _COUNT.match(text) or _STATED.fullmatch(text) or _PLACE.match(text)
    )


def is_column(text: str) -> bool:
    """Whether a string is the name of a column as every outlet has it."""
    return bool(_COLUMN.fullmatch(text))


def is_place(text: str) -> bool:
    """Whether a string is a province, as platforms print it for where a post came from."""
    return bool(_PLACE.match(text))


def is_chinese(text: str) -> bool:
    """Whether a string holds Han characters."""
    return bool(_HAN.search(text))
