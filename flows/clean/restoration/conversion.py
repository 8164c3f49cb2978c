"""From traditional back to the simplified text that a converter was fed with."""

import re
from functools import cache

import opencc

_SURROGATES = re.compile(r"([\ud800-\udfff]+)")
# GB2312 has these, no converter of copy farms makes them: they stood in the simplified text already.
_KEPT = "吒拚捱袷薹醣榘"
_HONG_KONG = str.maketrans("敍枱粧糭衞衹", "叙台妆粽卫只")
# 著 stays in these words; everywhere else after a Han character it was 着.
_WRITES = re.compile(
    r"著(?=名(?![字单牌片次])|作(?![战业秀案])|者|称(?!呼)|述|录|书立)"
    r"|(?<=[名原编译专显昭卓遗巨土拙所])著|(?<=(?<![讨谈议争评])论)著|(?<=[曾还另并合先])著(?=有)"
)
_AFTER_HAN = re.compile(r"(?<=[\u3400-\u9fff])著|著(?=[力手眼重急陆落装实])")


def to_simplified(text: str) -> str:
    """Return a text that a machine made traditional, in simplified characters."""
    parts = _SURROGATES.split(text)
    parts[::2] = [_convert(part) for part in parts[::2]]
    return _progressive("".join(parts))


def _convert(text: str) -> str:
    kept = [character for character in _KEPT if character in text]
    simplified: str = _converter().convert(text).translate(_HONG_KONG)
    if kept and len(simplified) == len(text):
        pairs = zip(text, simplified, strict=True)
        return "".join(old if old in _KEPT else new for old, new in pairs)
    return simplified


def _progressive(text: str) -> str:
    """Write 着 where the converter kept 著: 标志着, 拿着; not in 著名, 显著."""
    if "著" not in text:
        return text
    stays = {match.start() for match in _WRITES.finditer(text)}
    return _AFTER_HAN.sub(lambda match: "著" if match.start() in stays else "着", text)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
