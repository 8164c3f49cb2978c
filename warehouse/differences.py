"""What changed between two texts, as kept, removed and added pieces: whole sentences, then words in them."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["same", "removed", "added", "skipped"]

_SENTENCES = re.compile(r"[^。！？!?\n]*[。！？!?\n]+[”」』）)]*|[^。！？!?\n]+")
_WORDS = re.compile(r"[A-Za-z0-9.,%]+|\s+|.", re.S)
_SHOWN_AROUND = 40  # characters of unchanged text that are kept beside a change
_LONGEST = 20_000  # characters of a text that are compared; a hostile page may be longer
_MANY = 2_000  # pieces beyond which frequent ones are left out of the search, which is quadratic in them
_ALIKE = 0.4  # sentences more alike than this are compared word by word


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and what became of it."""

    kind: Kind
    text: str


def differences(before: str | None, after: str | None) -> list[Piece]:
    """Return the pieces of two texts in reading order; long unchanged stretches are cut to their ends."""
    old = _SENTENCES.findall((before or "")[:_LONGEST])
    new = _SENTENCES.findall((after or "")[:_LONGEST])
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > _MANY)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
        else:
            pieces += _within("".join(old[a:b]), "".join(new[c:d]))
    joined = _joined(pieces)
    last = len(joined) - 1
    return [cut for n, piece in enumerate(joined) for cut in _cut(piece, n == 0, n == last)]


def _within(old: str, new: str) -> list[Piece]:
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=len(a) + len(b) > _MANY)
    if not old or not new or matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return _changed(old, new)
    pieces: list[Piece] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(a[i:j])))
        else:
            pieces += _changed("".join(a[i:j]), "".join(b[k:m]))
    return pieces


def _changed(old: str, new: str) -> list[Piece]:
    both = (Piece("removed", old), Piece("added", new))
    return [piece for piece in both if piece.text]


def _joined(pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined


def _cut(piece: Piece, is_first: bool, is_last: bool) -> list[Piece]:
    if piece.kind != "same" or len(piece.text) <= 3 * _SHOWN_AROUND:
        return [piece]
    head = [] if is_first else [Piece("same", piece.text[:_SHOWN_AROUND])]
    tail = [] if is_last else [Piece("same", piece.text[-_SHOWN_AROUND:])]
    return [*head, Piece("skipped", "…"), *tail]
