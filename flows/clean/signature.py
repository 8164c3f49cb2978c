"""The date under which a statement is signed: the last resort where a page says nowhere when it was published."""

import re
from datetime import tzinfo

from flows.clean.date_parts import normalised
from flows.clean.dates import read_full
from flows.clean.lines import Line
from flows.clean.moment import Moment

_LAST = 4  # lines at the end of a text that a signature stands in
_LONGEST = 30  # characters of who signs
_STATEMENT = re.compile(r"[。！？；：，…!?;:,]")
_REST = re.compile(r"[\s日（）()]*")


def signed_date(lines: tuple[Line, ...], zone: tzinfo) -> tuple[str, Moment] | None:
    """Return the day that closes a text, below the name of who signs or behind it."""
    for at in range(len(lines) - 1, max(0, len(lines) - 1 - _LAST), -1):
        text = normalised(lines[at].text)
        moment = read_full(text, zone) if len(text) <= _LONGEST + 12 else None
        if moment is None or moment.has_clock:
            continue
        before, _, after = text.partition(moment.raw)
        signer = before.strip() or lines[at - 1].text
        if _REST.fullmatch(after) and len(signer) <= _LONGEST and not _STATEMENT.search(signer):
            return "signature", moment
    return None
