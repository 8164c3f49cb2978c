"""Which script a text is printed in, and which language it is: by counting characters, no model."""

import re
from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache

from flows.clean.script_words import writing_of
from warehouse.folding import simplified_characters
from warehouse.records import Script

_HAN = re.compile("[\u4e00-\u9fff]+")
_SAMPLE = 20_000  # characters; the counts of a longer text change no answer
_ALPHABETS = (  # first code, end, name; the ISO 639-1 code where one language dominates the alphabet
    (0x41, 0x250, "latin"),
    (0x370, 0x400, "el"),
    (0x400, 0x530, "cyrillic"),
    (0x530, 0x590, "hy"),
    (0x590, 0x600, "he"),
    (0x600, 0x780, "arabic"),
    (0x900, 0x980, "hi"),
    (0x980, 0xA00, "bn"),
    (0xB80, 0xC00, "ta"),
    (0xC00, 0xC80, "te"),
    (0xE00, 0xE80, "th"),
    (0xE80, 0xF00, "lo"),
    (0xF00, 0x1000, "bo"),
    (0x1000, 0x10A0, "my"),
    (0x10A0, 0x1100, "ka"),
    (0x1100, 0x1200, "ko"),
    (0x1780, 0x1800, "km"),
    (0x1800, 0x18B0, "mn"),
    (0x1E00, 0x1F00, "latin"),
    (0x3041, 0x3100, "kana"),
    (0x3400, 0x4DC0, "han"),
    (0x4E00, 0xA000, "han"),
    (0xAC00, 0xD7A4, "ko"),
    (0xF900, 0xFB00, "han"),
    (0x20000, 0x32000, "han"),
)
_STARTS = [start for start, _, _ in _ALPHABETS]
_FUNCTION_WORDS = {
    "en": "the of and to in is that for was with on are this have from his they",
    "de": "der die und das ist nicht mit den von auf ein eine sich dem auch für",
    "fr": "le la les des et est une dans que pour qui sur pas avec du au",
    "es": "el la los que y en las una por con para del se como más su",
    "pt": "o os que e do da em um uma para com não por mais das dos",
    "it": "il di che la e un per è una non con del della sono gli nel",
    "nl": "de het een van en is dat niet op te voor met zijn aan er ook",
    "pl": "i w nie na się z do że jest to o jak po za od przez",
    "tr": "ve bir bu için ile da de çok olarak daha olan gibi sonra kadar en ne",
    "id": "yang dan di dengan untuk dari ini itu pada tidak dalam akan juga ke adalah oleh",
    "vi": "và của là có được cho không các trong một người với những đã này khi",
}
_CYRILLIC_SIGNS = {"uk": "іїєґ", "be": "ў", "sr": "ђћџљњј", "mk": "ѓќѕ", "kk": "әғқңөұү"}
_ARABIC_SIGNS = {"ur": "ٹڈڑں", "fa": "پچژگ", "ug": "ۇۆېە"}


def script_of(text: str) -> Script:
    """Return the script of a text: `mixed` where neither Chinese script nor Latin prevails."""
    counts, alphabets = _counted(text[:_SAMPLE])
    if _language_of_alphabets(alphabets) == "zh":
        return _chinese_script(counts)
    others = sum(count for name, count in alphabets.items() if name not in ("latin", "han"))
    return Script.LATIN if others <= alphabets["latin"] else Script.MIXED


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text; "und" where it cannot be told."""
    sample = text[:_SAMPLE]
    counts, alphabets = _counted(sample)
    language = _language_of_alphabets(alphabets)
    if language == "latin":
        return _by_function_words(sample)
    if language == "cyrillic":
        return _by_signs(counts, _CYRILLIC_SIGNS, default="ru")
    if language == "arabic":
        return _by_signs(counts, _ARABIC_SIGNS, default="ar")
    return language


def is_machine_traditional(text: str) -> bool:
    """Tell whether a text is traditional only by conversion of one character at a time.

    Such a converter leaves 之后, 什么, 關系 where people who write traditional characters have
    之後, 什麼, 關係.
    """
    if not is_mostly_traditional(text):
        return False
    writing = writing_of(text)
    if writing.naive <= 3 * writing.rivals or 3 * writing.naive <= writing.proper:
        return False
    if text.count("「") > text.count("“"):  # the marks of people
        return writing.naive >= 4
    return writing.naive + writing.strong >= 2


def is_mostly_traditional(text: str) -> bool:
    """Tell whether the characters that only one Chinese script has are mainly traditional."""
    simplified, traditional = _chinese_counts(Counter(text))
    return traditional >= 3 and traditional > 4 * simplified


def is_only_simplified(character: str) -> bool:
    """Tell whether a character is found in simplified text only."""
    return character in _only_in_one_script()[0]


@lru_cache(1)
def _counted(sample: str) -> tuple[Counter[str], Counter[str]]:
    """Count the characters of a text and of its alphabets, once for script and language."""
    return Counter(sample), _alphabets(sample)


def _alphabets(sample: str) -> Counter[str]:
    rest = _HAN.sub("", sample)  # most of most texts: counted at once
    alphabets = Counter(han=len(sample) - len(rest))
    for character, count in Counter(rest).items():
        name = _ALPHABET_OF[character]
        if name:
            alphabets[name] += count
    return alphabets


class _AlphabetOf(dict[str, str]):
    """The alphabet of each character that was asked for; empty for what is no letter."""

    def __missing__(self, character: str) -> str:
        place = bisect_right(_STARTS, ord(character)) - 1
        _, end, name = _ALPHABETS[max(place, 0)]
        is_letter = place >= 0 and ord(character) < end and (name != "latin" or character.isalpha())
        self[character] = name if is_letter else ""
        return self[character]


_ALPHABET_OF = _AlphabetOf()


def _language_of_alphabets(alphabets: Counter[str]) -> str:
    """A Han character weighs as much as three letters: about as much text."""
    east_asian = alphabets["han"] + alphabets["kana"]
    weights = dict(alphabets) | {"zh": 3 * east_asian}
    weights.pop("han", None)
    weights.pop("kana", None)
    language, weight = max(weights.items(), key=lambda item: item[1])
    if weight == 0:
        return "und"
    if language == "zh" and alphabets["kana"] > 0.08 * east_asian:
        return "ja"
    return language


def _chinese_script(counts: Counter[str]) -> Script:
    simplified, traditional = _chinese_counts(counts)
    if traditional <= simplified / 4:
        return Script.HANS
    return Script.HANT if simplified <= traditional / 4 else Script.MIXED


def _chinese_counts(counts: Counter[str]) -> tuple[int, int]:
    simplified, traditional = _only_in_one_script()
    return (
        sum(counts[character] for character in simplified.intersection(counts)),
        sum(counts[character] for character in traditional.intersection(counts)),
    )


@cache
def _only_in_one_script() -> tuple[frozenset[str], frozenset[str]]:
    """What Big5 has (后, 里, 云) is no sign of simplified text, what GB2312 has none of traditional."""
    table = simplified_characters()
    simplified = {character for character in table.values() if not _in(character, "big5")}
    traditional = {character for character in table if not _in(character, "gb2312")}
    return frozenset(simplified), frozenset(traditional)


def _in(character: str, encoding: str) -> bool:
    return bool(character.encode(encoding, "ignore"))


def _by_function_words(text: str) -> str:
    words = Counter(text.lower().split())
    hits = {code: sum(words[w] for w in own.split()) for code, own in _FUNCTION_WORDS.items()}
    best = max(hits, key=lambda code: hits[code])
    enough = max(2, 0.04 * words.total())
    return best if hits[best] >= enough else "und"


def _by_signs(counts: Counter[str], signs: dict[str, str], *, default: str) -> str:
    hits = {code: sum(counts[sign] for sign in own) for code, own in signs.items()}
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] > 0.005 * counts.total() else default
