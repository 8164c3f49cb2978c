"""Reporters where the text itself names them: in a line of their own, in the dateline, in the sign-off."""

import re

from flows.clean.extract import Body
from flows.clean.name_lists import names_in
from flows.clean.names import TAIWAN, is_person

_HAN = "\u4e00-\u9fff"
_BOTH = re.compile(r"^[\W_]*(?:文[/／·、]?[图圖]|[图圖][/／·、]?文)[\s\x1f:：/／|｜]*")  # 文/图
_LENSMAN = re.compile(
    rf"(?<=文)[\s\x1f\u3000、，]+[{_HAN}]{{2,4}}\s*[/／]?\s*(?:摄影?|攝影?|[图圖])$"
)
_LINE = re.compile(
    rf"^[□■◎●▲\W]*(?:(?:整合|综合|撰稿|图文|整理|策划)[\s\x1f]+)?(?:[{_HAN}·]{{0,14}}?)"
    r"(?:记者|記者|通讯员|实习生|评论员|撰稿人?|撰文|作者|特派员|采写|文(?=[\s\x1f:：/／|｜]))[\s\x1f:：/／|｜]*"
    rf"(?P<names>[{_HAN}·、&\s\x1f]{{2,40}}?)"
    rf"(?:\s*(?:[/／\s]\s*文.{{0,14}}|[/／]\s*[{_HAN}]{{2,8}}(?:報導|报道|報道)|摄影报道|报道|報導|發自|发自.{{0,6}}|[{_HAN}]{{2,6}}报道))?[）)】\]\W]*$"
)
_CLINGING = re.compile(rf"(?<=[{_HAN}]{{2}})(?:{TAIWAN})$")  # 林小滿台北
_OF_DESK = re.compile(  # 國際中心／林小滿報導
    rf"^[{_HAN}]{{2,4}}(?:中心|組)\s*[/／]\s*(?P<names>[{_HAN}、]{{2,12}}?)(?:[/／][{_HAN}]{{2,6}})?(?:報導|报道|編譯)$"
)
_WRITTEN = re.compile(
    rf"^(?P<names>[{_HAN}·、\s\x1f]{{2,24}}?)[\s\x1f]*[/／|｜][\s\x1f]*(?:文|撰文|文[/／]?[图圖]|[图圖]文)[\s\x1f]*$"
)
_PHOTO = re.compile("摄(?!影报道)|攝|图片|(?<!受访者)供图|編輯|编辑")
_DATELINE = re.compile(
    rf"^(?:【[^】]{{4,60}}】)?.{{0,6}}?[（(〔【\[]?[^，。]{{0,22}}?(?:[（(〔]\s*)?(?:本报|本刊|实习|见习|特约|新华社|中新社|通讯员)?"
    rf"(?:记者|記者|评论员|通讯员)[\s:：]*(?P<names>[{_HAN}·、\s和]{{2,40}}?)(?:[）)〕】\]/／，]|(?P<place>)\d{{1,2}}日電|\s*(?:报道|報導|摄影))"
)
_SPOKEN_TO = re.compile(  # 客服向本报记者解释: what follows is a verb
    rf"(?<=[{_HAN}])(?:向|[对對]|接受|告[诉訴])[{_HAN}]{{0,10}}(?:记者|記者)[\s:：]*$"
)
_MARKED = re.compile(
    rf"^[□■◎○◇◆]\s*(?:(?:本报)?(?:记者|评论员)\s*)?(?P<names>[{_HAN}]{{2,4}})[\s\u3000]"
)
_SIGNED = re.compile(
    rf"[（(【\[]\s*(?:[{_HAN}]{{0,14}}?(?:记者|作者|記者|通讯员|评论员|编译|撰稿人?|文|执笔))?[\s:：/]*(?P<names>[{_HAN}·、\s]{{2,30}}?)"
    rf"(?:\s*[{_HAN}]{{2,4}}(?:报道|報導|电)|\s*[，,]?\s*(?:系|为|是|现任|就职)[^）)]{{2,50}})?\s*[）)】\]]\s*$"
)
_SIGNATURE = re.compile(rf"[（(]\s*([{_HAN}]{{2,4}})\s*[）)]")
_REPORTING = re.compile(
    r"(?:[Rr]eporting|[Ww]riting) (?:and [\w ]{4,20} )?by (?P<names>[A-Z][^;.()]{2,120})"
)
_DASHED = re.compile(r"[—–]{1,2}\s?(?P<names>[A-Z].{2,60})|\(By (?P<others>[A-Z].{2,80})\)")
_PLACED = re.compile(
    r"\s+in\s+[A-Z][\w ]*?(?=,|\s+and\b|$)"
)  # A. Writer in Hewan and B. Writer in Beiling


def reporters_of(texts: list[str]) -> list[str]:
    """Return the names of the lines that hold reporters and nothing else; several such lines add up."""
    found: list[str] = []
    for raw in texts:
        text = _LENSMAN.sub("", _BOTH.sub("", raw))
        if len(text) >= 60 or _PHOTO.search(text) or text.endswith(("？", "?")):
            continue
        if match := _OF_DESK.match(text):
            found += [name for name in names_in(match["names"]) if is_person(name)]
            continue
        if match := _LINE.match(text) or _WRITTEN.match(text):
            known = bool(re.search("记者|記者|评论员|实习生", text))
            found += names_in(_CLINGING.sub("", match["names"].strip()), known=known)
    return list(dict.fromkeys(found))


def reporters_in(body: Body | None) -> list[str]:
    """Return the reporters in the dateline, or else in the sign-off at the end of the text."""
    if body is None or not body.lines:
        return []
    for line in body.lines[:3]:
        match = _DATELINE.match(line.text[:120])
        if match and not _SPOKEN_TO.search(line.text[: match.start("names")]):
            text = _CLINGING.sub("", match["names"])
            if match["place"] is not None:
                text = _without_place(text)
            if names := names_in(text, known=False):
                return names
    ends = [(_MARKED, body.lines[0].text[:12])]
    ends += [(_SIGNED, line.text[-80:]) for line in body.lines[-2:]]
    for form, text in ends:
        if (match := form.search(text)) and (names := names_in(match["names"], known=False)):
            return names
    return []


def _without_place(text: str) -> str:
    """Return names without the place that clings to the last one: 林小滿、陳大文台北."""
    last = re.split(r"[、\s和]", text)[-1]
    return text.removesuffix(last) + last[: 2 if len(last) == 4 else 3]


def reporting_by(texts: list[str]) -> list[str]:
    """Return the names of an English sign-off: Reporting by A and B; Editing by C, or — A."""
    found: list[str] = []
    for text in texts:
        dashed = _DASHED.fullmatch(text)
        for match in [dashed] if dashed else _REPORTING.finditer(text):
            written = match["names"] or match["others"] if dashed else match["names"]
            names = names_in(_PLACED.sub("", written), known=False)
            found += [name for name in names if is_person(name)]
    return list(dict.fromkeys(found))


def signed_by(texts: list[str]) -> list[str]:
    """Return the name of a line that is nothing but a name in parentheses."""
    matches = (_SIGNATURE.fullmatch(text) for text in texts)
    return next(([match[1]] for match in matches if match and is_person(match[1])), [])
