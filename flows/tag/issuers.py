"""Who speaks in a statement: 声明称 goes on with what 协会发表声明 began."""

import re
from collections.abc import Sequence

from flows.tag.somebody import names_somebody
from flows.tag.spans import Span
from flows.tag.speakers import chinese_subject

_STATEMENT = "声明|通报|公告|通告|说明|公开信|一封信|致歉信|道歉信|长文|博文|帖文|贴文|推文|回应|回复|答复|律师函"
_IS_STATEMENT = re.compile(
    f"(?:信|文|帖|公告)中(?:还|又|也)?|(?:该|这份|这则|上述|在)?(?:题为[^，,]{2, 16}的)?(?:情况|官方|联合)?(?:{_STATEMENT})[中里]?(?:还|又|也)?"
)
_ISSUED = re.compile(
    rf"(?:发[布表出]|刊[登发]|公布|贴出|张贴|作出|写下)了?[^，,。!?;:\"\n]{{0,10}}?(?:{_STATEMENT})"
    r"|(?<![发布出])(?:通报|公布)(?=[^，,。:称指要表认强]{4})"  # 教育厅21日通报调查结果
)
_REACH = 300  # characters before a statement is cited in which it is issued


def issuer(text: str, cited: Span, names: Sequence[Span]) -> Span | None:
    """Return who issued the statement that some words cite; None: they cite none, or nobody did."""
    if not _IS_STATEMENT.fullmatch(text, *cited):
        return None
    issued = [*_ISSUED.finditer(text, max(0, cited[0] - _REACH), cited[0])]
    if not issued:
        return None
    verb = issued[-1].start()
    start = max(text.rfind(mark, 0, verb) for mark in "。!?;\n") + 1
    speaker = chinese_subject(text, start, verb, names)
    return speaker if speaker and names_somebody(text, speaker, names) else None
