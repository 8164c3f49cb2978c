"""Days that a text tells of as past: 1月6日 in a report cannot be printed on 2 January."""

import re

_DAY = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])[日号]")
_AHEAD = re.compile(r"[将拟定预计划截至前到起望]|will|until")
_AROUND = 8  # characters on each side in which a word about the future would stand


def days_told_of(text: str) -> tuple[str, ...]:
    """Return the days named in a folded text, as "01-06", those of announcements left out."""
    if "月" not in text:
        return ()
    found = {
        f"{int(match[1]):02}-{int(match[2]):02}"
        for match in _DAY.finditer(text)
        if not _AHEAD.search(
            text[max(0, match.start() - _AROUND) : match.start()]
            + " "
            + text[match.end() : match.end() + _AROUND]
        )
    }
    return tuple(sorted(found))[:20]
