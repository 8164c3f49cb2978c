"""What was changed between two versions of an article, in kinds that a reader cares about.

Sentences are compared without blanks and punctuation; page furniture (counters, 责任编辑, “3小时前”) is
no change. Every change carries the sentences before and after, not the whole text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from flows.relate.article import SPANS
from flows.relate.numbers import numbers_in
from warehouse.folding import fold

_SENTENCE = re.compile(
    r".{1,400}?(?:[。！？!?；;]+[”」』\"’）)]*|\.(?=\s)|$)|.{1,400}", re.MULTILINE
)
_MARKS = re.compile(r"[\W_]+")
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{2,})[”」』\"]")
_NEGATION = re.compile(r"[不未没無无非否勿]|n't|\b(?:not|no|never)\b")
_NOTICE = re.compile(
    r"更正|勘误|更新说明|编者[注按]|编辑注|本文已(?:于.{0,20})?(?:更新|修改|修订)|(?:此前|先前|早先|原)(?:的)?版本"
    r"|特此(?:说明|致歉)|correction|corrected|editor's note|an earlier version|this (?:article|story) (?:has been|was) updated",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^(?:.{0,6}(?:阅读|浏览|点击|评论|点赞|分享|收藏|转发|热度|参与)(?:量|数|次数)?\W*[\d.万w+]*\W*(?:次|条|人)?"
    r"|(?:责任)?编辑\W.*|责编\W.*|校对\W.*|审核\W.*|(?:更新|发布|发表)(?:时间|于)?\W*[\d年月日时分秒钟前小天刚昨今\s:./-]*"
    r"|\W*\d+\s*(?:秒|分钟|小时|天|个?月|年)前\W*|刚刚|上一篇\W.*|下一篇\W.*|相关(?:阅读|新闻|推荐)\W.*"
    r"|(?:updated|published)?\W*\d+ (?:minutes?|hours?|days?) ago|\d[\d,.]* (?:views|comments|reads|shares))$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"前|刚刚|昨|今天|ago|yesterday", re.IGNORECASE)
_READ = 60_000  # characters of a text that are compared
_LONGEST = 600  # characters of a sentence group that is quoted
_PAIRS = (
    400  # of sentences that are tried as before and after of each other; beyond, all was rewritten
)
_MOST = 30  # changes of one pair of versions


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article, as far as its changes are told."""

    title: str
    text: str
    author: str | None = None  # None: none named
    credit: str | None = None  # likewise
    published_at: datetime | None = None  # None: no believable date
    published_precision: str | None = None  # None likewise
    published_raw: str | None = None  # the string that the date was read from
    names: frozenset[str] = frozenset()  # parties of the incidents that it mentions


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a document."""

    kind: str  # headline, text, number, quote, notice, byline, date or minor
    before: str  # the changed sentences; "" where something was added
    after: str  # "" where something was taken out
    is_silent: bool = True  # no correction notice came with it
    lost: tuple[str, ...] = ()  # numbers and parties that the article no longer has


def changes(before: Version, after: Version) -> tuple[Change, ...]:
    """Return what was changed from one version to the next, the headline first."""
    found = [*_headline(before, after), *_text(before, after), *_frame(before, after)][:_MOST]
    is_silent = not any(change.kind == "notice" for change in found)
    return tuple(replace(change, is_silent=is_silent) for change in found)


def _headline(before: Version, after: Version) -> Iterator[Change]:
    if before.title == after.title:
        return
    is_minor = _key(before.title) == _key(after.title)
    lost = () if is_minor else _lost_numbers(before.title, after.title)
    yield Change("minor" if is_minor else "headline", before.title, after.title, lost=lost)


def _text(before: Version, after: Version) -> Iterator[Change]:
    left, told = _sentences(before.text), _sentences(after.text)
    former = [sentence for sentence in left if _NOTICE.search(sentence)]
    notices = [
        sentence
        for sentence in told
        if _NOTICE.search(sentence) and not any(_is_alike(other, sentence) for other in former)
    ]
    if notices:
        yield Change("notice", "", _joined(notices))
    right = [sentence for sentence in told if sentence not in notices]
    kept = numbers_in("\n".join((after.title, *right)))
    parties = sorted(before.names - after.names)
    for old, new in _hunks(left, right):
        said = fold("".join(old))
        lost = [name for name in parties if fold(name) in said]
        lost += sorted(numbers_in(said) - kept)
        yield Change(
            _kind("".join(old), "".join(new)), _joined(old), _joined(new), lost=tuple(lost)
        )


def _kind(old: str, new: str) -> str:
    if _key(old) == _key(new):
        return "minor"
    if old and new and numbers_in(old) != numbers_in(new):
        return "number"
    if old and new and _quotes(old) != _quotes(new):
        return "quote"
    return "minor" if _is_slip(_key(old), _key(new)) else "text"


def _is_slip(old: str, new: str) -> bool:
    """Whether no more than two characters differ, none of which turns the sense round."""
    if abs(len(old) - len(new)) > 2 or min(len(old), len(new)) < 8:
        return False
    steps = [
        step for step in SequenceMatcher(None, old, new, False).get_opcodes() if step[0] != "equal"
    ]
    if sum(max(b - a, d - c) for _, a, b, c, d in steps) > 2:
        return False
    return not any(
        _NEGATION.search(old[a:b]) or _NEGATION.search(new[c:d]) for _, a, b, c, d in steps
    )


def _frame(before: Version, after: Version) -> Iterator[Change]:
    """Yield changes of byline and date."""
    left, right = ([v.author or "", v.credit or ""] for v in (before, after))
    if list(map(_key, left)) != list(map(_key, right)):
        yield Change("byline", " · ".join(filter(None, left)), " · ".join(filter(None, right)))
    if _is_redated(before, after):
        yield Change("date", before.published_raw or "", after.published_raw or "")


def _is_redated(before: Version, after: Version) -> bool:
    """Whether the printed time is another one, and not the same more or less exactly."""
    if before.published_at is None or after.published_at is None:
        return False
    if any(_RELATIVE.search(v.published_raw or "") for v in (before, after)):
        return False
    spans = [SPANS.get(v.published_precision or "", timedelta()) for v in (before, after)]
    return abs(before.published_at - after.published_at) >= max(*spans, timedelta(minutes=1))


def _hunks(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield neighbouring sentences that differ, before and after."""
    old, new = ([_key(sentence) for sentence in side] for side in (left, right))
    for step, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
        if step != "equal":
            yield from _paired(list(left[a:b]), list(right[c:d]))
        else:
            same = zip(left[a:b], right[c:d], strict=True)
            yield from (([x], [y]) for x, y in same if _blankless(x) != _blankless(y))


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each sentence with what became of it; those that became nothing, or came from none, together."""
    gone: list[str] = []
    came: list[str] = []
    if len(old) * len(new) > _PAIRS:
        yield old, new
        return
    for sentence in old:
        place = next((i for i, other in enumerate(new) if _is_alike(sentence, other)), None)
        if place is None:
            gone.append(sentence)
        else:
            came += new[:place]
            yield [sentence], [new[place]]
            new = new[place + 1 :]
    came += new
    if gone or came:
        yield gone, came


def _is_alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, _key(old), _key(new), False)
    return matcher.real_quick_ratio() > 0.5 < matcher.quick_ratio() and matcher.ratio() > 0.5


def _sentences(text: str) -> list[str]:
    found = (match[0].strip() for match in _SENTENCE.finditer(text[:_READ]))
    return [s for s in found if _key(s) and not _FURNITURE.match(fold(s).strip(" 。."))]


def _quotes(text: str) -> list[str]:
    return [_key(match[1]) for match in _QUOTED.finditer(text)]


def _lost_numbers(old: str, new: str) -> tuple[str, ...]:
    return tuple(sorted(numbers_in(old) - numbers_in(new)))


def _joined(sentences: Iterable[str]) -> str:
    joined = "\n".join(sentences)
    return joined if len(joined) <= _LONGEST else joined[:_LONGEST] + "…"


def _key(text: str) -> str:
    return _MARKS.sub("", fold(text))


def _blankless(text: str) -> str:
    return "".join(text.split())
