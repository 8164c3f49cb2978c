"""Whether a stretch of Chinese text is a word of its own: 大熊 is one in 一头大熊, not in 大熊猫.

The only home of jieba. Its dictionary is read once per process and shared; no cache file is written,
because jieba's lies at a predictable place in the system's temporary directory (reading the dictionary
anew costs 0.6 s, the cache 0.4 s).
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from math import log

from flows.tag.spans import Span

with warnings.catch_warnings():  # invalid escapes in its source
    warnings.simplefilter("ignore")
    import jieba

_LONGEST_WORD = 10  # characters; jieba's dictionary has few longer ones
_REACH = 5  # characters on both sides of a stretch that are segmented with it
_LONGEST_NEIGHBOUR = 5  # words that could swallow an end of the stretch: longer ones are rare
_REMEMBERED = 32_768  # decisions of a kind; about 5 MB
# How much likelier the incident's names are than jieba's dictionary has them, and how frequent those are
# that it lacks: 小米 then beats 从小 in 从小米谈起, 雷军 beats 军事 in 雷军事件, 帝王 stays in 帝王化身.
_NAME_FACTOR, _NEW_NAME = 5, 20
_NEW_TERM = 200  # 理专 then beats 专案 in 理专案; 框架 still beats 年框 in 2026年框架协议
_COMMON = 1500  # occurrences in jieba's dictionary: 接触 has 3,348, 公布 5,476, 起诉 530
_BEFORE_HAN = "\u33ff"  # punctuation, Latin and digits lie below
_COUNTS = frozenset("一二两三四五六七八九十百几数每这那0123456789")
_MEASURES = frozenset("头只匹株棵斤公两袋碗粒把罐筐")
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_EMPTY_WORD = re.compile(
    "什么|如何|怎[么样]|为何|为什么|是否|是不是|会不会|能否|究竟|到底|还是|哪些|哪[个里]|哪一步|多少|其[他它]|我们"
    "|他们|它们|[这那]个|可以|应该|以及|或者|因为|所以|但是|到来"
)
_KIND_OF_COMPANY = re.compile(  # 大众汽车 is 大众, 苹果公司 is 苹果
    "公司|集团|汽车|银行|手机|科技|电器|地产|航空|保险|证券|乳业|药业|电子|官方|股份|食品|影业|超市"
)
_SHORT_NAME = 2  # characters of a name that may be the beginning of another: 王伟 in 王伟明
_GIVEN_NAMES = frozenset(
    "明华伟丽芳娜静娟英慧玲燕兰洁梅琳莲雪霞艳琼珍莉倩婷颖瑶怡丹蓉琴薇馨聪澜欣枫芸菲杰鹏涛辉磊斌浩宇轩鑫峰"
)
_TIMES, _DIGITS = frozenset("十百千万亿"), frozenset("一二两三四五六七八九十几数0123456789")
_PLACES_AND_PEOPLE = frozenset("省市县区州国镇乡村岛港人籍队系版")  # 北京市 speaks of 北京


_NATURE = re.compile("山(?![东西])|湖(?![北南])|寺")  # 云阙山 is a hill, whatever 云阙 is


class Strictness(StrEnum):
    """What a term may be part of and still count."""

    WORD = "a word"  # within a longer word that it begins or ends: 起诉 in 起诉书
    NAME = "a name"  # within a compound of words: 联想 in 联想集团
    DOUBTFUL = "a doubtful name"  # nothing: it must be a word of its own

    __hash__ = str.__hash__  # that of Enum is Python, and asked for a hundred times a document


class Segmenter:
    """Decides about words with jieba's dictionary and the names and terms of one incident."""

    def __init__(self, names: Iterable[str], terms: Iterable[str] = ()) -> None:
        self._words, total = dictionary()
        self._whole = log(total)
        self._names: dict[str, int] = {}  # with their beginnings, as 0
        for name in names:
            self._add(name, max(self._words.get(name, 0) * _NAME_FACTOR, _NEW_NAME))
        for term in terms:
            if not (self._words.get(term) or self._names.get(term)):
                self._add(term, _NEW_TERM)
        # Most pages are copies of others, so the same few characters are asked about again and again.
        self._decided: dict[Strictness, dict[tuple[str, int, int], bool]] = {
            strictness: {} for strictness in Strictness
        }

    def _add(self, word: str, frequency: int) -> None:
        for length in range(2, len(word)):
            self._names.setdefault(word[:length], 0)
        self._names[word] = frequency

    def standing(self, text: str, spans: Iterable[Span], strictness: Strictness) -> list[Span]:
        """Return the stretches that are a word or a run of words, not a part of another word."""
        decided, found = self._decided[strictness], []
        for span in spans:
            start, end = span
            low = start - _REACH if start > _REACH else 0
            place = (text[low : end + _REACH], start - low, end - low)
            is_alone = decided.get(place)
            if is_alone is None:
                if len(decided) >= _REMEMBERED:
                    decided.clear()
                is_alone = decided[place] = self._decide(*place, strictness)
            if is_alone:
                found.append(span)
        return found

    def _decide(self, text: str, start: int, end: int, strictness: Strictness) -> bool:
        is_short_name = strictness is not Strictness.WORD and end - start == _SHORT_NAME
        may_go_on = is_short_name and text[end : end + 1] in _GIVEN_NAMES
        if strictness is Strictness.NAME and _NATURE.match(text, end):
            return False
        if not (may_go_on or self._may_be_part(text, start, end, strictness)):
            return True
        low, high = start, end
        while low and is_han(text[low - 1]):
            low -= 1
        while high < len(text) and is_han(text[high]):
            high += 1
        words = [(low + first, low + after) for first, after in self._cut(text[low:high])]
        if any(first == start for first, _ in words) and any(after == end for _, after in words):
            is_number = text[start] in _TIMES and start and text[start - 1] in _DIGITS  # 三百度
            is_longer = may_go_on and (end, end + 1) in words  # 王伟明
            return strictness is Strictness.WORD or not (is_longer or is_number)
        around = next(word for word in words if word[0] <= start < word[1])
        return end <= around[1] and self._keeps_meaning(text, (start, end), around, strictness)

    def cut(self, text: str) -> list[str]:
        """Return the words of a run of Chinese characters, in order."""
        return [text[first:after] for first, after in self._cut(text)]

    def content_words(self, text: str) -> set[str]:
        """Return the Chinese words of a text that say something: two characters or more."""
        runs = [match.span() for match in _HAN_RUN.finditer(text)]
        words = {
            text[low + a : low + b] for low, high in runs for a, b in self._cut(text[low:high])
        }
        return {word for word in words if len(word) > 1 and not _EMPTY_WORD.fullmatch(word)}

    def _may_be_part(self, text: str, start: int, end: int, strictness: Strictness) -> bool:
        """Tell whether any word of the dictionary reaches across an end of the stretch."""
        words = self._words  # holds the beginnings of words too
        compounds = strictness is not Strictness.WORD or not words.get(text[start:end])
        farthest = max(0, start - _LONGEST_NEIGHBOUR + 1)
        for first in range(farthest, start) if start and text[start - 1] > _BEFORE_HAN else ():
            if text[first : start + 1] in words:
                for last in self._ends_from(text, first, start + 1, end):
                    if compounds or last != end:
                        return True
        for first in range(start, end) if text[end : end + 1] > _BEFORE_HAN else ():
            if text[first : end + 1] in words:
                for _ in self._ends_from(text, first, end + 1, end):
                    if compounds or first != start:
                        return True
        return False

    def _ends_from(self, text: str, first: int, shortest: int, end: int) -> Iterator[int]:
        """Yield where words end that begin at `first` and reach at least to `shortest`."""
        for last in range(shortest, min(len(text), end + _LONGEST_NEIGHBOUR - 1) + 1):
            frequency = self._words.get(text[first:last])
            if frequency is None:
                return
            if frequency:
                yield last

    def _keeps_meaning(
        self, text: str, term: tuple[int, int], word: tuple[int, int], strictness: Strictness
    ) -> bool:
        before, after = text[word[0] : term[0]], text[term[1] : word[1]]
        if not before and _KIND_OF_COMPANY.fullmatch(after) and strictness is not Strictness.WORD:
            return True
        if strictness is Strictness.DOUBTFUL or (before and after):
            return False
        if strictness is Strictness.WORD:
            return bool(self._words.get(text[term[0] : term[1]]))
        rest = before or after
        return after in _PLACES_AND_PEOPLE or (len(rest) > 1 and bool(self._words.get(rest)))

    def _cut(self, text: str) -> list[tuple[int, int]]:
        """Return the likeliest division into words, as jieba finds it without its HMM.

        Its own code knows one dictionary; copying that for each incident would cost 40 MB.
        """
        words, names, length = self._words, self._names, len(text)
        best, ends = [0.0] * (length + 1), [0] * length
        for start in range(length - 1, -1, -1):
            top = log(words.get(text[start]) or 1) - self._whole + best[start + 1]
            where = start + 1
            for end in range(start + 2, min(length, start + _LONGEST_WORD) + 1):
                piece = text[start:end]
                frequency = names.get(piece) or words.get(piece)
                if frequency:
                    chance = log(frequency) - self._whole + best[end]
                    if chance >= top:
                        top, where = chance, end
                elif frequency is None and piece not in names:
                    break
            best[start], ends[start] = top, where
        found, start = [], 0
        while start < length:
            found.append((start, ends[start]))
            start = ends[start]
        return found


def is_counted(text: str, start: int) -> bool:
    """Tell whether what begins at `start` is counted like a thing: 一头大熊, 两袋小米."""
    return text[start - 1 : start] in _MEASURES and text[start - 2 : start - 1] in _COUNTS


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def is_common(word: str) -> bool:
    """Tell whether any text may use a word."""
    return dictionary()[0].get(word, 0) >= _COMMON


def divided(text: str) -> Iterator[tuple[int, int]]:
    """Yield the words of a short stretch, unknown ones as jieba's model of characters finds them."""
    for _, start, end in _tokenizer().tokenize(text):
        yield start, end


@cache
def _tokenizer() -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = dictionary()
    tokenizer.initialized = True
    return tokenizer


@cache
def dictionary() -> tuple[Mapping[str, int], int]:
    """Return how often each word of jieba's dictionary occurs, and the sum; 0 for a mere beginning."""
    tokenizer = jieba.Tokenizer()
    return tokenizer.gen_pfdict(tokenizer.get_dict_file())  # type: ignore[no-any-return]


@cache
def words_for_names() -> frozenset[str]:
    """Return the words of two characters that jieba's dictionary calls names of people or places."""
    return _tagged("nr|nrt|nrfg|ns|nz")


@cache
def adverbs() -> frozenset[str]:
    """Return the words of two characters that jieba's dictionary calls adverbs."""
    return _tagged("d|ad")


def _tagged(tags: str) -> frozenset[str]:
    with jieba.Tokenizer().get_dict_file() as file:
        return frozenset(re.findall(rf"^(..) \d+ (?:{tags})$", file.read().decode(), re.M))
