"""Bytes to text: the encoding is a question about the bytes, declarations are only hints.

Valid UTF-8 is never transcoded. What is not UTF-8 is read as each encoding that is declared or common, and the
reading with the most everyday characters and the fewest broken ones wins; gb2312 and gbk are read as gb18030, big5 as
Big5-HKSCS, their supersets.
"""

import codecs
import re
from dataclasses import dataclass

MAX_BYTES = 6_000_000  # the rest of a longer page is not read
SAMPLE = 30_000
MAX_SAMPLED = 200_000
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,100}?encoding=["']([\w.:-]{2,30})""",
    re.I,
)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "gb18030": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "unicode": "utf-8",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
}
_TEXT_CODECS = frozenset(
    [
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "gb18030",
        "big5hkscs",
        "hz",
        "cp1252",
        "cp949",
        "cp932",
        "euc_jp",
        "euc_kr",
        "iso2022_jp",
        "koi8_r",
        "cp1250",
        "cp1251",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "cp874",
        "iso8859_2",
        "iso8859_5",
        "iso8859_7",
        "iso8859_9",
        "iso8859_15",
        "big5",
        "gbk",
        "gb2312",
    ]
)
_EVERYDAY_LETTERS = frozenset(
    "的一是不在有人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两"
    "体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题"
    "党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处世务具万每目至达走积示议声报斗完类八离华名确才科张"
    "信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装市场网闻京海企业经济记者编辑来源新华社责任版权所有首页"
    "這個為國時來們發動過說產種後學經進著電裡現實量兩體機當點從業還應開關線內數萬與無題黨員總設長頭資邊級圖統組見計別論運農幾區強決幹戰則處務達積議聲報類離華確張馬節話況傳許廣記樣觀織裝場網聞臺灣新聞會對於將"
)
_ASCII = bytes(range(128))
_WIDE_BYTES = re.compile(rb"[\x80-\xff][\x40-\xff]*[\x80-\xff][\x40-\x7e]?")
_LETTERS = re.compile("[\u0300-\U0010ffff]+")
_WIDE_TEXT = re.compile("[^\x00-\x7f]+")
_ODD = re.compile("[\ufffd\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a response and how it was read."""

    text: str
    encoding: str
    flags: tuple[str, ...]  # charset_mislabelled, broken_bytes, undecodable, mojibake, truncated


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Return the text of a response; always possible, how well is said by the flags."""
    flags: list[str] = []
    if len(body) > MAX_BYTES:
        body = body[:MAX_BYTES]
        flags.append("truncated")
    declared = _declared(body, content_type)
    encoding, text, is_whole = _read(body, declared)
    if b"\x00" in body:
        text = text.replace("\x00", "")
    if encoding == "gb18030":
        text = text.replace("\ue5e5", "\u3000")  # A3A0, a space to browsers
    if not is_whole and text.count("\ufffd") > body.count(b"\xef\xbf\xbd"):
        flags.append("broken_bytes")
        if _is_unreadable(text):
            flags.append("undecodable")
    if declared and encoding not in declared and not body.isascii():
        flags.append("charset_mislabelled")
    if looks_misread(text):
        flags.append("mojibake")
    return Decoded(text.lstrip("\ufeff"), encoding, tuple(flags))


def _read(body: bytes, declared: tuple[str, ...]) -> tuple[str, str, bool]:
    """Return the encoding, the text, and whether every byte found its place."""
    encoding = _by_mark(body)
    if encoding is None:
        try:
            return "utf-8", body.decode("utf-8"), True
        except UnicodeDecodeError:
            pass
        for name in declared:
            if name in ("gb18030", "big5hkscs") and (text := _plainly(body, name)):
                return name, text, True
        encoding = "utf-8" if _is_nearly_utf8(body) else _best(body, declared)
    return encoding, body.decode(encoding, "replace"), False


def _is_unreadable(text: str) -> bool:
    wide = _wide(text, 5_000)
    return len(wide) > 100 and len(_ODD.findall(wide)) > 0.25 * len(wide)


def _wide(text: str, limit: int) -> str:
    """Return the first characters of a text that are not ASCII."""
    return text[:SAMPLE].encode("utf-8", "ignore").translate(None, _ASCII).decode()[:limit]


def _plainly(body: bytes, encoding: str) -> str | None:
    """Return the text if a declared encoding gives everyday Chinese without a single broken byte."""
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _everyday_share(_wide(text, 1_000)) > 0.25 else None


def looks_misread(text: str) -> bool:
    """Whether a text is UTF-8 that someone read as GBK or Latin before it was served."""
    sample = _wide(text, 600)
    if len(sample) < 20:
        return False
    known = _everyday_share(sample)
    if known > 0.3:
        return False
    for wrong in ("gb18030", "cp1252"):
        again = sample.encode(wrong, "ignore").decode("utf-8", "ignore")
        if len(again) > len(sample) / 4 and _everyday_share(again) > max(0.3, 2.5 * known):
            return True
    return False


def _everyday_share(text: str) -> float:
    letters = len("".join(_LETTERS.findall(text)))
    return sum(map(_EVERYDAY_LETTERS.__contains__, text)) / letters if letters > 5 else 0.0


def _declared(body: bytes, content_type: str | None) -> tuple[str, ...]:
    """Encodings that the header and the page name, the header first, as Python knows them."""
    names = _HEADER.findall(content_type or "")[:1]
    names += [(a or b).decode("ascii", "ignore") for a, b in _META.findall(body[:8_192])[:2]]
    return tuple(dict.fromkeys(known for name in names if (known := _codec(name))))


def _codec(name: str) -> str | None:
    name = name.strip().lower()
    name = _SUPERSETS.get(name, name)
    try:
        found = codecs.lookup(name).name.replace("-", "_")
    except (LookupError, ValueError):
        return None
    found = {
        "utf_8": "utf-8",
        "utf_8_sig": "utf-8",
        "utf_16": "utf-16",
        "utf_16_le": "utf-16-le",
        "utf_16_be": "utf-16-be",
    }.get(found, found)
    return found if found in _TEXT_CODECS else None


def _by_mark(body: bytes) -> str | None:
    if body.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = body[:64]
    if len(head) > 40 and head.count(0) > len(head) * 0.3:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    return None


def _is_nearly_utf8(body: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few broken ones."""
    text = body[: 4 * SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = sum(map(len, _WIDE_TEXT.findall(text))) - broken
    return broken <= max(1, wide * 0.05)


def _best(body: bytes, declared: tuple[str, ...]) -> str:
    """Return the encoding whose reading looks most like everyday text."""
    sample = b"\n".join(_WIDE_BYTES.findall(body[:MAX_SAMPLED]))[:12_000]
    candidates = tuple(dict.fromkeys((*declared, "gb18030", "big5hkscs", "utf-8")))
    scored = [
        (_reading_score(sample, name) + 0.05 * (name in declared), -number, name)
        for number, name in enumerate(candidates)
    ]
    best = max(scored)
    if best[0] > 0.12:
        return best[2]
    # Not Chinese: believe the page, else read the bytes as Western text.
    chinese = ("utf-8", "gb18030", "big5hkscs")
    return next((name for name in declared if name not in chinese), "cp1252")


def _reading_score(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, "replace")
    wide = sum(map(len, _WIDE_TEXT.findall(text)))
    if not wide:
        return 0.0
    return (sum(map(_EVERYDAY_LETTERS.__contains__, text)) - 3 * len(_ODD.findall(text))) / wide
