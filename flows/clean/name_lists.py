"""Lists of names, as bylines set them, taken apart."""

import re

from flows.clean.byline import spaced_out
from flows.clean.names import LATIN_POST, could_be_name, is_outlet, is_person, is_place

_CUT = re.compile(  # what is said after the names
    r"[\s\x1f]*(?:(?:责任|本文|实习)?(?:编辑|编審|责编|来源|摄影|攝影|图|时间|日期|发布|发表|更新|更改|修改|浏览|点击|阅读|字号|评论|分享|举报|校对|监制|审核|编译|视频|发自|报道|\d{4}).*|[／/][\s\x1f]*[\u4e00-\u9fff]{2,10}(?:報導|報道|报道|電).*|[（(\[【<|｜].*|[:：].*)$",
    re.S,
)
_SPLIT = re.compile(
    r"[、,，;；&/／\s\x1f\u3000]+|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})|\band\b"
)
_PREFIX = re.compile(
    r"^(?:[《“「]?[\u4e00-\u9fff]{0,8}?[》”」]?(?:记者|記者|通讯员|通訊員|评论员|作者|实习生|特约撰稿人)|文|撰文)[\s:：/／]*"
)
_PLACE = re.compile(  # By A. Writer in Hewan and B. Writer, for the Post
    r"\s+in\s+[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*|,?\s+for\s+(?:the\s+)?[A-Z][\w ,.'-]*$"
)
_OTHER_WORK = re.compile(
    r"(?:Video|Photo|Picture|Image|Graphic|Illustration|Edit)\w*(?: by)?\b", re.I
)
_SUFFIX = re.compile(r"(?:/文|文/图|/图|摄影|报道|報導|編譯|编译|口述|[（(].*)$")


def names_in(text: str, *, known: bool = True) -> list[str]:
    """Return the names in a byline, in order; `known`: after a label, where pen names count as well."""
    text = _SUFFIX.sub("", _CUT.sub("", text.strip(" \u3000\x1f")))
    if not re.search(r"[\u4e00-\u9fff]", text):
        parts = re.split(r",|;|\band\b|&|、", _PLACE.sub("", text))
    else:
        parts = spaced_out([part for part in _SPLIT.split(text) if part])
    names = []
    for raw in parts:
        part = _SUFFIX.sub("", _PREFIX.sub("", raw.strip(" \x1f.。-—"))).strip()
        if LATIN_POST.search(part) or is_place(part) or _OTHER_WORK.match(part):
            continue
        if (is_person(part) or (known and could_be_name(part))) and not is_outlet(part):
            names.append(part)
    return list(dict.fromkeys(names))[:12]
