"""The people named as writers: after a label, in a reporter's line, in the dateline or in the sign-off."""

import re

from flows.clean.byline import Field, Surroundings, spaced_out
from flows.clean.extract import Body
from flows.clean.labels import JOINT
from flows.clean.names import could_be_name, is_chinese, is_outlet, is_person
from flows.clean.page import Page

_REPORTERS = re.compile(
    r"^[□■◎●▲\W]*(?:(?:整合|综合|撰稿|图文|整理|策划)[\s\x1f]+)?(?:[\u4e00-\u9fff·]{0,14}?)(?:记者|記者|通讯员|实习生|评论员|撰稿人?|撰文|作者|特派员|采写|文(?=[\s\x1f:：/／|｜]))[\s\x1f:：/／|｜]*(?P<names>[\u4e00-\u9fff·、&\s\x1f]{2,40}?)(?:\s*(?:[/／]\s*文.{0,14}|摄影报道|报道|報導|發自|发自.{0,6}|[\u4e00-\u9fff]{2,6}报道))?[）)】\]\W]*$"
)
_DATELINE = re.compile(
    r"^(?:【[^】]{4,60}】)?.{0,6}?[（(〔【\[]?[^，。]{0,22}?(?:[（(〔]\s*)?(?:本报|本刊|实习|见习|特约|新华社|中新社|通讯员)?(?:记者|記者|评论员|通讯员)[\s:：]*(?P<names>[\u4e00-\u9fff·、\s和]{2,40}?)(?:[）)〕】\]/／，]|(?P<place>)\d{1,2}日電|\s*(?:报道|報導|摄影))"
)
_SIGNED = re.compile(
    r"[（(【\[]\s*(?:[\u4e00-\u9fff]{0,14}?(?:记者|作者|記者|通讯员|评论员|编译|撰稿人?|文|执笔))?[\s:：/]*(?P<names>[\u4e00-\u9fff·、\s]{2,30}?)(?:\s*[\u4e00-\u9fff]{2,4}(?:报道|報導|电))?\s*[）)】\]]\s*$"
)
_CUT = re.compile(
    r"[\s\x1f]*(?:(?:责任|本文|实习)?(?:编辑|编審|责编|来源|摄影|攝影|图|时间|日期|发布|发表|浏览|点击|阅读|字号|评论|分享|举报|校对|监制|审核|编译|视频|发自|报道|\d{4}).*|[／/][\s\x1f]*[\u4e00-\u9fff]{2,10}(?:報導|報道|报道|電).*|[（(\[【<|｜].*|[:：].*)$",
    re.S,
)
_WRITTEN = re.compile(
    r"^(?P<names>[\u4e00-\u9fff·、\s\x1f]{2,24}?)[\s\x1f]*[/／|｜][\s\x1f]*(?:文|撰文|文[/／]?[图圖]|[图圖]文)[\s\x1f]*$"
)
_PHOTO = re.compile("摄(?!影报道)|攝|图片|(?<!受访者)供图|編輯|编辑")
_SPLIT = re.compile(
    r"[、,，;；&/／\s\x1f\u3000]+|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})|\band\b"
)
_SIGNATURE = re.compile(r"[（(]\s*([\u4e00-\u9fff]{2,4})\s*[）)]")
_TITLED = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}(?:记者|記者))\s*(?P<names>[\u4e00-\u9fff、]{2,12})(?:[/／].{0,8})?$"
)
_ENGLISH = re.compile(r"(?:Written )?by\s+(?P<names>[A-Z].{2,80})$", re.I)
_PREFIX = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,8}?(?:记者|記者|通讯员|评论员|作者|实习生|特约撰稿人)|文|撰文)[\s:：/／]*"
)
_SUFFIX = re.compile(r"(?:/文|文/图|/图|摄影|报道|報導|編譯|编译|口述|[（(].*)$")


def find_author(page: Page, around: Surroundings, body: Body | None) -> str | None:
    """Return the writers named on a page, joined by 、; None where none is named."""
    names = (
        _labelled(around.near)
        or _reporters([JOINT.join(line.pieces) for line in (*around.below, *around.tail)])
        or _labelled(around.after)
        or _beside_date(around, page)
        or _in_text(body)
        or _signed([line.text for line in around.tail])
        or _stated(page, body)
    )
    return "、".join(names) if names else None


def names_in(text: str, *, known: bool = True) -> list[str]:
    """Return the names in a byline, in order; `known`: after a label, where pen names count as well."""
    text = _SUFFIX.sub("", _CUT.sub("", text.strip(" \u3000\x1f")))
    if not re.search(r"[\u4e00-\u9fff]", text):
        parts = re.split(r",|;|\band\b|&|、", text)
    else:
        parts = spaced_out([part for part in _SPLIT.split(text) if part])
    names = []
    for raw in parts:
        part = _SUFFIX.sub("", _PREFIX.sub("", raw.strip(" \x1f.。-—"))).strip()
        if (is_person(part) or (known and could_be_name(part))) and not is_outlet(part):
            names.append(part)
    return list(dict.fromkeys(names))[:12]


def _labelled(fields: list[Field]) -> list[str]:
    for field in fields:
        if field.kind == "author" and (names := names_in(field.value)):
            return names
        if field.kind == "source" and is_person(field.value) and not is_outlet(field.value):
            return [field.value]
    return []


def _reporters(texts: list[str]) -> list[str]:
    """Return the names of the lines that hold reporters and nothing else; several such lines add up."""
    found: list[str] = []
    for text in texts:
        if len(text) >= 60 or _PHOTO.search(text):
            continue
        if match := _REPORTERS.match(text) or _WRITTEN.match(text):
            known = bool(re.search("记者|記者|评论员|实习生", text))
            found += names_in(match["names"], known=known)
    return list(dict.fromkeys(found))


def _beside_date(around: Surroundings, page: Page) -> list[str]:
    stated = page.metas.get("author", "")
    found = []
    for field in around.near:
        if field.kind != "plain" or not (field.below or field.dated):
            continue
        if match := _TITLED.match(field.value):
            found += names_in(match["names"])
            continue
        name, _, after = field.value.partition("/")
        if match := _ENGLISH.match(name):
            found += names_in(match["names"], known=False)
            continue
        by_place = (
            field.dated
            or _is_alone(field, around)
            or is_outlet(after)
            or re.search(r"(?<![a-z])(?:author|writer|byline|reporter)", field.hints)
        )
        if is_person(name) and (by_place or name == stated):
            found.append(name)
    return list(dict.fromkeys(found))


def _is_alone(field: Field, around: Surroundings) -> bool:
    """Whether a field is all that one of the first lines below the headline says."""
    return field.below and field.order <= 1 and around.below[field.order].text == field.value


def _signed(texts: list[str]) -> list[str]:
    """Return the name of a line that is nothing but a name in parentheses."""
    matches = (_SIGNATURE.fullmatch(text) for text in texts)
    return next(([match[1]] for match in matches if match and is_person(match[1])), [])


def _stated(page: Page, body: Body | None) -> list[str]:
    """Return the persons that the metadata names as authors; on Chinese pages those are the staff that enters texts."""
    if body is None or any(is_chinese(line.text) for line in body.lines[:3]):
        return []
    found: list[str] = []
    for item in page.linked_data:
        authors = item.get("author")
        for author in authors if isinstance(authors, list) else [authors]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str):
                found += names_in(name, known=False)
    return list(dict.fromkeys(found))[:12]


def _in_text(body: Body | None) -> list[str]:
    if body is None or not body.lines:
        return []
    for line in body.lines[:3]:
        if match := _DATELINE.match(line.text[:120]):
            text = match["names"]
            if match["place"] is not None:
                text = text[: 2 if len(text) == 4 else 3]
            if names := names_in(text, known=False):
                return names
    for line in body.lines[-2:]:
        if (match := _SIGNED.search(line.text[-60:])) and (
            names := names_in(match["names"], known=False)
        ):
            return names
    return []
