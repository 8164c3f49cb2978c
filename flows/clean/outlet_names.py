"""What is left of an outlet's name when all that clings to it in bylines is taken away."""

import re

from flows.clean.names import POST, is_outlet, is_person, is_place

CHANNEL = re.compile(
    r"^[^·]{2,8}·[^·]{1,6}号(?:·[^·]{2,4})?$"
)  # of a platform: the account is the outlet
_NO_OUTLET = re.compile(
    r"^(?:转载文章|转载|网络|互联网|原创|本站|本站原创|未知|综合|网络整理|佚名|不详|无|null|undefined|编辑|通[讯訊][员員]|评论员|作者|本报|本刊|本网|记者|記者|报道|報道|報導|此件.*|.{0,6}版权.*|官方|[\W_\d]*)$|授权|请勿|=|告诉|告訴|[向对對]本[报報刊网網台社]$|^发布|^[来來]自|^评论|字号|行业$|从业|^[ap]\.?m\.?(?:\s+[A-Z]{2,4})?$|^(?:GMT|UTC)\b|^(?:[ECMP][SD]?T|CES?T|BST|HKT|[JK]ST)$|^@|^\d{1,2}月\d{1,2}日|^[\u4e00-\u9fff]{2,3}(?:时间|時間)$|^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?$|^\d{1,2}[時时點点:]|^(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)\w*\.? \d|^责任|(?:通过|批准|施行|修订|公布)$",
    re.I,
)
_MADE = re.compile(
    r"[\[【（(](?:整理|编译|編譯|综合|原创|转载|翻译|报道)[\]】）)]?$|官方(?:账号|帐号|微博|微信|网站)$"
)
_VIA = re.compile(r"^(?:via|courtesy of)\s+(?=[A-Z])", re.I)
_EDGES = " \u3000,，。;；、】)（(）-_|·[]/／"  # what may cling to a name
_ISSUE = re.compile(
    r"\s*(?:[（(]?(?:19|20)\d\d\s*(?:[/／.-]\s*\d{1,2}|年.{0,12}期?|\s*第.{1,4}期)[）)]?|第\s*\d+\s*期)$"
)
_DOCUMENT_NUMBER = re.compile(
    r"[〔\[［【(（]\s*(?:19|20)\d\d\s*[〕\]］】)）]\s*(?:第\s*)?\d+\s*号$"
)
_QUOTES = str.maketrans("", "", "“”\"'「」『』[]【】《》")


def tidy(value: str) -> str | None:
    """Take away what clings to an outlet's name; None where no outlet is left."""
    if _DOCUMENT_NUMBER.search(value):
        return None
    value = POST.sub("", _MADE.sub("", _VIA.sub("", value))).translate(_QUOTES).strip(_EDGES)
    value = re.split(r"\s*[／/]\s*(?:记者|記者)", value)[0]
    outlet, _, writer = value.partition("／")
    if is_outlet(outlet) and is_person(writer.strip()):
        value = outlet
    value = _ISSUE.sub("", value).strip(_EDGES)
    if value.count("(") + value.count("（") != value.count(")") + value.count("）"):
        value = value.strip(f"{_EDGES}()（）")
    value = re.sub(
        r"\s*[（(](?:\d{4}|记者|作者|本报|微信|ID|公众号|www\.|https?:).*$|\s*(?:的报道|授权.*)$",
        "",
        value,
    ).strip(_EDGES)
    if (
        not 2 <= len(value) <= 40
        or _NO_OUTLET.search(value)
        or is_place(value)
        or CHANNEL.match(value)
    ):
        return None
    return value
