"""The account over an article on a platform, where nothing but its place says that it is one.

A button to follow stands beside an account, a line such as 优质人文领域创作者 under one, and its picture before its name.
"""

import re
from itertools import pairwise

from flows.clean.byline import PROSE, Surroundings, chunks
from flows.clean.lines import Line
from flows.clean.names import is_button, is_column, is_person, is_place

_FOLLOW = re.compile(r"[+＋\s]*(?:关注|關注|已关注|追[蹤踪]|Follow)")
_KIND = re.compile(
    r"(?:.{0,12}(?:领域|領域)?(?:创作者|創作者|博主)|.{0,16}官方(?:账号|帐号|帳號)|.{0,8}认证(?:账号|帐号|媒体))"
)
_PUBLISHER = re.compile(
    r"(?<![a-z])(?:author|publisher|provider|source|media|account|avatar|nick|nickname|user)(?![a-z])"
)
_LONGEST = 16  # characters of an account's name
_SMALL = 5  # lines of the box that holds account and button
_REACH = 3  # lines between name and mark, at most


def account_over(around: Surroundings) -> str | None:
    """Return the account that a byline shows by a button, by its kind or by its picture; None where there is none."""
    lines = [*around.above[::-1], *around.below]
    for at, line in enumerate(lines):
        *before, last = line.pieces
        if before and _FOLLOW.fullmatch(last):
            candidates = [line]
        elif _FOLLOW.fullmatch(line.text) or _KIND.fullmatch(line.text):
            candidates = [near for near in lines[max(0, at - _REACH) : at] if _together(near, line)]
        else:
            candidates = []
        for name in map(_name_of, candidates):
            if name is not None and name not in around.title:
                return name
    return _pictured(around)


def account_before_place(around: Surroundings) -> str | None:
    """Return the name above a date with a province behind it, as platforms say where a post came from."""
    shown = [line for line in around.below if not line.hidden]
    for line, dated in pairwise(shown):
        if _is_bare_date(dated) and any(map(is_place, chunks(dated.text))):
            names = [part for part in chunks("\x1f".join(line.pieces)) if not is_button(part)]
            return _fit(names[-1]) if names and not line.heading else None
    return None


def _pictured(around: Surroundings) -> str | None:
    """Return the name with a picture: described by it, named as publisher over the headline, or next to the date."""
    for line in (*around.above, *around.below):
        if line.picture is not None and line.picture.alt.strip() == line.text != around.title:
            return _name_of(line)
    for line in around.above[:2]:
        if line.picture is not None and _PUBLISHER.search(line.box.hints):
            return _name_of(line)
    for line, other in pairwise(around.below):
        for named, dated in ((line, other), (other, line)):
            if named.picture is None or not _is_bare_date(dated) or not _together(named, dated):
                continue
            if (name := _name_of(named)) is not None and name == named.text:
                return name
    return None


def _together(one: Line, other: Line) -> bool:
    """Whether two lines stand in one small box."""
    return any(
        box.first <= other.box.first and other.box.last <= box.last
        for box in one.box.ancestors()
        if box.last - box.first <= _SMALL
    )


def _is_bare_date(line: Line) -> bool:
    """Whether a line says when, perhaps whence, and no more."""
    parts = chunks(line.text)
    return parts != [line.text] and all(map(is_button, parts))


def _name_of(line: Line) -> str | None:
    parts = chunks("\x1f".join(line.pieces))
    return _fit(parts[0]) if parts else None


def _fit(name: str) -> str | None:
    """Return a name that may be an account's, and is no person's, button or column."""
    if not 2 <= len(name) <= _LONGEST or PROSE.search(name) or _KIND.fullmatch(name):
        return None
    return None if is_button(name) or is_column(name) or is_person(name) else name
